/**
 * Data rules on tables as programs read them. What they find stands on the reading call, with the place in the data beside it, and
 * only where the reading differs from, or adds to, what is said of the file itself. The policy is in docs/guide/data-as-read.md.
 */
import { isMisread } from '../../../../rules/api/python/reading-call.ts';
import type { DataRule } from '../../../../rules/api/rule.ts';
import type { Config } from '../../config.ts';
import { checkDataset } from '../../data/check-dataset.ts';
import { fingerprint } from '../../identity.ts';
import type { ReadAs } from '../../data/read-as.ts';
import { withTimeLimit } from '../../limit.ts';
import { relativePath } from '../../paths.ts';
import type { CancelSignal, Ports } from '../../ports.ts';
import type { Finding, NotChecked } from '../../report.ts';
import { selectRules } from '../../rule-selection.ts';
import { createCallPlaces, type CallPlace } from './call-places.ts';
import type { NeedParser } from '../python-tools.ts';
import type { LookedRead } from './look-at-tables.ts';

export interface OnCallsRequest {
  readonly reads: readonly LookedRead[];
  /** Every known data rule; selection is in the config. */
  readonly rules: readonly DataRule[];
  /** What is said of the data files themselves in this run. */
  readonly findings: readonly Finding[];
  /** Of the program at an absolute path. */
  readonly configOf: (path: string) => Config;
  /** Label column, overriding config. */
  readonly label: string | null;
  readonly workingFolder: string;
  /** Called when a place is not known. */
  readonly openParser: NeedParser;
  readonly signal: CancelSignal | null;
  /** What tables judged in earlier checks gave, by table and way of reading; whoever keeps it drops it when data, rules or configuration change. */
  readonly judged?: Map<string, OnCalls>;
}

export interface OnCalls {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

/** Judges each table read once, however many calls read it so. Cost: a pass over the text and the scans of a check, per table. */
export async function checkOnCalls(request: OnCallsRequest, ports: Ports): Promise<OnCalls> {
  const places = createCallPlaces(request.openParser, ports);
  const findings: Finding[] = [];
  const notChecked: NotChecked[] = [];
  for (const read of firstOfEach(request.reads.filter(isWorthJudging))) {
    if (request.signal?.aborted === true) break;
    const result = await judgeOnce(read, request, ports);
    notChecked.push(...result.notChecked.map((note) => ({ ...note, path: relativePath(request.workingFolder, read.dataPath) })));
    const told = result.findings.filter(isOwn(read, request.findings));
    const place = told.length === 0 ? null : await places.placeOf(read.at);
    if (place !== null) findings.push(...told.map((finding) => onCall(finding, { read, place, workingFolder: request.workingFolder })));
  }
  return { findings, notChecked };
}

/** A judgement that was cancelled is not kept. */
async function judgeOnce(read: LookedRead, request: OnCallsRequest, ports: Ports): Promise<OnCalls> {
  const known = request.judged?.get(tableKeyOf(read));
  const result = known ?? (await judge(read, request, ports));
  if (request.signal?.aborted !== true) request.judged?.set(tableKeyOf(read), result);
  return result;
}

function firstOfEach(reads: readonly LookedRead[]): readonly LookedRead[] {
  const byTable = new Map<string, LookedRead>();
  for (const read of reads) {
    const key = tableKeyOf(read);
    if (!byTable.has(key)) byTable.set(key, read);
  }
  return [...byTable.values()];
}

function tableKeyOf({ dataPath, as }: LookedRead): string {
  return JSON.stringify([dataPath, { ...as, path: '' }]);
}

/** Larger tables are judged as files only: a copy as read would cost as much again. Own choice. */
const MAX_JUDGED_BYTES = 64 * 2 ** 20;

/** Not what is judged as a file already, nor what is cut into wrong columns, nor a look at the first rows. */
function isWorthJudging({ as, facts, isChecked, sizeBytes }: LookedRead): boolean {
  if (as.format !== 'csv') return !isChecked;
  if (as.reader === 'numpy' || as.rowLimit !== null || sizeBytes > MAX_JUDGED_BYTES || isMisread(facts)) return false;
  return !isChecked || facts.reading?.isAsWritten !== true || readsCellsOtherwise(as);
}

function readsCellsOtherwise({ missing, thousands, decimal }: ReadAs): boolean {
  return missing === null || missing.values.length > 0 || Object.keys(missing.byColumn).length > 0 || thousands !== null || decimal !== '.';
}

function judge(read: LookedRead, { rules, configOf, label, signal }: OnCallsRequest, ports: Ports): Promise<OnCalls> {
  const config = configOf(read.at.path);
  // how the bytes are laid out is told of the file, or by the rules on reading calls
  const selected = selectRules(rules, config).filter(({ id }) => !id.startsWith('structure/'));
  const dataset = { path: read.dataPath, displayPath: read.facts.path, parts: null, ...(read.as.format === 'csv' ? { readAs: read.as } : {}) };
  return checkDataset({ dataset, config, rules: selected, label, startLimit: () => withTimeLimit(signal, config.timeLimitMs, ports.clock), onProgress: () => undefined }, ports);
}

/** Leaves out what is said of the file itself, and of the writing of columns whose type the code decides. */
function isOwn({ as, facts }: LookedRead, findings: readonly Finding[]): (finding: Finding) => boolean {
  const keyOf = (rule: string, column: string | null, messageId: string): string => JSON.stringify([rule, column, messageId]);
  const said = new Set(findings.filter(({ dataset }) => dataset === facts.path).map(({ rule, column, messageId }) => keyOf(rule, column, messageId)));
  const fileColumns = facts.reading?.file.columns ?? [];
  const isSameWidth = fileColumns.length === facts.columns.length;
  const nameInFile = (name: string | null): string | null => (name === null || !isSameWidth ? name : (fileColumns[facts.columns.findIndex((column) => column.name === name)] ?? name));
  const isTyped = (name: string | null): boolean => typeof as.types === 'string' || (name !== null && as.types?.[name] !== undefined);
  return ({ rule, column, messageId }) => !said.has(keyOf(rule, nameInFile(column), messageId)) && !(rule.startsWith('miscoding/') && isTyped(column));
}

/** The same finding on the call; where it was in the data is its related place. */
function onCall(finding: Finding, { read, place, workingFolder }: { readonly read: LookedRead; readonly place: CallPlace; readonly workingFolder: string }): Finding {
  const path = relativePath(workingFolder, read.at.path);
  return {
    ...finding,
    path,
    range: place.range,
    cell: place.cell,
    related: [{ path: finding.path, range: finding.range, cell: null, message: finding.rows === null ? 'in this column of the data' : 'in this row of the data' }],
    suppressed: place.suppressedBy(finding.rule),
    fingerprint: fingerprint([finding.rule, finding.messageId, path, finding.dataset ?? '', finding.column ?? '', finding.fingerprint]),
  };
}
