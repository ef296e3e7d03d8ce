/** A Python file as a document. `# %%` lines cut it into cells, as editors do; it is still parsed in one piece. */
import type { Cell, PythonDocument } from '../../../rules/api/python/document.ts';
import type { NotCheckedReason } from '../ports.ts';
import { joinPieces } from './join-pieces.ts';
import { lineIndexOf } from './line-index.ts';
import { checkLimits } from './limits.ts';
import { plainLines } from './notebook/plain-python.ts';
import type { PythonParser } from './parser.ts';

export type ReadPython =
  | { readonly ok: true; readonly document: PythonDocument }
  | { readonly ok: false; readonly reason: NotCheckedReason; readonly message: string };

/** @param projectPath see `PythonDocument`; the path when left out */
export function readScript({ path, projectPath = path, text }: { readonly path: string; readonly projectPath?: string; readonly text: string }, parser: PythonParser): ReadPython {
  const plain = plainLines(text, 0);
  const limits = checkLimits(plain.text);
  if (!limits.ok) return limits;
  const { module, comments, syntaxErrors } = joinPieces([parser.parse(plain.text, 0)], { path, projectPath, length: text.length });
  return {
    ok: true,
    document: { path, projectPath, kind: 'script', text: plain.text, source: text, module, comments, syntaxErrors, cells: scriptCells(text), language: 'python', magics: plain.magics },
  };
}

/** `# %%`, `#%%`, `# %% Title`, `# %% [markdown]`; not `# %%timeit`, which is a magic kept as a comment. */
const CELL_MARKER = /^#\s*%%(?:\s|$)/;
const TEXT_MARKER = /^#\s*%%.*?\[(markdown|md|raw)\]/;

/** Text before the first marker is a cell of its own when there is something in it. */
function scriptCells(text: string): readonly Cell[] {
  const lines = lineIndexOf(text);
  const starts: number[] = [];
  for (let line = 1; line <= lines.lineCount; line += 1) {
    const { start, end } = lines.lineAt(line);
    if (text.startsWith('#', start) && CELL_MARKER.test(text.slice(start, end))) starts.push(start);
  }
  const [first] = starts;
  if (first === undefined) return [];
  const all = text.slice(0, first).trim() === '' ? starts : [0, ...starts];
  return all.map((start, index) => scriptCell(text, { index, start, end: all[index + 1] ?? text.length }));
}

function scriptCell(text: string, { index, start, end }: { readonly index: number; readonly start: number; readonly end: number }): Cell {
  const source = text.slice(start, end);
  const marked = TEXT_MARKER.exec(source)?.[1];
  const type = marked === undefined ? 'code' : marked === 'raw' ? 'raw' : 'markdown';
  return { index, type, language: 'python', source, range: { start, end }, executionCount: null, outputs: [], tags: [] };
}
