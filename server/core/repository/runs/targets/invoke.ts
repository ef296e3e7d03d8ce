/** Tasks of Invoke, read from the text of tasks.py. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import { folderOf, joinPaths } from '../folders.ts';
import { skipOptions } from '../option-words.ts';
import type { Recipe, TargetReader, TargetRef } from '../recipe.ts';
import { ignored, linePart, targetPart } from './parts.ts';
import { callsIn, decoratedFunctions, type DecoratedFunction } from './python-calls.ts';

export function invokeTargets(files: RepositoryFiles): TargetReader {
  const tasksOf = (path: string): readonly DecoratedFunction[] => (/\binvoke\b/.test(files.text(path) ?? '') ? decoratedFunctions(files.text(path) ?? '', '(?:invoke\\.)?task') : []);
  return {
    named: ({ words, folder }) => {
      if ((words[0] !== 'invoke' && words[0] !== 'inv') || folder === null) return [];
      const path = joinPaths(folder, 'tasks.py');
      const names = new Set(tasksOf(path).map(nameOf));
      return words.slice(skipOptions(words, { from: 1, withValue: ['-c', '-r', '-f'] })).flatMap((word) => (word !== null && names.has(word) ? [refOf(path, word)] : []));
    },
    open: (ref) => (ref.kind === 'invoke' ? openTask(files, { ref, tasks: tasksOf(ref.file) }) : null),
    all: () => files.matching('**/tasks.py').flatMap(({ path }) => tasksOf(path).map((task) => refOf(path, nameOf(task)))),
  };
}

function refOf(file: string, name: string): TargetRef {
  return { kind: 'invoke', file, name, folder: folderOf(file), words: [] };
}

function nameOf({ name, settings }: DecoratedFunction): string {
  return /\bname\s*=\s*["']([^"']+)["']/.exec(settings)?.[1] ?? name.replaceAll('_', '-');
}

function openTask(files: RepositoryFiles, { ref, tasks }: { readonly ref: TargetRef; readonly tasks: readonly DecoratedFunction[] }): Recipe | null {
  const task = tasks.find((one) => nameOf(one) === ref.name);
  if (task === undefined) return null;
  const at = files.place(ref.file, task.start, task.start + 1);
  const before = tasks.filter(({ name }) => name !== task.name && new RegExp(`\\b${name}\\b`).test(task.settings)).map((one) => targetPart(refOf(ref.file, nameOf(one)), at));
  const commands = callsIn(task.body, '\\w+\\.run').flatMap((call) => {
    const [text = null] = call.words;
    const place = files.place(ref.file, task.bodyStart + call.start, task.bodyStart + call.end);
    const enforced = call.keywords.get('warn') === 'True' ? ignored(place, '`warn=True` ignores its failure') : YES;
    return text === null ? [] : [linePart(text, place, { folder: ref.folder, enforced })];
  });
  return { target: { kind: 'invoke', name: ref.name, at }, parts: [...before, ...commands] };
}
