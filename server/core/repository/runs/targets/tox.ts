/** Environments of tox: tox.ini, setup.cfg, tox.toml and `tool.tox`. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { YES, type RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { allOf } from '../../automation/outcomes.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import { optionValues } from '../option-words.ts';
import type { NamedCommand, Recipe, RecipePart, TargetReader, TargetRef } from '../recipe.ts';
import { unknownNames } from './matrix-values.ts';
import { FILLED_IN, ignored, linePart } from './parts.ts';

interface ToxFile {
  readonly path: string;
  readonly root: TreeNode;
  readonly isIni: boolean;
  readonly environments: readonly string[];
}

/** Environments of one list, once braces are spread. Our own choice. */
const MAX_ENVIRONMENTS = 100;

export function toxTargets(files: RepositoryFiles): TargetReader {
  return {
    named: (command) => namedEnvironments(files, command),
    open: (ref) => (ref.kind === 'tox' ? openEnvironment(files, ref) : null),
    all: () => files.matching('**/{tox.ini,tox.toml}').flatMap(({ path }) => toxFile(files, path)?.environments.map((name) => refOf(path, name)) ?? []),
  };
}

function refOf(file: string, name: string): TargetRef {
  return { kind: 'tox', file, name, folder: folderOf(file), words: [] };
}

/** Null when the file says nothing of tox. */
function toxFile(files: RepositoryFiles, path: string): ToxFile | null {
  const [tree] = files.trees(path);
  if (tree === undefined) return null;
  const isIni = path.endsWith('.ini') || path.endsWith('.cfg');
  const root = path.endsWith('pyproject.toml') ? at(tree.root, 'tool', 'tox') : tree.root;
  if (root === null || (path.endsWith('.cfg') && at(root, 'tox:tox') === null)) return null;
  const listed = isIni ? spread(textAt(root, path.endsWith('.cfg') ? 'tox:tox' : 'tox', 'envlist') ?? textAt(root, 'tox', 'env_list') ?? '') : itemsAt(root, 'env_list').flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  const written = isIni ? entriesAt(root).flatMap(({ key }) => spread(/^testenv:(.+)$/.exec(key)?.[1] ?? '')) : entriesAt(root, 'env').map(({ key }) => key);
  const isThere = isIni ? entriesAt(root).some(({ key }) => key === 'testenv' || key.startsWith('testenv:')) : at(root, 'env_run_base') !== null || written.length > 0;
  const environments = [...new Set([...listed, ...written, ...(listed.length === 0 && isThere ? ['py'] : [])])].slice(0, MAX_ENVIRONMENTS);
  return isThere ? { path, root, isIni, environments } : null;
}

/** `py{38,39}-a, lint` as its names. */
function spread(list: string): readonly string[] {
  const names = list.split(/[\s,]+(?![^{]*\})/).filter((name) => name !== '');
  return names.flatMap(spreadName).slice(0, MAX_ENVIRONMENTS);
}

function spreadName(name: string): readonly string[] {
  const braces = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(name);
  if (braces === null) return [name];
  const ends = spreadName(braces[3] ?? '');
  return (braces[2] ?? '').split(',').flatMap((middle) => ends.map((end) => `${braces[1]}${middle.trim()}${end}`)).slice(0, MAX_ENVIRONMENTS);
}

