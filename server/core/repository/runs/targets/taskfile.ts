/** Tasks of Taskfiles (taskfile.dev), with the files they include. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type ScalarNode, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import { isOption, optionValues } from '../option-words.ts';
import type { NamedCommand, Recipe, RecipePart, TargetReader, TargetRef } from '../recipe.ts';
import { FILLED_IN, ignored, linePart, targetPart } from './parts.ts';

const NAMES: readonly string[] = ['Taskfile.yml', 'taskfile.yml', 'Taskfile.yaml', 'taskfile.yaml', 'Taskfile.dist.yml', 'Taskfile.dist.yaml'];

/** Includes within includes. Our own choice. */
const MAX_INCLUDES = 5;

export function taskfileTargets(files: RepositoryFiles): TargetReader {
  return {
    named: (command) => namedTasks(files, command),
    open: (ref) => (ref.kind === 'task' && /taskfile/i.test(ref.file) ? openTask(files, ref) : null),
    all: () => files.matching('**/{T,t}askfile{,.dist}.{yml,yaml}').flatMap(({ path }) => entriesAt(rootOf(files, path), 'tasks').map(({ key }) => refOf(path, key))),
  };
}

function refOf(file: string, name: string, folder: string | null = folderOf(file)): TargetRef {
  return { kind: 'task', file, name, folder, words: [] };
}

function rootOf(files: RepositoryFiles, path: string): TreeNode | null {
  return files.trees(path)[0]?.root ?? null;
}

const WITH_VALUE: ReadonlySet<string> = new Set(['-d', '--dir', '-t', '--taskfile', '-C', '--concurrency', '-o', '--output', '-I', '--interval']);

function namedTasks(files: RepositoryFiles, { words, folder }: NamedCommand): readonly TargetRef[] {
  const [name, ...all] = words;
  if ((name !== 'task' && name !== 'go-task') || all.includes('--dry') || all.includes('-n')) return [];
  const dashes = all.indexOf('--');
  const args = dashes < 0 ? all : all.slice(0, dashes);
  const [file] = optionValues(args, ['-t', '--taskfile']);
  const [into] = optionValues(args, ['-d', '--dir']);
  const inside = into === undefined ? folder : into === null ? null : resolveFolder(folder, into);
  const path = file === undefined ? taskfileIn(files, inside) : file === null ? null : resolveFolder(folder, file);
  if (path === null || !files.has(path)) return [];
  const names = args.filter((word, index) => word !== null && !isOption(word) && !word.includes('=') && !WITH_VALUE.has(args[index - 1] ?? ''));
  return (names.length === 0 ? ['default'] : names).flatMap((task) => findTask(files, { file: path, name: task ?? '', folder: folderOf(path), depth: 0 }));
}

/** A Taskfile of the folder, or of the nearest folder above. */
function taskfileIn(files: RepositoryFiles, folder: string | null): string | null {
  for (let at = folder; at !== null; at = at === '' ? null : folderOf(at)) {
    const inside = at;
    const found = NAMES.map((name) => joinPaths(inside, name)).find((path) => files.has(path));
    if (found !== undefined) return found;
  }
  return null;
}

interface Search {
  readonly file: string;
  readonly name: string;
  readonly folder: string | null;
  readonly depth: number;
}

/** `service:test` is `test` of the file included as `service`. */
function findTask(files: RepositoryFiles, { file, name, folder, depth }: Search): readonly TargetRef[] {
  const root = rootOf(files, file);
  const plain = name.replace(/^:/, '');
  const own = entriesAt(root, 'tasks').find(({ key, value }) => key === plain || itemsAt(value, 'aliases').some((alias) => alias.kind === 'scalar' && alias.text === plain));
  if (own !== undefined) return [refOf(file, own.key, folder)];
  const colon = plain.indexOf(':');
  if (colon < 0 || depth >= MAX_INCLUDES) return [];
  const included = at(root, 'includes', plain.slice(0, colon));
  const path = included?.kind === 'scalar' ? included.text : textAt(included, 'taskfile');
  const target = path === null ? null : includedFile(files, resolveFolder(folderOf(file), path));
  const dir = textAt(included, 'dir');
  const inside = dir === null ? folder : resolveFolder(folderOf(file), dir);
  return target === null ? [] : findTask(files, { file: target, name: plain.slice(colon + 1), folder: inside, depth: depth + 1 });
}

function includedFile(files: RepositoryFiles, path: string | null): string | null {
  if (path === null) return null;
  return files.has(path) ? path : (NAMES.map((name) => joinPaths(path, name)).find((one) => files.has(one)) ?? null);
}

function openTask(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  const root = rootOf(files, ref.file);
  const entry = entriesAt(root, 'tasks').findLast(({ key }) => key === ref.name);
  if (entry === undefined) return null;
  const { value } = entry;
  const dir = textAt(value, 'dir');
  const folder = dir === null ? ref.folder : resolveFolder(ref.folder, dir);
  const variables = new Map([...entriesAt(root, 'vars'), ...entriesAt(value, 'vars')].flatMap(({ key, value: text }) => (text.kind === 'scalar' ? [[key, text.text] as const] : [])));
  const task: Task = { files, ref, folder, variables, isIgnored: textAt(value, 'ignore_error') === 'true' };
  const needs = itemsAt(value, 'deps').flatMap((node) => callOf(task, node));
  const commands = value.kind === 'map' ? [...itemsAt(value, 'cmds'), ...itemsAt(value, 'cmd')] : itemsAt(value);
  return { target: { kind: 'task', name: ref.name, at: entry.at }, parts: [...needs, ...commands.flatMap((node) => commandParts(task, node))] };
}

interface Task {
  readonly files: RepositoryFiles;
  readonly ref: TargetRef;
  readonly folder: string | null;
  readonly variables: ReadonlyMap<string, string>;
  readonly isIgnored: boolean;
}

/** A task started by another: by its name or `task: name`. */
function callOf({ files, ref }: Task, node: TreeNode): readonly RecipePart[] {
  const name = node.kind === 'scalar' ? node.text : textAt(node, 'task');
  if (name === null) return [];
  return findTask(files, { file: ref.file, name, folder: ref.folder, depth: 0 }).map((found) => targetPart(found, node.at));
}

function commandParts(task: Task, node: TreeNode): readonly RecipePart[] {
  if (textAt(node, 'task') !== null) return callOf(task, node);
  const command = node.kind === 'scalar' ? node : (at(node, 'cmd') ?? at(node, 'defer'));
  if (command?.kind !== 'scalar' || command.value === null) return [];
  const isIgnored = task.isIgnored || textAt(node, 'ignore_error') === 'true';
  const enforced = isIgnored ? ignored(node.at, '`ignore_error` ignores its failure') : YES;
  return [linePart(textOf(command, task.variables), command.at, { folder: task.folder, enforced })];
}

function textOf(node: ScalarNode, variables: ReadonlyMap<string, string>): string {
  return node.text.replace(/\{\{-?\s*\.(\w+)\s*-?\}\}/g, (_, name: string) => {
    const value = variables.get(name);
    return name === 'CLI_ARGS' ? '' : value === undefined || value.includes('{{') ? FILLED_IN : value;
  });
}
