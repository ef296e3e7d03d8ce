/** Sessions of nox, read from the text of noxfile.py. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import { optionValues } from '../option-words.ts';
import type { NamedCommand, Recipe, RecipePart, TargetReader, TargetRef } from '../recipe.ts';
import { unknownNames } from './matrix-values.ts';
import { ignored, targetPart } from './parts.ts';
import { callsIn, decoratedFunctions, type DecoratedFunction } from './python-calls.ts';

export function noxTargets(files: RepositoryFiles): TargetReader {
  return {
    named: (command) => namedSessions(files, command),
    open: (ref) => (ref.kind === 'nox' ? openSession(files, ref) : null),
    all: () => files.matching('**/noxfile.py').flatMap(({ path }) => sessionsOf(files, path).map((session) => refOf(path, nameOf(session)))),
  };
}

function refOf(file: string, name: string): TargetRef {
  return { kind: 'nox', file, name, folder: folderOf(file), words: [] };
}

function sessionsOf(files: RepositoryFiles, path: string): readonly DecoratedFunction[] {
  return decoratedFunctions(files.text(path) ?? '', '(?:nox\\.|nox_poetry\\.)?session');
}

function nameOf({ name, settings }: DecoratedFunction): string {
  return /\bname\s*=\s*["']([^"']+)["']/.exec(settings)?.[1] ?? name;
}

function namedSessions(files: RepositoryFiles, { words, folder, file }: NamedCommand): readonly TargetRef[] {
  const args = words[0] === 'nox' ? words.slice(1) : /^python[\d.]*$/.test(words[0] ?? '') && words[1] === '-m' && words[2] === 'nox' ? words.slice(3) : null;
  if (args === null || folder === null || args.includes('-l') || args.includes('--list')) return [];
  const [given] = optionValues(args, ['-f', '--noxfile']);
  const path = given === undefined ? joinPaths(folder, 'noxfile.py') : given === null ? null : resolveFolder(folder, given);
  if (path === null || !files.has(path)) return [];
  const names = sessionsOf(files, path).map(nameOf);
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args : args.slice(0, dashes);
  const from = own.findIndex((word) => /^(?:-s|-e|--sessions?)$/.test(word ?? ''));
  const joined = optionValues(own, ['--session', '--sessions']).filter((word) => word !== null && !own.includes(word));
  if (from < 0 && joined.length === 0) return own.some((word) => word === '-t' || word === '-k' || word === '--tags') ? [] : defaultSessions(files.text(path) ?? '', names).map((name) => refOf(path, name));
  const end = own.findIndex((word, index) => index > from && word?.startsWith('-') === true);
  const asked = [...joined, ...(from < 0 ? [] : own.slice(from + 1, end < 0 ? undefined : end))];
  return asked.flatMap((word) => {
    if (word === null) return unknownNames(files, { file, names }).map(({ name, isGuess }) => ({ ...refOf(path, name), ...(isGuess ? { isGuess } : {}) }));
    const name = names.find((one) => word === one || word.startsWith(`${one}-`) || word.startsWith(`${one}(`));
    return name === undefined ? [] : [refOf(path, name)];
  });
}

function defaultSessions(text: string, names: readonly string[]): readonly string[] {
  const list = /nox\.options\.sessions\s*=\s*[[(]([^\])]*)[\])]/.exec(text)?.[1];
  if (list === undefined) return names;
  const wanted = [...list.matchAll(/["']([^"']+)["']/g)].map(([, name = '']) => name);
  return names.filter((name) => wanted.some((one) => one === name || one.startsWith(`${name}-`)));
}

function openSession(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  const session = sessionsOf(files, ref.file).find((one) => nameOf(one) === ref.name);
  if (session === undefined) return null;
  const { start, bodyStart, body } = session;
  let folder: string | null = ref.folder;
  const parts: RecipePart[] = [];
  for (const call of callsIn(body, '\\w+\\.(?:run|run_always|run_install|chdir|cd|notify)')) {
    const method = /\.(\w+)\s*\($/.exec(body.slice(call.start, body.indexOf('(', call.start) + 1))?.[1];
    const at = files.place(ref.file, bodyStart + call.start, bodyStart + call.end);
    const [first = null] = call.words;
    if (method === 'chdir' || method === 'cd') folder = first === null ? null : resolveFolder(folder, first);
    else if (method === 'notify') parts.push(...(first === null ? [] : [targetPart(refOf(ref.file, first), at)]));
    else if (call.words.length > 0) parts.push({ kind: 'words', words: call.words.map((word) => (word?.includes('{{') === true ? null : word)), at, folder, enforced: /[^\d]1\b/.test(call.keywords.get('success_codes') ?? '') ? ignored(at, '`success_codes` takes its failure for success') : YES });
  }
  return { target: { kind: 'nox', name: ref.name, at: files.place(ref.file, start, start + 1) }, parts };
}
