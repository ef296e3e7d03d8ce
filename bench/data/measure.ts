/** Measures `lintel data` on a table beside DuckDB's SUMMARIZE of the same file, each as a process of its own. */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { GeneratedTable } from './generate.ts';
import { runNode, type ProcessRun } from './run-process.ts';

/** What the engine of `lintel` takes, so that both work under the same limits. */
const THREADS = Math.min(4, availableParallelism());
const MEMORY_LIMIT = '512MiB';

export interface Measurement {
  readonly table: GeneratedTable;
  readonly fileBytes: number;
  /** Fastest of the runs. Null where SUMMARIZE was not run or failed. */
  readonly summarizeMs: number | null;
  /** Fastest of the runs, from starting Node to its end. */
  readonly checkMs: number;
  readonly peakBytes: number | null;
  readonly findings: number;
  readonly rulesFired: readonly string[];
  readonly isComplete: boolean;
  readonly notChecked: readonly string[];
}

export interface MeasureRequest {
  readonly table: GeneratedTable;
  /** The built command line. */
  readonly cliPath: string;
  readonly runs: number;
  readonly compare: 'with SUMMARIZE' | 'alone';
}

interface ReportJson {
  readonly findings: readonly { readonly rule: string }[];
  readonly notChecked: readonly { readonly reason: string; readonly message: string }[];
  readonly summary: { readonly complete: boolean };
}

/** Errors: throws when the command line writes no report. */
export async function measureTable({ table, cliPath, runs, compare }: MeasureRequest): Promise<Measurement> {
  const checks: ProcessRun[] = [];
  const summaries: number[] = [];
  for (let run = 0; run < runs; run++) {
    if (compare === 'with SUMMARIZE') summaries.push(await summarize(table.path));
    checks.push(await runNode([cliPath, 'data', table.path, '--isolated', '--format', 'json', '--no-progress']));
  }
  const report = JSON.parse(checks[0]?.stdout ?? '') as ReportJson;
  const peaks = checks.flatMap(({ peakBytes }) => peakBytes ?? []);
  const done = summaries.filter((ms) => Number.isFinite(ms));
  return {
    table,
    fileBytes: statSync(table.path).size,
    summarizeMs: done.length === 0 ? null : Math.min(...done),
    checkMs: Math.min(...checks.map(({ wallMs }) => wallMs)),
    peakBytes: peaks.length === 0 ? null : Math.max(...peaks),
    findings: report.findings.length,
    rulesFired: [...new Set(report.findings.map(({ rule }) => rule))],
    isComplete: report.summary.complete,
    notChecked: report.notChecked.map(({ reason, message }) => `${reason}: ${message}`),
  };
}

/** Milliseconds of the statement alone, without the start of Node: the stricter mark. NaN when it fails. */
async function summarize(file: string): Promise<number> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const script = fileURLToPath(new URL('summarize.ts', import.meta.url));
  const run = await runNode(['--import', tsx, script, file, String(THREADS), MEMORY_LIMIT, tmpdir()]);
  return run.exitCode === 0 ? Number(run.stdout) : Number.NaN;
}

/** Median wall time of a command of nine runs, in milliseconds. */
export async function medianStartMs(args: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 9; run++) times.push((await runNode(args)).wallMs);
  return times.sort((a, b) => a - b)[4] ?? Number.NaN;
}

const mebibytes = (bytes: number | null): string => (bytes === null ? '-' : `${Math.round(bytes / 1_048_576)} MiB`);
const seconds = (ms: number | null): string => (ms === null ? '-' : `${(ms / 1000).toFixed(2)} s`);

/** The measurements as a table of text. */
export function renderMeasurements(measurements: readonly Measurement[]): string {
  const head = ['table', 'file', 'SUMMARIZE', 'lintel data', 'ratio', 'peak memory', 'findings', 'complete'];
  const rows = measurements.map((one) => [
    one.table.name,
    mebibytes(one.fileBytes),
    seconds(one.summarizeMs),
    seconds(one.checkMs),
    one.summarizeMs === null ? '-' : (one.checkMs / one.summarizeMs).toFixed(2),
    mebibytes(one.peakBytes),
    String(one.findings),
    one.isComplete ? 'yes' : `no: ${one.notChecked.join('; ')}`,
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}
