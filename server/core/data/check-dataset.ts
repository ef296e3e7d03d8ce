/** Checks one dataset: read the bytes, plan, measure, judge, place. Expected failures are values. */
import type { Column, Table } from '../../../rules/api/column.ts';
import { tableMeasure } from '../../../rules/api/measure.ts';
import type { DataRule } from '../../../rules/api/rule.ts';
import { datasetEntry } from '../cache/dataset-entry.ts';
import type { Config, DatasetEntry } from '../config.ts';
import { globMatches } from '../glob.ts';
import { OUT_OF_TIME, type Limit } from '../limit.ts';
import type { CancelSignal, NotCheckedReason, Ports } from '../ports.ts';
import type { Finding, NotChecked, TableProfile } from '../report.ts';
import { describeColumns, type ColumnFacts } from './columns.ts';
import type { EngineResult, EngineTable } from './engine.ts';
import { Measured } from './measured.ts';
import type { DatasetRef, OpenedTable, RawSample } from './opened-table.ts';
import { SAMPLE_ROWS } from './opened-table.ts';
import { keepSpecialCauses, ROWS_NAMED, writeFindings, type Settled } from './place.ts';
import { planScans, type Plan } from './plan.ts';
import { profileAsks, profileTable } from './profile.ts';
import { openTable } from './reading/open-table.ts';
import { asksOf, bindRules, judgeTasks, type Judged, type RuleFailure } from './run-rules.ts';
import { writeSample } from './sample-copy.ts';

export interface DatasetRequest {
  readonly dataset: DatasetRef;
  readonly config: Config;
  /** Selected already. */
  readonly rules: readonly DataRule[];
  readonly label: string | null;
  /** Starts the time limit of one attempt: on the whole table, then perhaps on its sample. */
  readonly startLimit: () => Limit;
  /** @param done 0..1 of this dataset */
  readonly onProgress: (done: number) => void;
}

export interface DatasetResult {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly profile: TableProfile | null;
  readonly failures: readonly RuleFailure[];
}

/** Engine failures after which a sample is tried: the rows are readable, the engine could not bear them all. */
const TRIED_ON_SAMPLE: ReadonlySet<NotCheckedReason> = new Set(['engine-died', 'out-of-memory', 'out-of-time']);

/** Errors: none thrown for user input. Cost: one pass over the bytes (text), then the plan's scans, then one targeted scan; a digest where the result is known. */
export async function checkDataset(request: DatasetRequest, ports: Ports): Promise<DatasetResult> {
  const { cache = null } = ports;
  if (cache === null) return checkAnew(request, ports);
  const { dataset, config, rules, label } = request;
  const before = await stampOf(dataset, ports);
  const entry = await datasetEntry({ dataset, config, rules, label, settings: settingsOf(config, dataset) }, cache);
  const known = (await entry?.get()) ?? null;
  if (known !== null) {
    request.onProgress(1);
    return known;
  }
  const result = await checkAnew(request, ports);
  if ((await stampOf(dataset, ports)) === before) await entry?.put(result);
  return result;
}

async function checkAnew(request: DatasetRequest, ports: Ports): Promise<DatasetResult> {
  const limit = request.startLimit();
  try {
    const opened = await openTable(request.dataset, ports, { signal: limit.signal });
    if (!opened.ok) return notChecked(request, inTime(opened, limit));
    const before = await stampOf(request.dataset, ports);
    request.onProgress(0.2);
    const result = await checkTable(request, { opened: opened.table, limit }, ports);
    // the engine reads the files again, and rows are found again in them: all of it has to be of one state
    if (limit.signal.aborted || (await stampOf(request.dataset, ports)) === before) return result;
    return notChecked(request, { reason: 'changed-during-check', text: 'the file changed while it was checked; run again when it is complete' });
  } finally {
    limit.end();
  }
}

/** Differs when a file is written, replaced or removed. */
async function stampOf({ path, parts }: DatasetRef, { files }: Ports): Promise<string> {
  const stats = await Promise.all((parts ?? [path]).map((each) => files.stat(each)));
  return stats.map((stat) => (stat === null ? 'gone' : `${stat.id} ${stat.sizeBytes} ${stat.mtimeMs}`)).join('\n');
}

