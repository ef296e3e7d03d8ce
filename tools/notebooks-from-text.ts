/**
 * Writes notebooks from their text form: `tsx tools/notebooks-from-text.ts FOLDER FILE.txt...` makes `FOLDER/FILE.ipynb` of each.
 * The text form is that of `tools/rule-tests/notebook-text.ts`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseNotebookText } from './rule-tests/notebook-text.ts';

const [folder, ...files] = process.argv.slice(2);
if (folder === undefined || files.length === 0) {
  console.error('usage: tsx tools/notebooks-from-text.ts FOLDER FILE.txt...');
  process.exitCode = 2;
} else {
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(path.join(folder, `${path.basename(file, '.txt')}.ipynb`), parseNotebookText(readFileSync(file, 'utf8')).json);
}
