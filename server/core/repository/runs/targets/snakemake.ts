/** Rules of Snakefiles. Which of them a run needs depends on files, so that each is a guess. Source: snakemake.readthedocs.io, "Writing Workflows". */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import { optionValues } from '../option-words.ts';
import type { NamedCommand, Recipe, RecipePart, TargetReader, TargetRef } from '../recipe.ts';
import { FILLED_IN, linePart } from './parts.ts';

const NAMES: readonly string[] = ['Snakefile', 'snakefile', 'workflow/Snakefile', 'workflow/snakefile'];

/** Characters of one file that are read, and rules of it. Own choices. */
const MOST_CHARACTERS = 300_000;
const MOST_RULES = 500;

export function snakemakeTargets(files: RepositoryFiles): TargetReader {
  return {
    named: (command) => namedFile(files, command),
    open: (ref) => (ref.kind === 'script' && isSnakefile(ref.file) ? openFile(files, ref) : null),
    all: () => files.matching('**/{S,s}nakefile', '**/*.smk').map(({ path }) => refOf(path, folderOf(path))),
  };
}

function isSnakefile(path: string): boolean {
  return /(?:^|\/)[Ss]nakefile$|\.smk$/.test(path);
}

function refOf(file: string, folder: string | null): TargetRef {
  return { kind: 'script', file, name: file, folder, words: [], isGuess: true };
}

function namedFile(files: RepositoryFiles, { words, folder }: NamedCommand): readonly TargetRef[] {
  if (words[0] !== 'snakemake' || folder === null || words.some((word) => word === '-n' || word === '--dry-run' || word === '--dryrun' || word === '--lint')) return [];
  const [written] = optionValues(words, ['-s', '--snakefile']);
  const paths = written === undefined ? NAMES.map((name) => joinPaths(folder, name)) : written === null ? [] : [resolveFolder(folder, written)];
  const main = paths.find((path) => path !== null && files.has(path)) ?? null;
  if (main === null) return [];
  const included = [...(files.text(main) ?? '').slice(0, MOST_CHARACTERS).matchAll(/^include:\s*["']([^"'\n]+)["']/gm)].flatMap(([, name = '']) => resolveFolder(folderOf(main), name) ?? []);
  return [main, ...included.filter((path) => files.has(path) && isSnakefile(path))].map((path) => refOf(path, folder));
}

function openFile(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  const text = files.text(ref.file);
  if (text === null) return null;
  const parts: RecipePart[] = [];
  for (const match of text.slice(0, MOST_CHARACTERS).matchAll(/^[ \t]+(shell|script|notebook):\s*((?:(?:f|r)?(?:"""[^]{0,4000}?"""|'''[^]{0,4000}?'''|"[^"\n]*"|'[^'\n]*')\s*)+)/gm)) {
    if (parts.length >= MOST_RULES) break;
    const [whole, key = '', written = ''] = match;
    const place = files.place(ref.file, match.index + whole.indexOf(key), match.index + whole.trimEnd().length);
    const command = [...written.matchAll(/"""([^]{0,4000}?)"""|'''([^]{0,4000}?)'''|"([^"\n]*)"|'([^'\n]*)'/g)].map(([, a, b, c, d]) => a ?? b ?? c ?? d ?? '').join('').replace(/\{[^{}\n]*\}/g, FILLED_IN);
    if (key === 'shell') parts.push(linePart(command, place, { folder: ref.folder, stops: true, hasPipefail: true }));
    else {
      // paths of scripts are seen from the Snakefile
      const path = resolveFolder(folderOf(ref.file), command);
      if (path !== null) parts.push(linePart(key === 'notebook' ? `papermill '${path}'` : `python '${path}'`, place, { folder: '' }));
    }
  }
  return { target: { kind: 'script', name: ref.file, at: { path: ref.file, cell: null, range: null } }, parts };
}
