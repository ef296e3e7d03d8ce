/**
 * The benchmark of code checks: `npm run bench:python`. Flags: `--corpus FOLDER` instead of the packages of corpus.txt, `--files N`
 * instead of 1,000 for the first pass, `--ruff PATH`, `--pylint PATH`, `--limit SECONDS` for each of those (600). Needs the bundles of
 * `npm run build`, and pip to fetch the packages once. Everything stays in bench/.data.
 */
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { copyPython, fetchPackages, openCorpus } from './corpus.ts';
import { describePass, measureEditorPass } from './editor-pass.ts';
import { measureKeystrokes, quantile } from './keystroke.ts';
import { measureCancel, measureCheck, measureOther, measureReading, otherLinters, renderPython, type PythonMeasurement } from './measure.ts';

const WORKERS = 2;

const { values: flags } = parseArgs({
  options: { corpus: { type: 'string' }, files: { type: 'string', default: '1000' }, ruff: { type: 'string', default: 'ruff' }, pylint: { type: 'string', default: 'pylint' }, limit: { type: 'string', default: '600' } },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const data = path.join(root, 'bench/.data');
const cliPath = path.join(root, 'dist/cli.cjs');
if (!existsSync(cliPath)) {
  console.error('dist/cli.cjs is missing: run `npm run build` first');
  process.exit(2);
}
const packages = path.join(data, 'python-corpus');
if (flags.corpus === undefined) fetchPackages({ requirements: fileURLToPath(new URL('corpus.txt', import.meta.url)), folder: packages });
// a folder somebody gives may hold data too
const corpus = flags.corpus === undefined ? openCorpus(packages) : copyPython({ from: path.resolve(flags.corpus), to: path.join(data, 'python-given') });
const first = copyPython({ from: corpus.folder, to: path.join(data, 'python-first'), most: Number(flags.files) });
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(1) ?? '-'}, ${process.platform}-${process.arch}, Node ${process.versions.node}`);

const measurements: PythonMeasurement[] = [];
for (const way of ['parse', 'lower'] as const) measurements.push(await measureReading(corpus, way));
for (const workers of [1, WORKERS]) measurements.push(await measureCheck(corpus, { cliPath, workers }));
console.log(`all files\n${renderPython(measurements)}\n`);

const firstPass = [await measureCheck(first, { cliPath, workers: 1 }), await measureCheck(first, { cliPath, workers: WORKERS })];
for (const linter of otherLinters({ ruff: flags.ruff, pylint: flags.pylint, workers: WORKERS })) {
  firstPass.push(await measureOther(first, { linter, limitMs: Number(flags.limit) * 1000 }));
}
console.log(`first pass\n${renderPython(firstPass)}\n`);

const middleMs = (firstPass[0]?.wallMs ?? 0) / 2;
console.log(`from Ctrl-C in the middle of the first pass to the end: ${(await measureCancel(first, { cliPath, workers: WORKERS, afterMs: middleMs })).toFixed(0)} ms`);
console.log(describePass(await measureEditorPass({ serverPath: path.join(root, 'dist/server.cjs'), folder: first.folder, lines: 200, seed: 1 })));
const { times, cpuTimes, lines } = await measureKeystrokes({ lines: 600, keystrokes: 100, seed: 1 });
console.log(`keystroke to diagnostics in a notebook of ${lines} lines: p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms; processor time p50 ${quantile(cpuTimes, 0.5).toFixed(0)} ms, p95 ${quantile(cpuTimes, 0.95).toFixed(0)} ms`);
