/** Entry points of MLproject files. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { at, entriesAt } from '../../../../../rules/api/repository/tree.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import { optionValues, skipOptions } from '../option-words.ts';
import type { TargetReader, TargetRef } from '../recipe.ts';
import { FILLED_IN, linePart } from './parts.ts';

export function mlprojectTargets(files: RepositoryFiles): TargetReader {
  const entriesOf = (path: string): ReturnType<typeof entriesAt> => entriesAt(files.trees(path)[0]?.root, 'entry_points');
  return {
    named: ({ words, folder }) => {
      if (words[0] !== 'mlflow' || words[1] !== 'run') return [];
      const uri = words[skipOptions(words, { from: 2, withValue: ['-e', '--entry-point', '-P', '--param-list', '-b', '--backend', '--env-manager', '--experiment-name', '--experiment-id', '-v', '--run-name'] })] ?? null;
      const inside = uri === null ? null : resolveFolder(folder, uri);
      const path = inside === null ? null : joinPaths(inside, 'MLproject');
      const [name = 'main'] = optionValues(words, ['-e', '--entry-point']);
      return path !== null && name !== null && entriesOf(path).some(({ key }) => key === name) ? [refOf(path, name)] : [];
    },
    open: (ref) => {
      if (ref.kind !== 'mlproject') return null;
      const entry = entriesOf(ref.file).findLast(({ key }) => key === ref.name);
      const command = at(entry?.value, 'command');
      if (entry === undefined || command?.kind !== 'scalar') return null;
      return { target: { kind: 'mlproject', name: ref.name, at: entry.at }, parts: [linePart(command.text.replace(/\{[\w-]+\}/g, FILLED_IN), command.at, { folder: ref.folder })] };
    },
    all: () => files.matching('**/MLproject').flatMap(({ path }) => entriesOf(path).map(({ key }) => refOf(path, key))),
  };
}

function refOf(file: string, name: string): TargetRef {
  return { kind: 'mlproject', file, name, folder: folderOf(file), words: [] };
}
