/**
 * Writes everything that follows from the rules: registries, pages of rules and of the checklist, README table, settings and config schema.
 * `npm run gen` writes, `npm run gen -- --check` only compares and exits 1 when a file is not what it should be.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadChecklist } from './checklist.ts';
import { loadRules } from './discover.ts';
import { generate, staleFiles } from './generate.ts';

const root = path.resolve(import.meta.dirname, '../..');
const files = generate(root, loadRules(root), loadChecklist(root));
const stale = staleFiles(root, files);
if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    process.stderr.write(`not up to date:\n${stale.map((file) => `  ${file}\n`).join('')}run: npm run gen\n`);
    process.exitCode = 1;
  }
} else {
  for (const file of stale) {
    const text = files.get(file);
    const target = path.join(root, file);
    if (text === undefined) rmSync(target);
    else {
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    process.stdout.write(`${text === undefined ? 'removed' : 'written'} ${file}\n`);
  }
}
