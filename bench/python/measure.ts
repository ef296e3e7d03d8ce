/** Measures checks of a corpus of Python, each as a process of its own, and other linters on the same files. */
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runNode, runProgram, type ProcessRun } from '../data/run-process.ts';
import type { Corpus } from './corpus.ts';

export interface PythonMeasurement {
  readonly name: string;
  readonly files: number;
  readonly lines: number;
  /** Null when it was stopped for taking too long. */
  readonly wallMs: number | null;
  /** Of all processes; null where it is not known. */
  readonly processorMs: number | null;
  readonly peakBytes: number | null;
  /** Null for what finds nothing by its nature. */
  readonly findings: number | null;
}

interface ReportJson {
  readonly findings: readonly unknown[];
  readonly summary: { readonly filesChecked: number; readonly complete: boolean };
}

/** Reading alone, without starting Node and loading the files. */
export async function measureReading(corpus: Corpus, way: 'parse' | 'lower'): Promise<PythonMeasurement> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const run = await runNode(['--import', tsx, fileURLToPath(new URL('reading.ts', import.meta.url)), way, corpus.folder]);
  return { name: way === 'parse' ? 'parse' : 'parse and lower', ...sizeOf(corpus), wallMs: Number(run.stdout), processorMs: null, peakBytes: run.peakBytes, findings: null };
}

/** Everything, from starting Node to its end. Errors: throws when files were left out. @param cliPath the built command line */
export async function measureCheck(corpus: Corpus, { cliPath, workers }: { readonly cliPath: string; readonly workers: number }): Promise<PythonMeasurement> {
  const run = await runNode([cliPath, 'check', corpus.folder, '--isolated', '--jobs', String(workers), '--format', 'json', '--no-progress']);
  const report = JSON.parse(run.stdout) as ReportJson;
  if (report.summary.filesChecked !== corpus.files.length) throw new Error(`${report.summary.filesChecked} of ${corpus.files.length} files were checked`);
  return { name: `lintel check, ${workers} ${workers === 1 ? 'worker' : 'workers'}`, ...sizeOf(corpus), ...costOf(run), findings: report.findings.length };
}

/** Milliseconds from Ctrl-C to the end of a check, `afterMs` after its start. @param cliPath the built command line */
export function measureCancel(corpus: Corpus, { cliPath, workers, afterMs }: { readonly cliPath: string; readonly workers: number; readonly afterMs: number }): Promise<number> {
  const child = spawn(process.execPath, [cliPath, 'check', corpus.folder, '--isolated', '--jobs', String(workers), '--format', 'json', '--no-progress'], { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    let sentMs = 0;
    child.once('error', reject);
    child.once('exit', () => {
      if (sentMs === 0) reject(new Error('the check ended before it was cancelled'));
      else resolve(performance.now() - sentMs);
    });
    setTimeout(() => {
      sentMs = performance.now();
      child.kill('SIGINT');
    }, afterMs);
  });
}

export interface OtherLinter {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** @returns those that are installed */
export function otherLinters({ ruff, pylint, workers }: { readonly ruff: string; readonly pylint: string; readonly workers: number }): readonly OtherLinter[] {
  const linters = [
    { name: 'ruff check', command: ruff, args: ['check', '--isolated', '--no-cache', '--exit-zero', '--quiet', '--output-format', 'concise'] },
    { name: `pylint, ${workers} jobs`, command: pylint, args: ['--rcfile=', '--exit-zero', '--score=n', `--jobs=${workers}`, '--recursive=y', '--persistent=n'] },
  ];
  return linters.filter(({ command }) => spawnSync(command, ['--version']).status === 0);
}

/** @param limitMs a linter that takes longer is stopped */
export async function measureOther(corpus: Corpus, { linter, limitMs }: { readonly linter: OtherLinter; readonly limitMs: number }): Promise<PythonMeasurement> {
  const run = await runProgram({ command: linter.command, args: [...linter.args, corpus.folder], limitMs });
  const findings = run.stdout.split('\n').filter((line) => /^.+:\d+:\d+: /.test(line)).length;
  return { name: linter.name, ...sizeOf(corpus), ...costOf(run), findings };
}

function sizeOf({ files, lines }: Corpus): Pick<PythonMeasurement, 'files' | 'lines'> {
  return { files: files.length, lines };
}

function costOf({ wallMs, processorMs, peakBytes, isStopped }: ProcessRun): Pick<PythonMeasurement, 'wallMs' | 'processorMs' | 'peakBytes'> {
  return { wallMs: isStopped ? null : wallMs, processorMs, peakBytes };
}

/** The measurements as a table of text. */
export function renderPython(measurements: readonly PythonMeasurement[]): string {
  const head = ['', 'files', 'lines', 'time', 'processor', 'lines/s', 'peak memory', 'findings'];
  const rows = measurements.map(({ name, files, lines, wallMs, processorMs, peakBytes, findings }) => [
    name,
    files.toLocaleString('en'),
    lines.toLocaleString('en'),
    wallMs === null ? 'stopped' : `${(wallMs / 1000).toFixed(2)} s`,
    processorMs === null ? '-' : `${(processorMs / 1000).toFixed(2)} s`,
    wallMs === null ? '-' : Math.round((lines / wallMs) * 1000).toLocaleString('en'),
    peakBytes === null ? '-' : `${Math.round(peakBytes / 1_048_576)} MiB`,
    findings === null ? '-' : findings.toLocaleString('en'),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd();
  return [head, ...rows].map(line).join('\n');
}
