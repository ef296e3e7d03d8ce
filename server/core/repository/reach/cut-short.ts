/** Which programs that could not be analysed as a whole may run what another file holds. */
import type { ProgramSummary } from '../../../../rules/api/repository/program.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';

/**
 * Returns a program that was cut short and may run functions of the file: the file itself, one that imports it, directly or not, or whose text names
 * it; null when there is none.
 */
export function cutShortAround(repository: Repository, path: string): ProgramSummary | null {
  const cut = repository.programs.filter(({ isCutShort }) => isCutShort);
  if (cut.length === 0) return null;
  const importers = repository.once(importersOf);
  const reached = new Set([path]);
  for (const at of reached) for (const importer of importers.get(at) ?? []) reached.add(importer);
  const parts = path.replace(/\.(?:py|ipynb)$/u, '').split('/');
  const stem = parts.at(-1) === '__init__' ? (parts.at(-2) ?? '') : (parts.at(-1) ?? '');
  return cut.find((program) => reached.has(program.path)) ?? cut.find((program) => hasWord(repository.files.text(program.path) ?? '', stem)) ?? null;
}

function importersOf({ programs }: Repository): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { path, uses } of programs) {
    for (const used of uses) {
      const known = found.get(used);
      if (known === undefined) found.set(used, [path]);
      else known.push(path);
    }
  }
  return found;
}

/** Whether a line that imports, or a text in quotes, holds the name. */
function hasWord(text: string, word: string): boolean {
  if (word === '' || !text.includes(word)) return false;
  const name = word.replaceAll(/[^\w]/g, '\\$&');
  return new RegExp(`(?:^|\\n)[^\\n]*\\bimport\\b[^\\n]*\\b${name}\\b|from\\s[\\w.]*\\b${name}\\b|["'][\\w./-]*\\b${name}\\b`).test(text);
}
