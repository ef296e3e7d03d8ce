/** Commands that Python projects define by name: console scripts, and scripts of poe, PDM, Rye, Hatch, Pixi, Pipenv and taskipy. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import type { Target } from '../../../../../rules/api/repository/run.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeEntry, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import { moduleFile } from '../modules.ts';
import type { Words } from '../option-words.ts';
import type { NamedCommand, Recipe, RecipePart, TargetReader, TargetRef } from '../recipe.ts';
import { CALL_OF_PYTHON } from '../steps.ts';
import { FILLED_IN, ignored, linePart, targetPart } from './parts.ts';

interface Tool {
  readonly name: string;
  readonly kind: Target['kind'];
  readonly file: string;
  /** Where the scripts are. */
  readonly path: readonly string[];
  /** The name a command asks for; null when it asks for none. */
  readonly asked: (words: Words) => string | null;
}

/** First word after `names`, when the command starts with them. */
function after(...names: readonly string[]): Tool['asked'] {
  return (words) => (names.every((name, index) => words[index] === name) ? (words.slice(names.length).find((word) => word?.startsWith('-') !== true) ?? null) : null);
}

function either(...ways: readonly Tool['asked'][]): Tool['asked'] {
  return (words) => ways.map((way) => way(words)).find((name) => name !== null) ?? null;
}

const hatch: Tool['asked'] = (words) => after('hatch', 'run')(words)?.replace(/^[\w.+-]+:/, '') ?? null;

const TOOLS: readonly Tool[] = [
  { name: 'poe', kind: 'poe', file: 'pyproject.toml', path: ['tool', 'poe', 'tasks'], asked: either(after('poe'), after('poetry', 'poe')) },
  { name: 'pdm', kind: 'task', file: 'pyproject.toml', path: ['tool', 'pdm', 'scripts'], asked: either(after('pdm', 'run'), after('pdm')) },
  { name: 'rye', kind: 'task', file: 'pyproject.toml', path: ['tool', 'rye', 'scripts'], asked: after('rye', 'run') },
  { name: 'taskipy', kind: 'task', file: 'pyproject.toml', path: ['tool', 'taskipy', 'tasks'], asked: after('task') },
  { name: 'pixi', kind: 'task', file: 'pyproject.toml', path: ['tool', 'pixi', 'tasks'], asked: after('pixi', 'run') },
  { name: 'pixi', kind: 'task', file: 'pixi.toml', path: ['tasks'], asked: after('pixi', 'run') },
  { name: 'pipenv', kind: 'task', file: 'Pipfile', path: ['scripts'], asked: after('pipenv', 'run') },
  { name: 'hatch', kind: 'task', file: 'pyproject.toml', path: ['tool', 'hatch', 'envs'], asked: hatch },
  { name: 'hatch', kind: 'task', file: 'hatch.toml', path: ['envs'], asked: hatch },
];

export function pythonProjectTargets(files: RepositoryFiles): TargetReader {
  return {
    named: (command) => [...TOOLS.flatMap((tool) => namedScripts(files, { tool, command })), ...namedConsoleScripts(files, command)],
    open: (ref) => openScript(files, ref),
    all: () => [
      ...TOOLS.flatMap((tool) => files.matching(`**/${tool.file}`).flatMap(({ path }) => scriptsOf(files, { tool, path }).map(({ key }) => refOf(tool, path, key)))),
      ...files.matching('**/{pyproject.toml,setup.cfg,setup.py}').flatMap(({ path }) => consoleScripts(files, path).map(({ name }) => consoleRef(path, name))),
    ],
  };
}

function refOf(tool: Tool, file: string, name: string): TargetRef {
  return { kind: tool.kind, file, name: `${prefixOf(tool)}${name}`, folder: folderOf(file), words: [] };
}

/** Tasks of several tools may have the same name. */
function prefixOf({ name }: Tool): string {
  return name === 'taskipy' || name === 'poe' ? '' : `${name} `;
}

interface ToolFile {
  readonly tool: Tool;
  readonly path: string;
}

function scriptsOf(files: RepositoryFiles, { tool, path }: ToolFile): readonly TreeEntry[] {
  const node = at(files.trees(path)[0]?.root, ...tool.path);
  if (tool.name !== 'hatch') return entriesAt(node).filter(({ key }) => key !== '_');
  return entriesAt(node).flatMap(({ value }) => entriesAt(value, 'scripts'));
}

