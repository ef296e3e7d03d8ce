/** Files that say what a machine elsewhere is to run: jobs of Anyscale, Azure ML and SkyPilot, and processes of a Procfile. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { at, entriesAt } from '../../../../../rules/api/repository/tree.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import type { NamedCommand, Recipe, TargetReader, TargetRef } from '../recipe.ts';
import { findFile } from './scripts.ts';
import { FILLED_IN, linePart } from './parts.ts';

/** Commands that take a file of settings, and where its command is. */
const STARTERS: readonly { readonly words: readonly string[]; readonly keys: readonly (readonly string[])[] }[] = [
  { words: ['anyscale', 'job', 'submit'], keys: [['entrypoint']] },
  { words: ['anyscale', 'jobs', 'submit'], keys: [['entrypoint']] },
  { words: ['az', 'ml', 'job', 'create'], keys: [['command']] },
  { words: ['sky', 'launch'], keys: [['setup'], ['run']] },
  { words: ['sky', 'jobs', 'launch'], keys: [['setup'], ['run']] },
];

const ALL_KEYS: readonly (readonly string[])[] = [['entrypoint'], ['command'], ['setup'], ['run']];

export function jobTargets(files: RepositoryFiles): TargetReader {
  return {
    named: (command) => [...namedJobs(files, command), ...namedProcesses(files, command)],
    open: (ref) => (ref.kind !== 'script' ? null : /(?:^|\/)Procfile$/.test(ref.file) ? openProcess(files, ref) : openJob(files, ref)),
    all: () => files.matching('**/Procfile').flatMap(({ path }) => entriesAt(files.trees(path)[0]?.root).map(({ key }) => processRef(path, key))),
  };
}

function processRef(file: string, name: string): TargetRef {
  return { kind: 'script', file, name: `${file}: ${name}`, folder: folderOf(file), words: [] };
}

function namedJobs(files: RepositoryFiles, { words, folder }: NamedCommand): readonly TargetRef[] {
  if (!STARTERS.some((starter) => starter.words.every((word, index) => words[index] === word))) return [];
  for (const word of words) {
    const path = word !== null && /\.ya?ml$/.test(word) ? findFile(files, { path: word.replace(/^[\w-]+=/, ''), folder }) : null;
    if (path !== null) return [{ kind: 'script', file: path, name: path, folder: folder ?? '', words: [] }];
  }
  return [];
}

function openJob(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  if (!/\.ya?ml$/.test(ref.file)) return null;
  const root = files.trees(ref.file)[0]?.root;
  const place = { path: ref.file, cell: null, range: null };
  const code = at(root, 'code');
  const folder = code?.kind === 'scalar' ? resolveFolder(folderOf(ref.file), code.text) : ref.folder;
  const parts = ALL_KEYS.flatMap((keys) => {
    const node = at(root, ...keys);
    return node?.kind === 'scalar' && node.value !== null ? [linePart(node.text.replace(/\$\{\{[^{}]*\}\}/g, FILLED_IN), node.at, { folder })] : [];
  });
  return parts.length === 0 ? null : { target: { kind: 'script', name: ref.file, at: place }, parts };
}

function namedProcesses(files: RepositoryFiles, { words, folder }: NamedCommand): readonly TargetRef[] {
  const isStarter = (words[0] === 'heroku' && words[1] === 'local') || ((words[0] === 'foreman' || words[0] === 'honcho') && words[1] === 'start');
  const path = !isStarter || folder === null ? null : joinPaths(folder, 'Procfile');
  return path === null ? [] : entriesAt(files.trees(path)[0]?.root).map(({ key }) => processRef(path, key));
}

function openProcess(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  const entry = entriesAt(files.trees(ref.file)[0]?.root).findLast(({ key }) => `${ref.file}: ${key}` === ref.name);
  if (entry?.value.kind !== 'scalar') return null;
  return { target: { kind: 'script', name: ref.name, at: entry.at }, parts: [linePart(entry.value.text, entry.value.at, { folder: ref.folder })] };
}
