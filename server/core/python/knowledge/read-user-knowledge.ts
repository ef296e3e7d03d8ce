/**
 * Reads `lintel.api.json`: what a project knows of libraries that Lintel does not. An entry that is wrong is left out and reported,
 * the others count. The file is foreign text: nothing of it is run, and its size is bounded.
 */
import { type Node, parseTree, type ParseError, printParseErrorCode } from 'jsonc-parser';
import type { Api, LibraryKnowledge } from '../../../../rules/api/python/knowledge.ts';
import { didYouMean } from '../../nearest-name.ts';
import { entryProblems } from './check-entry.ts';
import { ENTRY_SHAPES, LIBRARY_FIELDS } from './entry-shapes.ts';
import { describeShape, type Field, object, type ObjectShape, type Shape } from './shape.ts';

/** Larger files are refused; all that Lintel brings is less than half of it. Lintel's own choice. */
const MOST_CHARACTERS = 2_000_000;
/** Most of what is wrong is told; the rest is noise. Lintel's own choice. */
const MOST_PROBLEMS = 50;

export interface UserKnowledge {
  readonly libraries: readonly LibraryKnowledge[];
  readonly problems: readonly UserKnowledgeProblem[];
}

export interface UserKnowledgeProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  readonly message: string;
}

/** Comments and trailing commas are allowed. */
export function readUserKnowledge(text: string): UserKnowledge {
  if (text.length > MOST_CHARACTERS) return refused(`longer than ${MOST_CHARACTERS.toLocaleString('en-US')} characters`);
  try {
    return readText(text);
  } catch (error) {
    if (error instanceof RangeError) return refused('nested too deeply');
    throw error;
  }
}

function refused(message: string): UserKnowledge {
  return { libraries: [], problems: [{ line: 1, column: 1, message }] };
}

function readText(text: string): UserKnowledge {
  const problems: Found[] = [];
  const errors: ParseError[] = [];
  const root = text.trim() === '' ? undefined : parseTree(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first !== undefined || root === undefined) problems.push({ offset: first?.offset ?? 0, message: first === undefined ? 'the file is empty' : `not valid JSON: ${printParseErrorCode(first.error)}` });
  const libraries = root === undefined || first !== undefined ? [] : readRoot(root, problems);
  return { libraries, problems: problems.slice(0, MOST_PROBLEMS).map((problem) => placed(text, problem)) };
}

interface Found {
  readonly offset: number;
  readonly message: string;
}

const ROOT_FIELDS: Readonly<Record<string, Field>> = {
  $schema: { shape: { kind: 'text' }, isRequired: false, doc: '' },
  libraries: { shape: { kind: 'list', of: object({}) }, isRequired: true, doc: '' },
};

function readRoot(root: Node, problems: Found[]): readonly LibraryKnowledge[] {
  const members = readMembers(root, { fields: ROOT_FIELDS, problems });
  return (members?.get('libraries')?.children ?? []).flatMap((node) => readLibrary(node, problems));
}

function readLibrary(node: Node, problems: Found[]): readonly LibraryKnowledge[] {
  const before = problems.length;
  const members = readMembers(node, { fields: LIBRARY_FIELDS, problems });
  if (members === null) return [];
  const value = (key: keyof typeof LIBRARY_FIELDS): unknown => {
    const member = members.get(key);
    return member === undefined ? undefined : plain(member);
  };
  for (const key of ['library', 'distributions', 'version', 'aliases'] as const) {
    const member = members.get(key);
    if (member !== undefined) check(member, LIBRARY_FIELDS[key].shape, problems);
  }
  if (problems.length > before) return [];
  const library = value('library') as string;
  const aliases = value('aliases') as LibraryKnowledge['aliases'];
  const entries = (members.get('entries')?.children ?? []).flatMap((entry) => readEntry(entry, problems));
  return [{ library, distributions: (value('distributions') as readonly string[] | undefined) ?? [library], version: (value('version') as string | undefined) ?? '', ...(aliases === undefined ? {} : { aliases }), entries }];
}