function namedScripts(files: RepositoryFiles, { tool, command }: { readonly tool: Tool; readonly command: NamedCommand }): readonly TargetRef[] {
  const asked = tool.asked(command.words);
  if (asked === null || command.folder === null) return [];
  const path = nearest(files, command.folder, tool.file);
  return path !== null && scriptsOf(files, { tool, path }).some(({ key }) => key === asked) ? [refOf(tool, path, asked)] : [];
}

function nearest(files: RepositoryFiles, folder: string, name: string): string | null {
  for (let inside: string | null = folder; inside !== null; inside = inside === '' ? null : folderOf(inside)) {
    const path = joinPaths(inside, name);
    if (files.has(path)) return path;
  }
  return null;
}

function openScript(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  if (ref.kind === 'console-script') return openConsoleScript(files, ref);
  const tool = TOOLS.find((one) => one.kind === ref.kind && ref.file.endsWith(one.file) && (prefixOf(one) === '' ? !ref.name.includes(' ') : ref.name.startsWith(prefixOf(one))));
  if (tool === undefined) return null;
  const name = ref.name.slice(ref.name.indexOf(' ') + 1);
  const entry = scriptsOf(files, { tool, path: ref.file }).findLast(({ key }) => key === name);
  if (entry === undefined) return null;
  const parts = ['pre_', '', 'post_'].flatMap((prefix) => {
    const own = prefix === '' ? entry : scriptsOf(files, { tool, path: ref.file }).find(({ key }) => key === `${prefix}${name}`);
    return own === undefined ? [] : partsOf(files, { tool, ref, node: own.value, depth: 0 });
  });
  return { target: { kind: ref.kind, name: ref.name, at: entry.at }, parts };
}

interface ScriptNode {
  readonly tool: Tool;
  readonly ref: TargetRef;
  readonly node: TreeNode;
  readonly depth: number;
}

/** Keys below which a command, a call or a list of others stands. */
const COMMAND_KEYS: readonly string[] = ['cmd', 'shell', 'command'];
const CALL_KEYS: readonly string[] = ['script', 'call'];
const LIST_KEYS: readonly string[] = ['sequence', 'chain', 'composite', 'depends-on', 'depends_on', 'deps'];

function partsOf(files: RepositoryFiles, { tool, ref, node, depth }: ScriptNode): readonly RecipePart[] {
  if (depth > 3) return [];
  const names = new Map(scriptsOf(files, { tool, path: ref.file }).map(({ key }) => [key, refOf(tool, ref.file, key)]));
  if (node.kind === 'list') return node.items.flatMap((item) => (item.kind === 'scalar' ? oneOf(item.text, { names, node: item, ref, isList: tool.name === 'poe' }) : partsOf(files, { tool, ref, node: item, depth: depth + 1 })));
  if (node.kind === 'scalar') return oneOf(node.text, { names, node, ref, isList: false });
  const folder = textAt(node, 'cwd') ?? textAt(node, 'working_dir');
  const inside = folder === null ? ref : { ...ref, folder: resolveFolder(ref.folder, folder) };
  const lists = LIST_KEYS.flatMap((key) => itemsAt(node, key)).flatMap((item) => {
    const name = item.kind === 'scalar' ? item.text : textAt(item, 'task');
    const known = name === null ? undefined : names.get(name);
    return known !== undefined ? [targetPart(known, item.at)] : item.kind === 'scalar' ? oneOf(item.text, { names, node: item, ref: inside, isList: false }) : partsOf(files, { tool, ref: inside, node: item, depth: depth + 1 });
  });
  const reference = names.get(textAt(node, 'ref') ?? '');
  const commands = COMMAND_KEYS.flatMap((key) => {
    const command = at(node, key);
    if (command === null) return [];
    const text = command.kind === 'list' ? command.items.map((item) => (item.kind === 'scalar' ? item.text : '')).join(' ') : command.kind === 'scalar' ? command.text : '';
    return [linePart(fillIn(text), command.at, { folder: inside.folder })];
  });
  const calls = CALL_KEYS.flatMap((key) => callPart(files, { call: at(node, key), folder: folderOf(ref.file) }));
  return [...lists, ...(reference === undefined ? [] : [targetPart(reference, node.at)]), ...commands, ...calls];
}

interface OneCommand {
  readonly names: ReadonlyMap<string, TargetRef>;
  readonly node: TreeNode;
  readonly ref: TargetRef;
  /** Items of lists are names of others. */
  readonly isList: boolean;
}

