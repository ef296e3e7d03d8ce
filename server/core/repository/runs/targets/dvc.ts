/** Stages of DVC pipelines. A failing stage ends `dvc repro`. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { at, entriesAt, itemsAt, textAt, type ScalarNode, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import { isOption } from '../option-words.ts';
import { fillDvc, itemsOf, valuesOf } from './dvc-values.ts';
import type { NamedCommand, Recipe, TargetReader, TargetRef } from '../recipe.ts';
import { FILLED_IN, linePart, scalarsOf, targetPart } from './parts.ts';

/** Name of a target that stands for all stages of a file. */
const ALL = '*';

export function dvcTargets(files: RepositoryFiles): TargetReader {
  return {
    named: (command) => namedStages(files, command),
    open: (ref) => (ref.kind === 'dvc' ? openStage(files, ref) : null),
    all: () => files.matching('**/dvc.yaml').flatMap(({ path }) => (stagesOf(files, path).length === 0 ? [] : [refOf(path, ALL)])),
  };
}

function refOf(file: string, name: string): TargetRef {
  return { kind: 'dvc', file, name, folder: folderOf(file), words: [] };
}

function stagesOf(files: RepositoryFiles, path: string): ReturnType<typeof entriesAt> {
  return entriesAt(files.trees(path)[0]?.root, 'stages');
}

const WITH_VALUE: ReadonlySet<string> = new Set(['-S', '--set-param', '-n', '--name', '-j', '--jobs', '-m', '--message', '-C', '--rev']);

function namedStages(files: RepositoryFiles, { words, folder }: NamedCommand): readonly TargetRef[] {
  if (words[0] !== 'dvc') return [];
  const from = words[1] === 'repro' ? 2 : (words[1] === 'exp' || words[1] === 'experiments') && words[2] === 'run' ? 3 : 0;
  if (from === 0 || words.includes('--dry')) return [];
  const args = words.slice(from);
  const names = args.filter((word, index) => word !== null && !isOption(word) && !WITH_VALUE.has(args[index - 1] ?? ''));
  if (args.includes('-P') || args.includes('--all-pipelines')) return files.matching('**/dvc.yaml').map(({ path }) => refOf(path, ALL));
  if (names.length === 0) return stageIn(files, { file: folder === null ? null : joinPaths(folder, 'dvc.yaml'), name: ALL });
  return names.flatMap((word) => {
    const [, path, stage] = /^(?:(.*dvc\.yaml):?)?(.*)$/.exec(word ?? '') ?? [];
    return stageIn(files, { file: resolveFolder(folder, path ?? 'dvc.yaml'), name: stage === undefined || stage === '' ? ALL : stage });
  });
}

function stageIn(files: RepositoryFiles, { file, name }: { readonly file: string | null; readonly name: string }): readonly TargetRef[] {
  if (file === null) return [];
  const stages = stagesOf(files, file);
  const isThere = name === ALL ? stages.length > 0 : stages.some(({ key }) => key === name.replace(/@.*$/, ''));
  return isThere ? [{ ...refOf(file, name.replace(/@.*$/, '')), words: name.includes('@') ? [name.slice(name.indexOf('@') + 1)] : [] }] : [];
}

function openStage(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  const stages = stagesOf(files, ref.file);
  if (ref.name === ALL) {
    const place = { path: ref.file, cell: null, range: null };
    return { target: { kind: 'dvc', name: 'repro', at: place }, parts: stages.map(({ key, at: stage }) => targetPart(refOf(ref.file, key), stage)) };
  }
  const entry = stages.findLast(({ key }) => key === ref.name);
  if (entry === undefined) return null;
  const body = at(entry.value, 'do') ?? entry.value;
  const values = valuesOf(files, ref.file, body);
  const runs = itemsOf(entry.value, values);
  const [only = null] = ref.words;
  const asked = runs.some(({ name }) => name === only) ? runs.filter(({ name }) => name === only) : runs;
  const before = upstream(stages, body).map(({ key, at: stage }) => targetPart(refOf(ref.file, key), stage));
  const commands = (runs.length === 0 ? [{ values }] : asked).flatMap((run) => {
    const wdir = textAt(body, 'wdir');
    const folder = folderIn(ref, wdir === null ? null : fillDvc(wdir, run.values, FILLED_IN));
    return scalarsOf(at(body, 'cmd')).map((node) => linePart(fillDvc(textOf(node), run.values, FILLED_IN), node.at, { folder }));
  });
  return { target: { kind: 'dvc', name: ref.name, at: entry.at }, parts: [...before, ...commands] };
}

function folderIn(ref: TargetRef, wdir: string | null): string | null {
  return wdir === null ? ref.folder : resolveFolder(ref.folder, wdir);
}

function textOf(node: ScalarNode): string {
  return typeof node.value === 'string' ? node.value : node.text;
}

/** Stages whose outputs it reads. */
function upstream(stages: ReturnType<typeof entriesAt>, body: TreeNode): ReturnType<typeof entriesAt> {
  const needs = new Set(pathsAt(body, 'deps'));
  return stages.filter(({ value }) => value !== body && [...pathsAt(value, 'outs'), ...pathsAt(value, 'metrics'), ...pathsAt(value, 'plots')].some((path) => needs.has(path)));
}

function pathsAt(node: TreeNode, key: string): readonly string[] {
  return itemsAt(node, key).flatMap((item) => (item.kind === 'scalar' ? [item.text] : entriesAt(item).map((entry) => entry.key)));
}
