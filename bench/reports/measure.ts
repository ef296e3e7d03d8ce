/** Times `lintel report` on a stored report, format by format, against a program that only parses and prints the same lines. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runNode } from '../data/run-process.ts';
import { writeStored } from './stored.ts';
import type { StoredRequest } from './stored.ts';

export interface FormatRun {
  /** A format, or the reference. */
  readonly name: string;
  readonly wallMs: number;
  readonly processorMs: number | null;
  readonly peakBytes: number | null;
  readonly reportBytes: number;
  /** Processor time by that of the reference; wall time where there is none. */
  readonly ratio: number;
  readonly exitCode: number | null;
}

export interface ReportsRun {
  readonly storedBytes: number;
  /** The reference comes first. */
  readonly runs: readonly FormatRun[];
}

const REFERENCE = 'JSON.parse and JSON.stringify';

/** A report goes to stdout as well; this one takes the least. */
const SHORTEST = 'markdown';

/** Reads lines, parses each, and prints it again: what no converter of JSON lines can do without. */
const REFERENCE_PROGRAM = `
const { createReadStream, createWriteStream } = require('node:fs');
const { once } = require('node:events');
(async () => {
  const [from, to] = process.argv.slice(1);
  const out = createWriteStream(to);
  for await (const line of require('node:readline').createInterface({ input: createReadStream(from) })) {
    if (!out.write(JSON.stringify(JSON.parse(line)) + '\\n')) await once(out, 'drain');
  }
  out.end();
})();`;

/** @param formats of `report` */
export async function measureReports(request: StoredRequest, { cliPath, formats }: { readonly cliPath: string; readonly formats: readonly string[] }): Promise<ReportsRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-bench-reports-'));
  try {
    const stored = path.join(folder, 'stored.jsonl');
    const storedBytes = await writeStored(stored, request);
    const runs: FormatRun[] = [];
    const run = async (name: string, args: readonly string[]): Promise<void> => {
      const { exitCode, wallMs, processorMs, peakBytes } = await runNode(args);
      const [reference] = runs;
      const ratio = reference === undefined ? 1 : processorMs === null || reference.processorMs === null ? wallMs / reference.wallMs : processorMs / reference.processorMs;
      runs.push({ name, wallMs, processorMs, peakBytes, reportBytes: statSync(path.join(folder, name)).size, ratio, exitCode });
    };
    await run(REFERENCE, ['-e', REFERENCE_PROGRAM, stored, path.join(folder, REFERENCE)]);
    for (const format of formats) await run(format, [cliPath, 'report', '--from', stored, '--quiet', '--format', SHORTEST, '--output', `${format}=${path.join(folder, format)}`]);
    return { storedBytes, runs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const TABLE_HEAD = '| format | report | wall | processor | peak memory | by the reference |\n|---|--:|--:|--:|--:|--:|';

export function tableRow({ name, wallMs, processorMs, peakBytes, reportBytes, ratio, exitCode }: FormatRun): string {
  const seconds = (ms: number | null): string => (ms === null ? '-' : `${(ms / 1000).toFixed(1)} s`);
  const megabytes = (bytes: number | null): string => (bytes === null ? '-' : `${(bytes / 1e6).toFixed(1)} MB`);
  return `| ${name}${exitCode === 0 ? '' : ` (exit code ${exitCode ?? '-'})`} | ${megabytes(reportBytes)} | ${seconds(wallMs)} | ${seconds(processorMs)} | ${megabytes(peakBytes)} | ${ratio.toFixed(2)} |`;
}
