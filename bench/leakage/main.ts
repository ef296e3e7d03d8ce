/**
 * How well leaks are found in programs with labels: `npm run bench:leakage [-- FOLDER]`, with its subfolders. Prints precision and recall
 * for each kind of leak, and every program judged otherwise than its label says. Needs the bundles of `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { KINDS, kindsOf, labelsOf, qualityOf, type Judged, type Kind } from './labels.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.resolve(process.argv[2] ?? path.join(root, 'test-fixtures/labelled'));
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().filter((name) => name.endsWith('.py') || name.endsWith('.ipynb'));

const judged = names.map((name): Judged => {
  const found = kindsOf(rulesFiring(path.join(folder, name)));
  return { name, labels: labelsOf(readFileSync(path.join(folder, name), 'utf8')), found };
});

for (const { name, labels, found } of judged) {
  if (KINDS.some((kind) => labels.has(kind) !== found.has(kind))) console.log(`${name}: labelled ${list(labels)}, found ${list(found)}`);
}
console.log(`${judged.length} programs`);
for (const kind of ['any', ...KINDS] as const) {
  const { truePositives, falsePositives, falseNegatives, precision, recall } = qualityOf(judged, kind);
  console.log(`${kind.padEnd(14)} ${truePositives} found, ${falseNegatives} missed, ${falsePositives} false; precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
}

/** Each program by itself, as if it were alone: files written by one do not reach another. */
function rulesFiring(file: string): readonly string[] {
  const run = spawnSync(process.execPath, [path.join(root, 'dist/cli.cjs'), 'check', file, '--isolated', '--format', 'json', '--fail-on', 'never', '--no-progress'], { encoding: 'utf8' });
  const report = JSON.parse(run.stdout) as { readonly findings: readonly { readonly rule: string }[] };
  return report.findings.map(({ rule }) => rule);
}

function list(kinds: ReadonlySet<Kind>): string {
  return kinds.size === 0 ? 'none' : [...kinds].join(' + ');
}
