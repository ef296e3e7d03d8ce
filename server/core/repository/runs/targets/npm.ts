/** Scripts of package.json. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { at, entriesAt } from '../../../../../rules/api/repository/tree.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import { optionValues, skipOptions } from '../option-words.ts';
import type { NamedCommand, Recipe, TargetReader, TargetRef } from '../recipe.ts';
import { scalarSource, scriptPart } from './parts.ts';

const MANAGERS: ReadonlySet<string> = new Set(['npm', 'yarn', 'pnpm', 'bun']);
const SHORT: ReadonlySet<string> = new Set(['test', 'start', 'stop', 'restart']);
const FOLDER_OPTIONS: readonly string[] = ['--prefix', '-C', '--dir', '--cwd'];

export function npmTargets(files: RepositoryFiles): TargetReader {
  return {
    named: (command) => namedScripts(files, command),
    open: (ref) => (ref.kind === 'npm' ? openScript(files, ref) : null),
    all: () => files.matching('**/package.json').flatMap(({ path }) => entriesAt(files.trees(path)[0]?.root, 'scripts').map(({ key }) => refOf(path, key))),
  };
}

function refOf(file: string, name: string): TargetRef {
  return { kind: 'npm', file, name, folder: folderOf(file), words: [] };
}

function namedScripts(files: RepositoryFiles, { words, folder }: NamedCommand): readonly TargetRef[] {
  const [manager = null] = words;
  if (manager === null || !MANAGERS.has(manager)) return [];
  const [into] = optionValues(words, FOLDER_OPTIONS);
  const inside = into === undefined ? folder : into === null ? null : resolveFolder(folder, into);
  const index = skipOptions(words, { from: 1, withValue: FOLDER_OPTIONS });
  const isRun = words[index] === 'run' || words[index] === 'run-script';
  const name = words[isRun ? skipOptions(words, { from: index + 1, withValue: FOLDER_OPTIONS }) : index] ?? null;
  if (inside === null || name === null || (!isRun && manager !== 'yarn' && manager !== 'pnpm' && !SHORT.has(name))) return [];
  const file = joinPaths(inside, 'package.json');
  return at(files.trees(file)[0]?.root, 'scripts', name) === null ? [] : [refOf(file, name)];
}

function openScript(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  const scripts = at(files.trees(ref.file)[0]?.root, 'scripts');
  const entry = entriesAt(scripts).findLast(({ key }) => key === ref.name);
  if (entry === undefined) return null;
  const parts = [`pre${ref.name}`, ref.name, `post${ref.name}`].flatMap((name) => {
    const node = at(scripts, name);
    return node?.kind === 'scalar' && node.value !== null ? [scriptPart(scalarSource(files, node), { folder: ref.folder })] : [];
  });
  return { target: { kind: 'npm', name: ref.name, at: entry.at }, parts };
}
