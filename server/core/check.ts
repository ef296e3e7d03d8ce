/** The way of one check: datasets in, report out. */
import { isDataRule } from '../../rules/api/rule.ts';
import type { Rule } from '../../rules/api/rule.ts';
import type { Config } from './config.ts';
import { checkDataset, type DatasetResult } from './data/check-dataset.ts';
import type { DatasetRef } from './data/opened-table.ts';
import { withTimeLimit, type Limit } from './limit.ts';
import type { CancelSignal, Ports } from './ports.ts';
import type { Finding, NotChecked, Report, TableProfile } from './report.ts';
import { selectRules } from './rule-selection.ts';
import { applySuppressions } from './suppression.ts';

export interface Progress {
  /** @param done 0..1 of the whole check; @param text what is being done, e.g. a path. */
  report(done: number, text: string): void;
}

export interface CheckRequest {
  readonly datasets: readonly { readonly dataset: DatasetRef; readonly config: Config }[];
  /** Every known rule; selection is in the config. */
  readonly rules: readonly Rule[];
  /** Label column for all datasets, overriding config. */
  readonly label?: string;
  /** Absolute folders of which every dataset is in `datasets`; what is said of unused suppressions rests on it. */
  readonly wholeFolders?: readonly string[];
  readonly signal?: CancelSignal;
  readonly progress?: Progress;
}

/** Checks the datasets one after the other. Never throws for user input; a dataset that fails is in `notChecked`. */
export async function check(request: CheckRequest, ports: Ports): Promise<Report> {
  const findings: Finding[] = [];
  const notChecked: NotChecked[] = [];
  const profiles: TableProfile[] = [];
  for (const [index, { dataset, config }] of request.datasets.entries()) {
    if (request.signal?.aborted === true) {
      notChecked.push({ path: dataset.displayPath, reason: 'cancelled', message: 'the check was cancelled before this dataset' });
      continue;
    }
    const report = (done: number): void => request.progress?.report((index + done) / request.datasets.length, dataset.displayPath);
    report(0);
    const result = await guarded({ dataset, config, request, report }, ports);
    findings.push(...result.findings);
    notChecked.push(...result.notChecked, ...failureNotes(result, dataset, ports));
    if (result.profile !== null) profiles.push(result.profile);
  }
  const all = applySuppressions({
    findings,
    inputs: request.datasets.map(({ dataset, config }) => ({ path: dataset.path, displayPath: dataset.displayPath, config })),
    rules: request.rules,
    notChecked: notChecked.map(({ path }) => path),
    wholeFolders: request.wholeFolders ?? [],
    today: ports.clock.today(),
  });
  return {
    findings: all.toSorted(compareFindings),
    notChecked: notChecked.toSorted((a, b) => compareText(a.path, b.path)),
    profiles,
    filesChecked: profiles.length,
    datasetsChecked: profiles.length,
    isComplete: notChecked.length === 0,
  };
}

interface Guarded {
  readonly dataset: DatasetRef;
  readonly config: Config;
  readonly request: CheckRequest;
  readonly report: (done: number) => void;
}

/** One dataset; our own bugs become a note on that dataset and lose nothing else. */
async function guarded({ dataset, config, request, report }: Guarded, ports: Ports): Promise<DatasetResult> {
  const startLimit = (): Limit => withTimeLimit(request.signal ?? null, config.timeLimitMs, ports.clock);
  try {
    return await checkDataset({ dataset, config, rules: selectRules(request.rules.filter(isDataRule), config), label: request.label ?? null, startLimit, onProgress: report }, ports);
  } catch (error) {
    ports.log.warn(`internal error while checking ${dataset.displayPath}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const message = 'an internal error of Lintel stopped this check; run with -v for the log and report it';
    return { findings: [], notChecked: [{ path: dataset.displayPath, reason: 'internal-error', message }], profile: null, failures: [] };
  }
}

function failureNotes(result: DatasetResult, dataset: DatasetRef, ports: Ports): NotChecked[] {
  return result.failures.map(({ rule, error }) => {
    ports.log.warn(`rule ${rule} failed on ${dataset.displayPath}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return { path: dataset.displayPath, reason: 'internal-error', message: `rule ${rule} failed; all other rules ran. Run with -v for the log and report it` };
  });
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.path, b.path) ||
    (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) ||
    (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0) ||
    compareText(a.rule, b.rule) ||
    compareText(a.column ?? '', b.column ?? '') ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
