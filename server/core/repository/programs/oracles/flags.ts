/**
 * Conditions that only ask what was noted before: a list of errors, a flag, what a function of the project says. They become the conditions
 * under which something was noted. What cannot be followed stays as it is.
 */
import { walk } from '../../../../../rules/api/python/children.ts';
import { assignedValue } from '../../../../../rules/api/python/name-value.ts';
import type { Call, Expression, FunctionDef, Module, Name, Node, Return } from '../../../../../rules/api/python/syntax.ts';
import { enclosing, moduleOf } from '../../../../../rules/api/python/syntax.ts';
import type { ProgramView } from '../program-view.ts';
import { conditionAround, conditionAroundOrBefore } from './around.ts';
import type { Comparison, Condition } from './conditions.ts';
import { conditionOf } from './conditions.ts';
import { sourceOf } from './origins.ts';

/** Own choices: flags of flags are rare, and a dozen notes say what hundred do. */
const MOST_DEPTH = 4;
const MOST_NOTES = 24;

export function withNotes(condition: Condition, following: Following): Condition {
  if (following.depth > MOST_DEPTH) return condition;
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind: condition.kind, of: condition.of.map((part) => withNotes(part, following)) };
    case 'comparison': {
      const asked = emptiness(condition);
      return (asked === null ? null : noted(asked.of, { ...following, isNegated: asked.isNegated })) ?? condition;
    }
    case 'truth':
      return noted(condition.expression, { ...following, isNegated: condition.isNegated }) ?? condition;
  }
}

export interface Following {
  readonly view: ProgramView;
  /** Whether functions of the project are looked into; what a test asserts of them is its own affair. */
  readonly calls: 'followed' | 'left';
  readonly depth: number;
}

interface Asked extends Following {
  /** Whether it must be empty, zero or false. */
  readonly isNegated: boolean;
}

function deeper<T extends Following>(asked: T): T {
  return { ...asked, depth: asked.depth + 1 };
}

/** `len(errors) == 0`, `failures > 0`. */
function emptiness({ left, operator, right }: Comparison): { readonly of: Expression; readonly isNegated: boolean } | null {
  const isZero = right?.kind === 'Constant' && right.value === 0;
  const isOne = right?.kind === 'Constant' && right.value === 1;
  const isEmptyList = right?.kind === 'List' && right.elements.length === 0;
  if (!isZero && !isEmptyList && !(isOne && (operator === '<' || operator === '>='))) return null;
  const isNegated = operator === '==' || operator === '<=' || operator === '<';
  if (!isNegated && !/^(?:!=|>|>=)$/u.test(operator)) return null;
  const isLength = left.kind === 'Call' && left.callee.kind === 'Name' && left.callee.id === 'len' && left.arguments.length === 1;
  return { of: isLength ? (left.arguments[0] ?? left) : left, isNegated };
}

function noted(expression: Expression, asked: Asked): Condition | null {
  if (expression.kind === 'Name') return ofSource(expression, asked) ?? ofNotes(expression, asked);
  if (expression.kind === 'ListComp' || expression.kind === 'SetComp' || expression.kind === 'DictComp') return ofFilter(expression, asked);
  if (expression.kind !== 'Call') return null;
  const { callee } = expression;
  const [first] = expression.arguments;
  if (callee.kind === 'Name' && first !== undefined && ((callee.id === 'any' && asked.isNegated) || (callee.id === 'all' && !asked.isNegated))) return ofMembers(first, asked);
  return ofCall(expression, asked, null);
}

/** What the name was assigned, where that is a condition, a filter or a call. */
function ofSource(name: Name, asked: Asked): Condition | null {
  const assigned = assignedValue(name);
  if (assigned !== null && assigned.index !== null) return assigned.expression.kind === 'Call' ? ofCall(assigned.expression, asked, assigned.index) : null;
  const source = sourceOf(name);
  if (source.kind === 'Compare' || source.kind === 'BoolOp' || source.kind === 'UnaryOp') return withNotes(conditionOf(source, asked.isNegated), deeper(asked));
  return source.kind === 'Name' ? null : noted(source, deeper(asked));
}

/** `[name for name in scores if scores[name] < 0.7]` must be empty. */
function ofFilter({ generators }: Extract<Expression, { kind: 'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp' }>, { isNegated }: Asked): Condition | null {
  const filters = generators.flatMap(({ ifs }) => ifs);
  return isNegated && filters.length > 0 ? joined(filters.map((filter) => conditionOf(filter, true))) : null;
}

/** Arguments of `any` and `all`. */
function ofMembers(members: Expression, asked: Asked): Condition | null {
  const { isNegated, view } = asked;
  if (members.kind === 'GeneratorExp' || members.kind === 'ListComp' || members.kind === 'SetComp') return conditionOf(members.element, isNegated);
  const isValues = members.kind === 'Call' && members.callee.kind === 'Attribute' && members.callee.attribute === 'values';
  const of = isValues && members.callee.kind === 'Attribute' ? members.callee.value : members;
  const source = of.kind === 'Name' ? sourceOf(of) : of;
  const written = source.kind === 'List' || source.kind === 'Tuple' ? source.elements : source.kind === 'Dict' ? source.items.map(({ value }) => value) : [];
  const added = of.kind === 'Name' ? notesOf(of, view).flatMap(({ kind, value }) => (kind === 'add' && value !== null ? [value] : [])) : [];
  const parts = [...written, ...added].filter(({ kind }) => kind !== 'Constant').map((value) => withNotes(conditionOf(value, isNegated), deeper(asked)));
  if (parts.length > 0) return joined(parts);
  return source.kind === 'ListComp' || source.kind === 'GeneratorExp' ? conditionOf(source.element, isNegated) : source.kind === 'DictComp' ? conditionOf(source.value, isNegated) : null;
}