/** The whole table, or where the engine cannot bear it, its sample. */
async function checkTable(request: DatasetRequest, { opened, limit }: { readonly opened: OpenedTable; readonly limit: Limit }, ports: Ports): Promise<DatasetResult> {
  const result = await checkOpened({ ...request, opened, isSample: false, signal: limit.signal }, ports);
  if (result.ok) return result.value;
  const whole = inTime(result, limit);
  if (!TRIED_ON_SAMPLE.has(whole.reason)) return notChecked(request, whole);
  const sampled = await checkSample(request, opened, ports);
  if (!sampled.ok) return notChecked(request, whole);
  const note = `${whole.text}; a sample of the rows was checked instead`;
  return { ...sampled.value, notChecked: [{ path: request.dataset.displayPath, reason: whole.reason, message: note }] };
}

interface Failure {
  readonly reason: NotCheckedReason;
  readonly text: string;
}

/** What the clock cancelled is out of time. */
function inTime(failure: Failure, limit: Limit): Failure {
  return failure.reason === 'cancelled' && limit.isExpired() ? OUT_OF_TIME : failure;
}

function notChecked(request: DatasetRequest, { reason, text }: Failure): DatasetResult {
  return { findings: [], notChecked: [{ path: request.dataset.displayPath, reason, message: text }], profile: null, failures: [] };
}

interface OpenedRequest extends DatasetRequest {
  readonly opened: OpenedTable;
  /** The rows are a sample of the table, in a copy of our own: no row numbers, no cells. */
  readonly isSample: boolean;
  readonly signal: CancelSignal;
}

async function checkSample(request: DatasetRequest, opened: OpenedTable, ports: Ports): Promise<EngineResult<DatasetResult>> {
  const limit = request.startLimit();
  try {
    const copy = await writeSample(opened, ports, limit.signal);
    if (!copy.ok) return copy;
    return await checkOpened({ ...request, opened: copy.value, isSample: true, signal: limit.signal }, ports);
  } finally {
    limit.end();
  }
}

async function checkOpened(request: OpenedRequest, ports: Ports): Promise<EngineResult<DatasetResult>> {
  const { opened } = request;
  if (opened.source === null) return judgeTable(request, null, factsOf(opened, null));
  const engineTable = await ports.engine.open(opened.source, request.signal);
  if (!engineTable.ok) return engineTable;
  try {
    const sample = opened.kind === 'text' ? opened.sample : (opened.copied?.sample ?? (await sampleOf(engineTable.value, request.signal)));
    if (!('rows' in sample)) return sample;
    return await judgeTable(request, engineTable.value, { ...factsOf(opened, engineTable.value), sample });
  } finally {
    await engineTable.value.close();
  }
}

interface TableFacts {
  readonly columns: readonly ColumnFacts[];
  readonly typeNames: readonly string[];
  readonly sample: RawSample;
}

function factsOf(opened: OpenedTable, engineTable: EngineTable | null): TableFacts {
  if (opened.kind === 'binary') {
    const columns = opened.copied?.columns ?? engineTable?.columns ?? [];
    return {
      columns: columns.map(({ name, physical }) => ({ name, physical, quotedShare: null })),
      typeNames: columns.map(({ typeName }) => typeName),
      sample: { rows: [], isWholeTable: true },
    };
  }
  const columns = opened.columnNames.map((name, index) => ({ name, physical: opened.physical[index] ?? 'text', quotedShare: opened.quotedShares[index] ?? null }));
  return { columns, typeNames: opened.physical, sample: opened.sample };
}

async function sampleOf(engineTable: EngineTable, signal: CancelSignal): Promise<RawSample | Exclude<EngineResult<never>, { ok: true }>> {
  const sample = await engineTable.sample(SAMPLE_ROWS, signal);
  if (!sample.ok) return sample;
  return { rows: sample.value.rows, isWholeTable: sample.value.rows.length === sample.value.rowCount };
}

