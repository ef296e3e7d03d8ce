/** setup.py: literal lists given to `setup(...)`, found in the syntax tree. It is never run. */
import { walk } from '../../../../../rules/api/python/children.ts';
import type { Call, Expression, Module, Statement } from '../../../../../rules/api/python/syntax.ts';
import { lineIndexOf } from '../../line-index.ts';
import type { PythonParser } from '../../parser.ts';
import { declaring, type ManifestFile, type ManifestProblem, type Reading, type Declared } from './manifest.ts';
import { parseRequirement } from './requirement.ts';

interface Collected {
  readonly path: string;
  readonly lineOf: (node: { readonly start: number }) => number;
  readonly named: ReadonlyMap<string, Expression>;
  readonly dependencies: Declared[];
  readonly problems: ManifestProblem[];
}

export function readSetupPy({ path, text }: ManifestFile, parser: PythonParser): Reading {
  const { body } = parser.parse(text, 0);
  const lines = lineIndexOf(text);
  const reading: Collected = { path, lineOf: ({ start }) => lines.positionAt(start).line, named: assignedOnce(body), dependencies: [], problems: [] };
  for (const call of setupCalls(body)) {
    for (const { name, value } of call.keywords) {
      if (name === 'install_requires') readList(reading, value, null);
      else if (name === 'tests_require') readList(reading, value, 'test');
      else if (name === 'extras_require') readGroups(reading, value);
      else if (name === null) reading.problems.push({ line: reading.lineOf(value), message: 'arguments of `setup` are computed' });
    }
  }
  return declaring(path, reading.dependencies, reading.problems);
}

function setupCalls(body: readonly Statement[]): readonly Call[] {
  const calls: Call[] = [];
  const root: Module = { kind: 'Module', start: 0, end: 0, parent: null, path: '', projectPath: '', body };
  walk(root, (node) => {
    if (node.kind !== 'Call') return;
    const { callee } = node;
    const name = callee.kind === 'Name' ? callee.id : callee.kind === 'Attribute' ? callee.attribute : '';
    if (name === 'setup') calls.push(node);
  });
  return calls;
}

/** Module variables with one assignment. */
function assignedOnce(body: readonly Statement[]): ReadonlyMap<string, Expression> {
  const values = new Map<string, Expression | null>();
  for (const statement of body) {
    if (statement.kind === 'AugAssign' && statement.target.kind === 'Name') values.set(statement.target.id, null);
    if (statement.kind !== 'Assign') continue;
    for (const target of statement.targets) {
      if (target.kind === 'Name') values.set(target.id, values.has(target.id) ? null : statement.value);
    }
  }
  return new Map([...values].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])));
}

function literal(reading: Collected, value: Expression): Expression {
  return value.kind === 'Name' ? (reading.named.get(value.id) ?? value) : value;
}

function readList(reading: Collected, value: Expression, group: string | null): void {
  const list = literal(reading, value);
  const items = list.kind === 'List' || list.kind === 'Tuple' || list.kind === 'Set' ? list.elements : null;
  if (items === null) {
    const lines = list.kind === 'Constant' && typeof list.value === 'string' ? list.value.split('\n') : null;
    if (lines === null) reading.problems.push({ line: reading.lineOf(value), message: 'a list of requirements is computed' });
    for (const line of lines ?? []) readItem(reading, { text: line, at: list, group });
    return;
  }
  for (const item of items) {
    const text = literal(reading, item);
    if (text.kind === 'Constant' && typeof text.value === 'string') readItem(reading, { text: text.value, at: item, group });
    else reading.problems.push({ line: reading.lineOf(item), message: 'a requirement is computed' });
  }
}

function readItem(reading: Collected, { text, at, group }: { readonly text: string; readonly at: Expression; readonly group: string | null }): void {
  if (text.trim() === '') return;
  const requirement = parseRequirement(text);
  if (requirement === null) reading.problems.push({ line: reading.lineOf(at), message: `\`${text.slice(0, 40)}\` is not a requirement` });
  else reading.dependencies.push({ ...requirement, path: reading.path, line: reading.lineOf(at), group });
}

function readGroups(reading: Collected, value: Expression): void {
  const groups = literal(reading, value);
  if (groups.kind !== 'Dict') {
    reading.problems.push({ line: reading.lineOf(value), message: 'the extras are computed' });
    return;
  }
  for (const { key, value: list } of groups.items) {
    const group = key?.kind === 'Constant' && typeof key.value === 'string' ? key.value : 'extra';
    readList(reading, list, group);
  }
}
