/**
 * The benchmark of the cache: `node --import tsx bench/cache/main.ts`. Needs the bundles of `npm run build`, and takes the corpora of
 * `npm run bench` and `npm run bench:python` where they are there.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureCache, TABLE_HEAD, tableRow } from './measure.ts';
import type { CacheCase } from './measure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cliPath = path.join(root, 'dist/cli.cjs');
if (!existsSync(cliPath)) {
  console.error('dist/cli.cjs is missing: run `npm run build` first');
  process.exit(2);
}
const data = path.join(root, 'bench/.data');
mkdirSync(data, { recursive: true });
const recommender = path.join(root, 'test-fixtures/projects/movie-recommender');
const python = path.join(data, 'python-first');
const [program] = existsSync(python) ? readdirSync(python, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.py')) : [];
const table = readdirSync(data).find((file) => /^mixed-1000000-.*\.csv$/.test(file));
const cases: readonly CacheCase[] = [
  { name: 'movie-recommender, check', from: recommender, edited: { file: 'src/train.py', line: '\nx = 1\n' }, args: ['check', '.'] },
  { name: 'movie-recommender, score', from: recommender, edited: { file: 'src/train.py', line: '\nx = 1\n' }, args: ['score', '.'] },
  ...(program === undefined ? [] : [{ name: '1,000 Python files, check', from: python, edited: { file: program, line: '\nx = 1\n' }, args: ['check', '.'] }]),
  ...(table === undefined ? [] : [{ name: '1,000,000 rows of CSV, data', from: path.join(data, table), edited: { file: table, line: '\n' }, args: ['data', '.'] }]),
];
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(1) ?? '-'}, ${process.platform}-${process.arch}, Node ${process.versions.node}`);
console.log(TABLE_HEAD);
for (const one of cases) console.log(tableRow(measureCache(one, { cliPath })));
