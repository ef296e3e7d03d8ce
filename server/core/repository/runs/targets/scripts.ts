/** Shell scripts of the repository: `./x.sh`, `bash scripts/x.sh`, `source x`. */
import { YES } from '../../../../../rules/api/repository/place.ts';
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { folderOf, resolveFolder } from '../folders.ts';
import { skipOptions, type Words } from '../option-words.ts';
import type { NamedCommand, Recipe, TargetReader, TargetRef } from '../recipe.ts';
import { fileSource } from '../script-source.ts';

const ENDING = /\.(?:sh|bash|ksh|zsh)$/;
const SHEBANG = /^#!\s*\S*?(?:\/env\s+(?:-S\s+)?)?(?:\/|\b)(?:ba|da|a|k|z)?sh\b([^\n]*)/;
/** A script that never asks for its words is the same whatever they are. */
const TAKES_WORDS = /\$\{?[\d@*]/;
const SHELLS: ReadonlySet<string> = new Set(['bash', 'sh', 'zsh', 'dash', 'ash', 'ksh', 'source', '.']);

export function scriptTargets(files: RepositoryFiles): TargetReader {
  const isScript = (path: string): boolean => files.has(path) && (ENDING.test(path) || (!/\.[a-z0-9]+$/i.test(path) && SHEBANG.test((files.text(path) ?? '').slice(0, 200))));
  return {
    named: (command) => {
      const { path, words, isStrict } = scriptNamed(command);
      const found = path === null ? null : findFile(files, { path, folder: command.folder });
      if (found === null || !isScript(found)) return [];
      const given = TAKES_WORDS.test(files.text(found) ?? '') ? words : [];
      return [{ kind: 'script', file: found, name: found, folder: command.folder ?? '', words: given, ...(isStrict ? { isStrict: true } : {}) }];
    },
    open: (ref) => (ref.kind === 'script' && isScript(ref.file) ? openScript(files, ref) : null),
    all: () => files.all.filter(({ path }) => isScript(path)).map(({ path }) => ({ kind: 'script', file: path, name: path, folder: '', words: [] })),
  };
}

interface NamedScript {
  readonly path: string | null;
  readonly words: Words;
  readonly isStrict: boolean;
}

function scriptNamed({ words }: NamedCommand): NamedScript {
  const [first = null] = words;
  if (first === null) return { path: null, words: [], isStrict: false };
  const name = first.slice(first.lastIndexOf('/') + 1);
  if (!SHELLS.has(name)) return { path: first.includes('/') ? first : null, words: words.slice(1), isStrict: false };
  const index = skipOptions(words, { from: 1, withValue: ['-o', '-O', '--rcfile'] });
  const flags = words.slice(1, index);
  return { path: words[index] ?? null, words: words.slice(index + 1), isStrict: flags.some((flag) => flag !== null && /^-[a-z]*e/.test(flag)) };
}

/** Returns the file a command names; where its folder cannot be told, the only one whose path ends so. */
export function findFile(files: RepositoryFiles, { path, folder }: { readonly path: string; readonly folder: string | null }): string | null {
  const resolved = resolveFolder(folder, path);
  if (resolved !== null) return files.has(resolved) ? resolved : null;
  const tail = path.replace(/^(?:\.{0,2}\/)+/, '').replace(/^~\//, '');
  if (tail === '' || (folder !== null && !path.startsWith('/'))) return null;
  return onlyWithTail(files, tail);
}

/** Inside containers and after `cd` to unknown places, paths start somewhere else: each folder less is tried. */
function onlyWithTail(files: RepositoryFiles, tail: string): string | null {
  const segments = tail.split('/');
  for (let from = 0; from < segments.length; from += 1) {
    const rest = segments.slice(from).join('/');
    const fitting = files.all.filter(({ path }) => path === rest || path.endsWith(`/${rest}`));
    if (fitting.length === 1) return fitting[0]?.path ?? null;
    if (fitting.length > 1) return files.has(rest) ? rest : null;
  }
  return null;
}

function openScript(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  const source = fileSource(files, ref.file);
  if (source === null) return null;
  const flags = SHEBANG.exec(source.text.slice(0, 200))?.[1] ?? '';
  const errexit = ref.isStrict === true || /\s-[a-z]*e/.test(flags) ? 'on' : 'off';
  const variables = new Map(ref.words.map((word, index) => [String(index + 1), word]));
  return {
    target: { kind: 'script', name: ref.file, at: { path: ref.file, cell: null, range: null } },
    parts: [{ kind: 'script', source, folder: ref.folder, scriptFolder: folderOf(ref.file), errexit, pipefail: flags.includes('pipefail') ? 'on' : 'off', enforced: YES, variables }],
  };
}