/** Conditions of what changes a name to what it must not be. */
function ofNotes(name: Name, asked: Asked): Condition | null {
  const { isNegated, view } = asked;
  const parts = notesOf(name, view).flatMap(({ kind, node, value }): readonly Condition[] => {
    if (kind === 'add' && !isNegated) return [];
    if (value !== null && value.kind !== 'Constant' && kind === 'assign') {
      if (value.kind === 'Compare' || value.kind === 'BoolOp' || value.kind === 'UnaryOp') return [conditionOf(value, isNegated)];
      const filtered = value.kind === 'ListComp' ? ofFilter(value, asked) : null;
      if (filtered !== null) return [filtered];
    }
    if (kind === 'assign' && (value?.kind !== 'Constant' || Boolean(value.value) !== isNegated)) return [];
    const around = conditionAround(node);
    return around === null ? [] : [around];
  });
  return joined(parts.map((part) => (part.kind === 'truth' ? part : withNotes(part, deeper(asked)))));
}

/** What a function of the project says: conditions of the values it returns. */
function ofCall(call: Call, asked: Asked, index: number | null): Condition | null {
  const { isNegated, view, calls, depth } = asked;
  if (calls === 'left') return null;
  const [target, ...others] = view.calleesOf(call).targets;
  if (target === undefined || others.length > 0 || depth >= MOST_DEPTH) return null;
  const parts = returnsIn(target).flatMap((each): readonly Condition[] => {
    const value = index === null ? each.value : each.value?.kind === 'Tuple' ? (each.value.elements[index] ?? null) : null;
    if (value === null) return [];
    if (isWritten(value)) {
      const around = isTruthy(value) === isNegated ? conditionAroundOrBefore(each) : null;
      return around === null ? [] : [around];
    }
    const condition = conditionOf(value, isNegated);
    const further = withNotes(condition, deeper(asked));
    return value.kind === 'Compare' || value.kind === 'BoolOp' || value.kind === 'UnaryOp' || further !== condition ? [further] : [];
  });
  return joined(parts.map((part) => withNotes(part, deeper(asked))));
}

function isWritten({ kind }: Expression): boolean {
  return kind === 'Constant' || kind === 'JoinedStr' || kind === 'List' || kind === 'Dict' || kind === 'Tuple';
}

function isTruthy(value: Expression): boolean {
  if (value.kind === 'List' || value.kind === 'Tuple') return value.elements.length > 0;
  if (value.kind === 'Dict') return value.items.length > 0;
  return value.kind !== 'Constant' || Boolean(value.value);
}

export function returnsIn(target: FunctionDef): readonly Return[] {
  const found: Return[] = [];
  for (const statement of target.body) {
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef' || node.kind === 'ClassDef' || node.kind === 'Lambda') return 'skip';
      if (node.kind === 'Return') found.push(node);
      return undefined;
    });
  }
  return found;
}

function joined(parts: readonly Condition[]): Condition | null {
  const [only, ...others] = parts.slice(0, MOST_NOTES);
  return only === undefined ? null : others.length === 0 ? only : { kind: 'all', of: [only, ...others] };
}

interface Note {
  readonly kind: 'assign' | 'add';
  readonly node: Node;
  readonly value: Expression | null;
}

/** Everything its function does to a name. */
function notesOf(name: Name, view: ProgramView): readonly Note[] {
  const scope = enclosing(name, ['FunctionDef']) ?? moduleOf(name);
  const cache = view.once(emptyCache);
  const known = cache.get(scope) ?? notesIn(scope);
  cache.set(scope, known);
  return (known.get(name.id) ?? []).slice(0, MOST_NOTES);
}

type Scope = FunctionDef | Module;

function emptyCache(): Map<Scope, ReadonlyMap<string, readonly Note[]>> {
  return new Map();
}

const ADDING: ReadonlySet<string> = new Set(['append', 'add', 'extend', 'insert', 'update', 'setdefault']);

function notesIn(scope: Scope): ReadonlyMap<string, readonly Note[]> {
  const found = new Map<string, Note[]>();
  const note = (target: Node, given: Note): void => {
    const isItem = target.kind === 'Subscript';
    const of = isItem ? target.value : target;
    if (of.kind !== 'Name') return;
    const known = found.get(of.id);
    const own: Note = isItem ? { ...given, kind: 'add' } : given;
    if (known === undefined) found.set(of.id, [own]);
    else known.push(own);
  };
  for (const statement of scope.body) {
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef' || node.kind === 'ClassDef' || node.kind === 'Lambda') return 'skip';
      if (node.kind === 'Assign') for (const target of node.targets) note(target, { kind: 'assign', node, value: node.value });
      else if (node.kind === 'AnnAssign') note(node.target, { kind: 'assign', node, value: node.value });
      else if (node.kind === 'AugAssign') note(node.target, node.operator === '&' || node.operator === '|' ? { kind: 'assign', node, value: node.value } : { kind: 'add', node, value: node.value });
      else if (node.kind === 'Call' && node.callee.kind === 'Attribute' && ADDING.has(node.callee.attribute)) note(node.callee.value, { kind: 'add', node, value: node.arguments[0] ?? null });
      return undefined;
    });
  }
  return found;
}
