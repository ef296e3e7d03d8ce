/** What is served once it is deployed: handlers of clouds, and services of BentoML. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import { at, textAt } from '../../../../../rules/api/repository/tree.ts';
import { handlersIn, isServerless } from '../../automation/serverless.ts';
import { folderOf, resolveFolder } from '../folders.ts';
import type { NamedCommand, Recipe, TargetReader, TargetRef } from '../recipe.ts';
import { CALL_OF_PYTHON } from '../steps.ts';
import { linePart } from './parts.ts';

export function servedTargets(files: RepositoryFiles): TargetReader {
  const refs = (path: string): readonly TargetRef[] =>
    isServerless(path) ? handlersIn(files, path).map(({ name }) => refOf(path, name)) : textAt(files.trees(path)[0]?.root ?? null, 'service') === null ? [] : [refOf(path, 'service')];
  const all = (): readonly TargetRef[] => files.matching('**/{serverless,serverless.*,template,sam,sam-template}.{yml,yaml}', '**/bentofile.{yml,yaml}').flatMap(({ path }) => refs(path));
  return {
    named: (command) => (isDeploying(command) && command.folder !== null ? all().filter(({ file }) => folderOf(file) === command.folder && isFor(command, file)) : []),
    open: (ref) => (ref.kind === 'script' ? openServed(files, ref) : null),
    all,
  };
}

function refOf(file: string, name: string): TargetRef {
  return { kind: 'script', file, name: `${file}: ${name}`, folder: folderOf(file), words: [] };
}

function isDeploying({ words }: NamedCommand): boolean {
  const [tool, action] = words;
  return ((tool === 'serverless' || tool === 'sls') && action === 'deploy') || (tool === 'sam' && action === 'deploy') || (tool === 'bentoml' && (action === 'build' || action === 'deploy'));
}

function isFor({ words }: NamedCommand, file: string): boolean {
  return words[0] === 'bentoml' ? /bentofile\.ya?ml$/.test(file) : words[0] === 'sam' ? !/serverless[^/]*$|bentofile/.test(file) : /serverless[^/]*$/.test(file);
}

function openServed(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  if (isServerless(ref.file)) {
    const handler = handlersIn(files, ref.file).find(({ name }) => `${ref.file}: ${name}` === ref.name);
    return handler === undefined ? null : { target: { kind: 'script', name: ref.name, at: handler.node.at }, parts: [{ kind: 'words', words: [CALL_OF_PYTHON, handler.function], at: handler.node.at, folder: '', enforced: YES }] };
  }
  if (!/(?:^|\/)bentofile\.ya?ml$/.test(ref.file)) return null;
  const service = at(files.trees(ref.file)[0]?.root ?? null, 'service');
  const [module = ''] = (textAt(service) ?? '').split(':');
  const path = resolveFolder(folderOf(ref.file), module.endsWith('.py') ? module : `${module.replaceAll('.', '/')}.py`);
  if (service === null || path === null || !files.has(path)) return null;
  return { target: { kind: 'script', name: ref.name, at: service.at }, parts: [linePart(`bentoml serve '${path}'`, service.at, { folder: '' })] };
}