function readEntry(node: Node, problems: Found[]): readonly Api[] {
  const before = problems.length;
  const is = memberOf(node, 'is');
  const kind = is?.type === 'string' ? String(is.value) : null;
  const shape = kind !== null && Object.hasOwn(ENTRY_SHAPES, kind) ? ENTRY_SHAPES[kind as Api['is']] : null;
  if (shape === null) {
    problems.push({ offset: (is ?? node).offset, message: `\`is\` has to be one of ${Object.keys(ENTRY_SHAPES).map((name) => `\`${name}\``).join(', ')}` });
    return [];
  }
  check(node, shape, problems);
  if (problems.length > before) return [];
  const entry = plain(node) as Api;
  problems.push(...entryProblems(entry).map((message) => ({ offset: node.offset, message: `\`${entry.names[0] ?? '?'}\`: ${message}` })));
  return problems.length > before ? [] : [entry];
}

/** Adds what is wrong with the value. */
function check(node: Node, shape: Shape, problems: Found[]): void {
  switch (shape.kind) {
    case 'text':
      return expect(node, node.type === 'string', shape, problems);
    case 'number':
      return expect(node, node.type === 'number', shape, problems);
    case 'switch':
      return expect(node, node.type === 'boolean', shape, problems);
    case 'null':
      return expect(node, node.type === 'null', shape, problems);
    case 'choice':
      return expect(node, node.type === 'string' && shape.values.includes(String(node.value)), shape, problems);
    case 'list':
      if (node.type !== 'array') return expect(node, false, shape, problems);
      return node.children?.forEach((child) => check(child, shape.of, problems));
    case 'tree':
      if (node.type !== 'array') return expect(node, false, shape, problems);
      return node.children?.forEach((child) => check(child, child.type === 'array' ? shape : { kind: 'text' }, problems));
    case 'map':
      if (node.type !== 'object') return expect(node, false, shape, problems);
      return node.children?.forEach((property) => property.children?.[1] !== undefined && check(property.children[1], shape.of, problems));
    case 'object':
      return checkObject(node, shape, problems);
    case 'either':
      return checkEither(node, shape.of, problems);
  }
}

function expect(node: Node, isRight: boolean, shape: Shape, problems: Found[]): void {
  if (!isRight) problems.push({ offset: node.offset, message: `has to be ${describeShape(shape)}` });
}

function checkObject(node: Node, shape: ObjectShape, problems: Found[]): void {
  const members = readMembers(node, { fields: shape.fields, problems });
  for (const [key, member] of members ?? []) {
    const field = shape.fields[key];
    if (field !== undefined) check(member, field.shape, problems);
  }
}

/** What is wrong with the alternative that comes nearest: the one of the same JSON type with the fewest faults. */
function checkEither(node: Node, shapes: readonly Shape[], problems: Found[]): void {
  const tried = shapes.map((shape) => {
    const found: Found[] = [];
    check(node, shape, found);
    return found;
  });
  if (tried.some((found) => found.length === 0)) return;
  const near = tried.filter((found) => found.some(({ offset }) => offset !== node.offset)).sort((a, b) => a.length - b.length)[0];
  if (near === undefined) expect(node, false, { kind: 'either', of: shapes }, problems);
  else problems.push(...near);
}

/** The members of an object by key; null when it is none. Unknown, repeated and missing keys are problems. */
function readMembers(node: Node, { fields, problems }: { readonly fields: Readonly<Record<string, Field>>; readonly problems: Found[] }): ReadonlyMap<string, Node> | null {
  if (node.type !== 'object') {
    problems.push({ offset: node.offset, message: 'has to be an object' });
    return null;
  }
  const members = new Map<string, Node>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) continue;
    const name = String(key.value);
    if (!Object.hasOwn(fields, name)) problems.push({ offset: key.offset, message: `unknown key \`${name}\`${didYouMean(name, Object.keys(fields))}` });
    else if (members.has(name)) problems.push({ offset: key.offset, message: `\`${name}\` is given twice` });
    else members.set(name, value);
  }
  for (const [name, field] of Object.entries(fields)) if (field.isRequired && !members.has(name)) problems.push({ offset: node.offset, message: `\`${name}\` is missing` });
  return members;
}

function memberOf(node: Node, key: string): Node | undefined {
  return node.type === 'object' ? node.children?.find((property) => property.children?.[0]?.value === key)?.children?.[1] : undefined;
}

/** The JSON value; keys that mean something to JavaScript are plain keys. */
function plain(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plain);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries((node.children ?? []).flatMap(({ children }) => (children?.[0] === undefined || children[1] === undefined ? [] : [[String(children[0].value), plain(children[1])] as const])));
}

function placed(text: string, { offset, message }: Found): UserKnowledgeProblem {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1, message };
}