async function judgeTable(request: OpenedRequest, engineTable: EngineTable | null, { columns: columnFacts, typeNames, sample }: TableFacts): Promise<EngineResult<DatasetResult>> {
  const { opened, dataset, config, signal } = request;
  const entry = settingsOf(config, dataset);
  const { columns, label } = describeColumns({ facts: columnFacts, sample, isUntyped: opened.kind === 'text' && opened.format === 'csv', entry, label: request.label });
  const head = { path: dataset.displayPath, format: opened.format, columns, layout: opened.kind === 'text' ? opened.layout : null, label } as const;
  const watched = columns.filter((column) => entry?.skip.includes(column.name) !== true);
  const bound = bindRules(request.rules, head, watched, config);
  const plan = planScans([...asksOf(bound.tasks), ...profileAsks(columns), { column: null, spec: tableMeasure.rows.spec }], columns);
  const measured = await measureAll(plan, columns, engineTable, request);
  if (!measured.ok) return measured;
  const table: Table = { ...head, rows: Number(measured.value.ofTable({ rows: tableMeasure.rows })['rows']) };
  const { judged, failures } = judgeTasks(bound.tasks, table, measured.value);
  const settled = await settle(judged.filter((one) => watched.length === columns.length || one.column === null || watched.includes(one.column)), engineTable, plan, signal);
  if (!settled.ok) return settled;
  const findings = await writeFindings(keepSpecialCauses(settled.value), {
    dataset,
    table,
    text: opened.kind === 'text' ? opened : null,
    isSample: request.isSample,
    config,
    displayPath: (path) => displayPathOf(dataset, path),
  });
  request.onProgress(1);
  return { ok: true, value: { findings, notChecked: [], profile: profileTable(table, typeNames, measured.value, request.isSample), failures: [...bound.failures, ...failures] } };
}

async function measureAll(plan: Plan, columns: readonly Column[], engineTable: EngineTable | null, request: OpenedRequest): Promise<EngineResult<Measured>> {
  const measured = new Measured(plan, columns);
  for (const [index, scan] of plan.scans.entries()) {
    if (engineTable === null) {
      measured.addEmpty(scan);
      continue;
    }
    const result = await engineTable.scan(scan, plan.readings, request.signal);
    if (!result.ok) return result;
    measured.add(result.value, scan.kind === 'counts' ? scan.of : 'values');
    request.onProgress(0.2 + (0.6 * (index + 1)) / plan.scans.length);
  }
  return { ok: true, value: measured };
}

/** Counts the rows of every verdict that names some, in one go; verdicts without a row are dropped. */
async function settle(judged: readonly Judged[], engineTable: EngineTable | null, plan: Plan, signal: CancelSignal): Promise<EngineResult<readonly Settled[]>> {
  const withRows = judged.filter((one) => one.verdict.at.kind === 'rows');
  const selectors = withRows.flatMap((one) => (one.verdict.at.kind === 'rows' ? [one.verdict.at.selector] : []));
  if (selectors.length === 0 || engineTable === null) return { ok: true, value: judged.filter((one) => one.verdict.at.kind !== 'rows').map((one) => ({ ...one, rows: null })) };
  const selected = await engineTable.select(selectors, ROWS_NAMED, plan.readings, signal);
  if (!selected.ok) return selected;
  const rowsOf = new Map(withRows.map((one, index) => [one, selected.value[index] ?? null]));
  const settled = judged.map((one): Settled => ({ ...one, rows: rowsOf.get(one) ?? null }));
  return { ok: true, value: settled.filter((one) => one.verdict.at.kind !== 'rows' || (one.rows?.count ?? 0) > 0) };
}

function settingsOf(config: Config, dataset: DatasetRef): DatasetEntry | null {
  return config.datasets.find((entry) => globMatches(entry.path, dataset.path, config.folder)) ?? null;
}

/** Part files lie in the dataset's folder, or beside it when its path is a pattern of their names. */
function displayPathOf(dataset: DatasetRef, path: string): string {
  const full = path.replaceAll('\\', '/');
  const base = dataset.path.replaceAll('\\', '/');
  if (full === base || full.startsWith(`${base}/`)) return `${dataset.displayPath}${full.slice(base.length)}`.replace(/^\.\//, '');
  const folder = base.slice(0, base.lastIndexOf('/') + 1);
  const shownFolder = dataset.displayPath.slice(0, dataset.displayPath.lastIndexOf('/') + 1);
  return full.startsWith(folder) ? `${shownFolder}${full.slice(folder.length)}` : dataset.displayPath;
}