function namedEnvironments(files: RepositoryFiles, { words, folder, file }: NamedCommand): readonly TargetRef[] {
  const args = words[0] === 'tox' ? words.slice(1) : /^python[\d.]*$/.test(words[0] ?? '') && words[1] === '-m' && words[2] === 'tox' ? words.slice(3) : null;
  if (args === null || folder === null || args.some((word) => word === '-l' || word === '--notest' || word === 'list' || word === 'config' || word === '--showconfig')) return [];
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args : args.slice(0, dashes);
  const [given] = optionValues(own, ['-c', '--conf']);
  const paths = given === undefined ? ['tox.ini', 'setup.cfg', 'pyproject.toml', 'tox.toml'].map((name) => joinPaths(folder, name)) : [given === null ? null : resolveFolder(folder, given)];
  const found = paths.flatMap((path) => (path === null ? [] : (toxFile(files, path) ?? [])))[0];
  if (found === undefined) return [];
  const asked = optionValues(own, ['-e', '--env']);
  if (asked.length > 0) {
    return asked.flatMap((list) => {
      if (list === null) return unknownNames(files, { file, names: found.environments }).map(({ name, isGuess }) => ({ ...refOf(found.path, name), ...(isGuess ? { isGuess } : {}) }));
      return spread(list).filter((name) => isKnown(found, name)).map((name) => refOf(found.path, name));
    });
  }
  if (own.some((word) => word === '-f' || word === '-m')) return [];
  const [first] = itemsAt(found.root, 'env_list');
  const listed = found.isIni ? spread(textAt(found.root, found.path.endsWith('.cfg') ? 'tox:tox' : 'tox', 'envlist') ?? textAt(found.root, 'tox', 'env_list') ?? '') : first === undefined ? [] : itemsAt(found.root, 'env_list').flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  return (listed.length > 0 ? listed : found.environments.slice(0, 1)).map((name) => refOf(found.path, name));
}

/** tox takes every `py...` as an environment of its own accord. */
function isKnown({ environments }: ToxFile, name: string): boolean {
  return environments.includes(name) || /^(?:py|python|pypy)[\d.]*(?:-|$)/.test(name);
}

function openEnvironment(files: RepositoryFiles, ref: TargetRef): Recipe | null {
  const file = toxFile(files, ref.file);
  if (file === null || !isKnown(file, ref.name)) return null;
  const { own, base, place } = sectionsOf(file, ref.name);
  const value = (...keys: readonly string[]): TreeNode | null => keys.map((key) => at(own, key)).find((node) => node !== null) ?? keys.map((key) => at(base, key)).find((node) => node !== null) ?? null;
  const dir = textAt(value('changedir', 'change_dir'));
  const folder = dir === null ? ref.folder : resolveFolder(ref.folder, fillIn(dir, file));
  const outcome = value('ignore_outcome');
  const ignores = outcome !== null && textAt(outcome)?.toLowerCase() === 'true' ? ignored(outcome.at, '`ignore_outcome` ignores its failure') : YES;
  const lines = ['commands_pre', 'commands', 'commands_post'].flatMap((key) => linesOf(files, { file, node: value(key), name: ref.name, depth: 0 }));
  const parts = lines.map(({ text, at: line }): RecipePart => {
    const isIgnored = /^-\s*/.test(text);
    const enforced = allOf(ignores, isIgnored ? ignored(line, '`-` before the command ignores its failure') : YES);
    return linePart(text.replace(/^[-!]\s*/, ''), line, { folder, enforced });
  });
  return { target: { kind: 'tox', name: ref.name, at: place }, parts };
}

function sectionsOf({ root, isIni, path }: ToxFile, name: string): { readonly own: TreeNode | null; readonly base: TreeNode | null; readonly place: RepositoryPlace } {
  const whole = { path, cell: null, range: null };
  if (!isIni) {
    const entry = entriesAt(root, 'env').findLast(({ key }) => key === name);
    return { own: entry?.value ?? null, base: at(root, 'env_run_base'), place: entry?.at ?? whole };
  }
  const entry = entriesAt(root).findLast(({ key }) => key.startsWith('testenv:') && spread(key.slice('testenv:'.length)).includes(name));
  const base = entriesAt(root).findLast(({ key }) => key === 'testenv');
  return { own: entry?.value ?? null, base: base?.value ?? null, place: entry?.at ?? base?.at ?? whole };
}

interface ToxLine {
  readonly text: string;
  readonly at: RepositoryPlace;
}

interface LinesRequest {
  readonly file: ToxFile;
  readonly node: TreeNode | null;
  readonly name: string;
  readonly depth: number;
}

