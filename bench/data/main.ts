/**
 * The data benchmark: `npm run bench:data`. Flags: `--rows N` instead of 1,000,000, `--runs N` instead of 3, `--huge` adds a CSV of
 * 10,000,000 rows. Needs the bundles of `npm run build`. The tables stay in bench/.data.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generateMixed, generateWide } from './generate.ts';
import { measureTable, medianStartMs, renderMeasurements, type Measurement } from './measure.ts';

const SEED = 20_170_101;

const { values: flags } = parseArgs({ options: { rows: { type: 'string', default: '1000000' }, runs: { type: 'string', default: '3' }, huge: { type: 'boolean', default: false } } });
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, 'bench/.data');
const cliPath = path.join(root, 'dist/cli.cjs');
if (!existsSync(cliPath)) {
  console.error('dist/cli.cjs is missing: run `npm run build` first');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const rows = Number(flags.rows);
const runs = Number(flags.runs);
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}-${process.arch}, Node ${process.versions.node}, seed ${SEED}, best of ${runs}`);

const measurements: Measurement[] = [];
for (const format of ['csv', 'parquet'] as const) {
  measurements.push(await measureTable({ table: await generateMixed({ folder, rows, seed: SEED, format }), cliPath, runs, compare: 'with SUMMARIZE' }));
}
measurements.push(await measureTable({ table: await generateWide({ folder, rows: 200, columns: 20_000, seed: SEED }), cliPath, runs: 1, compare: 'alone' }));
if (flags.huge) measurements.push(await measureTable({ table: await generateMixed({ folder, rows: 10_000_000, seed: SEED, format: 'csv' }), cliPath, runs: 1, compare: 'with SUMMARIZE' }));
console.log(renderMeasurements(measurements));

const small = path.join(folder, 'small.csv');
writeFileSync(small, 'age,city\n31,Delft\n,Breda\n44,Delft\n');
console.log(`lintel --version: ${Math.round(await medianStartMs([cliPath, '--version']))} ms, median of 9`);
console.log(`lintel check of a small CSV: ${Math.round(await medianStartMs([cliPath, 'check', small, '--isolated', '--no-progress']))} ms, median of 9`);
