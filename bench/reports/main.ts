/** The benchmark of reports: `npm run bench:reports -- [findings] [seed]`, a stored report of that many findings in every format. */
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureReports, TABLE_HEAD, tableRow } from './measure.ts';

const FORMATS = ['sarif', 'json', 'jsonl', 'gitlab', 'github', 'junit', 'markdown', 'html', 'text', 'concise'];

const root = fileURLToPath(new URL('../..', import.meta.url));
const cliPath = path.join(root, 'dist/cli.cjs');
if (!existsSync(cliPath)) {
  console.error('dist/cli.cjs is missing: run `npm run build` first');
  process.exit(2);
}
const [findings, seed] = [Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 1)];
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(1) ?? '-'}, ${process.platform}-${process.arch}, Node ${process.versions.node}`);
const { storedBytes, runs } = await measureReports({ findings, seed }, { cliPath, formats: FORMATS });
console.log(`${findings.toLocaleString('en')} findings, seed ${seed}, ${(storedBytes / 1e6).toFixed(1)} MB of JSON lines\n\n${TABLE_HEAD}`);
for (const run of runs) console.log(tableRow(run));