function linesOf(files: RepositoryFiles, { file, node, name, depth }: LinesRequest): readonly ToxLine[] {
  if (node === null) return [];
  if (!file.isIni) {
    return itemsAt(node).flatMap((item) => {
      const words = itemsAt(item).flatMap((word) => (word.kind === 'scalar' ? [word.text] : textAt(word, 'replace') === 'posargs' ? itemsAt(word, 'default').flatMap((one) => (one.kind === 'scalar' ? [one.text] : [])) : [FILLED_IN]));
      return words.length === 0 ? [] : [{ text: words.map((word) => (/^[\w./:=@%+,{}-]+$/.test(word) ? fillIn(word, file) : `'${word.replaceAll("'", '')}'`)).join(' '), at: item.at }];
    });
  }
  const joined: ToxLine[] = [];
  for (const line of writtenLines(files, node)) {
    const last = joined.at(-1);
    if (last?.text.endsWith('\\') === true) joined[joined.length - 1] = { ...last, text: `${last.text.slice(0, -1)} ${line.text}` };
    else if (!/^[#;]/.test(line.text)) joined.push(line);
  }
  return joined.flatMap((line) => {
    const text = forFactors(line.text, name);
    const reference = /^\{\[([^\]]+)\](\w+)\}$/.exec(text ?? '');
    if (reference !== null && depth < 4) return linesOf(files, { file, node: at(file.root, reference[1] ?? '', reference[2] ?? ''), name, depth: depth + 1 });
    return text === null ? [] : [{ text: fillIn(text, file), at: line.at }];
  });
}

/** Lines as they are written: the backslash at the end of one joins it with the next. */
function writtenLines(files: RepositoryFiles, { at: { path, range } }: TreeNode): readonly ToxLine[] {
  if (range === null) return [];
  const lines = (files.text(path) ?? '').split(/\r?\n/).slice(range.start.line - 1, range.end.line);
  return lines.flatMap((line, index): readonly ToxLine[] => {
    const text = index === 0 ? line.slice(range.start.column - 1) : line;
    const number = range.start.line + index;
    const end = line.trimEnd().length + 1;
    const start = { line: number, column: Math.min(end, line.length - text.trimStart().length + 1) };
    return text.trim() === '' ? [] : [{ text: text.trim(), at: { path, cell: null, range: { start, end: { line: number, column: end } } } }];
  });
}

/** `py39,lint: mypy` only counts in environments with one of the factors; null in others. */
function forFactors(text: string, name: string): string | null {
  const conditional = /^([\w!.,{}-]+):\s+(.*)$/s.exec(text);
  if (conditional === null) return text;
  const factors = new Set(name.split('-'));
  const fits = spread(conditional[1] ?? '').some((all) => all.split('-').every((factor) => (factor.startsWith('!') ? !factors.has(factor.slice(1)) : factors.has(factor))));
  return fits ? (conditional[2] ?? '') : null;
}

function fillIn(text: string, file: ToxFile): string {
  let result = text;
  // defaults may hold substitutions themselves
  for (let round = 0; round < 4 && /\{[^{}]*\}/.test(result); round += 1) {
    result = result.replace(/\{([^{}]*)\}/g, (_, inner: string) => {
      const [name = '', fallback] = inner.split(/:(.*)/s);
      if (name === 'posargs') return fallback ?? '';
      if (name === 'env') return fallback?.split(/:(.*)/s)[1] ?? '';
      if (name === 'toxinidir' || name === 'tox_root') return '.';
      if (name === 'envpython' || name === 'envbindir/python') return 'python';
      if (name === '/') return '/';
      const reference = /^\[([^\]]+)\](\w+)$/.exec(inner);
      const value = reference === null ? null : textAt(file.root, reference[1] ?? '', reference[2] ?? '');
      return value !== null && !value.includes('\n') ? value : '\uE002';
    });
  }
  return result.replaceAll('\uE002', FILLED_IN);
}