/** A command; one that starts with the name of another script runs that. */
function oneOf(text: string, { names, node, ref, isList }: OneCommand): readonly RecipePart[] {
  const plain = text.replace(/^-\s+/, '');
  const enforced = plain === text ? YES : ignored(node.at, '`-` before the command ignores its failure');
  const [first = ''] = plain.split(/\s/, 1);
  const known = names.get(first);
  if (known !== undefined && known.name !== ref.name) return [targetPart(known, node.at, enforced)];
  return isList ? [] : [linePart(fillIn(plain), node.at, { folder: ref.folder, enforced })];
}

/** Pieces that Hatch, PDM and Pixi fill in. */
function fillIn(text: string): string {
  return text.replace(/\{args(?::([^{}]*))?\}/g, '$1').replace(/(?<![{$])\{[\w:./-]+\}(?!\})/g, FILLED_IN);
}

/** `package.module:function(arguments)`. */
function callPart(files: RepositoryFiles, { call, folder }: { readonly call: TreeNode | null; readonly folder: string }): readonly RecipePart[] {
  const words = call?.kind === 'scalar' ? functionWords(files, { call: call.text, folder }) : null;
  return words === null || call === null ? [] : [{ kind: 'words', words, at: call.at, folder, enforced: YES }];
}

function functionWords(files: RepositoryFiles, { call, folder }: { readonly call: string; readonly folder: string }): Words | null {
  const [, module = '', name = ''] = /^\s*([\w.]+)\s*:\s*([\w.]+)/.exec(call) ?? [];
  const path = moduleFile(module, { folder, files, isRun: false });
  return path === null || name === '' ? null : [CALL_OF_PYTHON, `${path}::${name}`];
}

interface ConsoleScript {
  readonly name: string;
  readonly call: string;
  readonly start: number;
}

function consoleRef(file: string, name: string): TargetRef {
  return { kind: 'console-script', file, name, folder: folderOf(file), words: [] };
}

function consoleScripts(files: RepositoryFiles, path: string): readonly ConsoleScript[] {
  if (path.endsWith('.py')) return inSetup(files.text(path) ?? '');
  const root = files.trees(path)[0]?.root;
  if (path.endsWith('.cfg')) return inSetup(textAt(root, 'options.entry_points', 'console_scripts') ?? '');
  return [...entriesAt(root, 'project', 'scripts'), ...entriesAt(root, 'tool', 'poetry', 'scripts')].flatMap(({ key, value }) => {
    const call = value.kind === 'scalar' ? value.text : (textAt(value, 'callable') ?? textAt(value, 'reference'));
    return call === null ? [] : [{ name: key, call, start: 0 }];
  });
}

/** `name = package.module:function`, as setup.py and setup.cfg write it. */
function inSetup(text: string): readonly ConsoleScript[] {
  return [...text.matchAll(/(?:^|["'\n])[ \t]*([\w.-]+)[ \t]*=[ \t]*([A-Za-z_][\w.]*:[A-Za-z_][\w.]*)/g)].map((match) => ({ name: match[1] ?? '', call: match[2] ?? '', start: match.index }));
}

function namedConsoleScripts(files: RepositoryFiles, { words }: NamedCommand): readonly TargetRef[] {
  const [name = null] = words;
  if (name === null || !/^[\w.-]+$/.test(name)) return [];
  for (const { path } of files.matching('**/{pyproject.toml,setup.cfg,setup.py}')) {
    if (consoleScripts(files, path).some((script) => script.name === name)) return [{ ...consoleRef(path, name), words: words.slice(1).filter((word) => word === null || !word.startsWith('-')).slice(0, 1) }];
  }
  return [];
}

function openConsoleScript(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  const script = consoleScripts(files, ref.file).find(({ name }) => name === ref.name);
  const words = script === undefined ? null : functionWords(files, { call: script.call, folder: folderOf(ref.file) });
  if (script === undefined || words === null) return null;
  const root = ref.file.endsWith('.toml') ? files.trees(ref.file)[0]?.root : null;
  const entry = [...entriesAt(root, 'project', 'scripts'), ...entriesAt(root, 'tool', 'poetry', 'scripts')].findLast(({ key }) => key === ref.name);
  const place = entry?.at ?? (ref.file.endsWith('.py') ? files.place(ref.file, script.start, script.start + 1) : { path: ref.file, cell: null, range: null });
  return { target: { kind: 'console-script', name: ref.name, at: place }, parts: [{ kind: 'words', words: [...words, ...ref.words], at: place, folder: '', enforced: YES }] };
}
