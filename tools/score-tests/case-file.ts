/**
 * Literate cases of the checklist, `test-fixtures/score/<item>/<case>.md`. Pure.
 *
 * `# heading` says the case in a sentence. Each file of the small repository is a line with its path in backticks alone, such as `` `src/train.py` ``,
 * and a fenced block. A `history` block without a path gives commits, latest first, `2026-11-01 Ada: Change the model | src/train.py src/model.py`
 * (`*` for every file); without one a single commit of 2026-11-01 holds all files; `history` with `none` is a folder without git.
 * The last block, `verdict`, is what is said of the item; LINTEL_UPDATE=1 writes it. Anything else is prose.
 */
import type { TextCommit, TextRepository } from './text-repository.ts';

export interface ScoreCase extends TextRepository {
  readonly title: string;
  /** As written; empty when there is none yet. */
  readonly verdict: string;
}

export type ReadScoreCase = { readonly ok: true; readonly value: ScoreCase } | { readonly ok: false; readonly text: string };

export function readScoreCase(markdown: string): ReadScoreCase {
  const lines = markdown.split('\n');
  const title = /^# (\S.*)$/.exec(lines[0] ?? '')?.[1];
  if (title === undefined) return { ok: false, text: 'line 1: `# what the case shows` is missing' };
  const files: Record<string, string> = {};
  let history: readonly TextCommit[] | null | undefined;
  let verdict = '';
  let path: string | null = null;
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const fence = /^(`{3,})(\w*)[ \t]*$/.exec(line);
    if (fence === null) {
      if (line.trim() !== '') path = /^`([^`\s]+)`$/.exec(line.trim())?.[1] ?? null;
      continue;
    }
    const end = lines.indexOf(fence[1] ?? '', index + 1);
    if (end < 0) return { ok: false, text: `line ${index + 1}: the block is never closed` };
    const body = lines.slice(index + 1, end);
    if (path !== null) files[path] = body.map((text) => `${text}\n`).join('');
    else if (fence[2] === 'verdict') verdict = body.join('\n');
    else if (fence[2] === 'history') history = body[0] === 'none' ? null : body.filter((text) => text.trim() !== '').map((text) => readCommit(text, () => Object.keys(files)));
    else return { ok: false, text: `line ${index + 1}: a line with the path in backticks is missing before this block` };
    path = null;
    index = end;
  }
  return { ok: true, value: { title, files, ...(history === undefined ? {} : { history }), verdict } };
}

function readCommit(line: string, all: () => readonly string[]): TextCommit {
  const [, date = '', author = 'Ada', subject = 'Change', paths = ''] = /^(\S+)\s+(\w+):\s*(.*?)\s*\|\s*(.*)$/.exec(line) ?? [];
  return { date, author, subject, paths: paths.trim() === '*' ? all() : paths.split(/\s+/).filter((path) => path !== '') };
}

/** Returns the text with another verdict. */
export function withVerdict(markdown: string, verdict: string): string {
  const block = `\`\`\`verdict\n${verdict}\n\`\`\`\n`;
  const found = /^```verdict\n[\s\S]*?^```\n?/m.exec(markdown);
  return found === null ? `${markdown.trimEnd()}\n\n${block}` : markdown.slice(0, found.index) + block + markdown.slice(found.index + found[0].length);
}
