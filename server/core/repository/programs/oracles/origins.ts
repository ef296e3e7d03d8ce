/** Where the values of a condition come from: calls, names and parameters, followed through assignments of the same function. */
import { walk } from '../../../../../rules/api/python/children.ts';
import { assignedValue } from '../../../../../rules/api/python/name-value.ts';
import { enclosing } from '../../../../../rules/api/python/syntax.ts';
import type { Call, Expression, FunctionDef, Name, Node } from '../../../../../rules/api/python/syntax.ts';
import type { ProgramView } from '../program-view.ts';

export interface Origins {
  readonly calls: readonly Call[];
  /** Names of variables, attributes and constant keys. */
  readonly words: readonly string[];
  /** Parameters of the function around it. */
  readonly parameters: readonly string[];
}

/** Assignments followed from one condition. Own choice. */
const MOST_ASSIGNMENTS = 40;
/** Nodes looked at for one condition. Own choice. */
const MOST_NODES = 4_000;

export function originsOf(expressions: readonly Expression[], view: ProgramView): Origins {
  const calls = new Set<Call>();
  const words = new Set<string>();
  const parameters = new Set<string>();
  const followed = new Set<Expression>();
  const waiting: { readonly expression: Expression; readonly isDirect: boolean }[] = expressions.map((expression) => ({ expression, isDirect: true }));
  let nodes = 0;
  for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
    const { isDirect } = task;
    walk(task.expression, (node) => {
      nodes += 1;
      if (nodes > MOST_NODES || isLongLiteral(node)) return 'skip';
      if (node.kind === 'Call') calls.add(node);
      else if (node.kind === 'Attribute' && isDirect && !isCalled(node)) words.add(node.attribute);
      else if (node.kind === 'Constant' && isDirect && node.parent.kind === 'Subscript' && typeof node.value === 'string') words.add(node.value);
      else if (node.kind === 'Name' && !isCalled(node)) {
        if (isDirect) words.add(node.id);
        if (isParameter(node)) parameters.add(node.id);
        if (followed.size < MOST_ASSIGNMENTS) {
          for (const value of assignedTo(node, view)) {
            if (followed.has(value)) continue;
            followed.add(value);
            waiting.push({ expression: value, isDirect: false });
          }
        }
      }
      return undefined;
    });
  }
  return { calls: [...calls], words: [...words], parameters: [...parameters] };
}

/** Tables written out hold nothing that comes from elsewhere. */
function isLongLiteral(node: Node): boolean {
  if (node.kind === 'List' || node.kind === 'Tuple' || node.kind === 'Set') return node.elements.length > LONGEST_LITERAL;
  return node.kind === 'Dict' && node.items.length > LONGEST_LITERAL;
}

/** Own choice. */
const LONGEST_LITERAL = 500;

function isCalled(node: Node): boolean {
  return node.parent?.kind === 'Call' && node.parent.callee === node;
}

/** What a name was last assigned; where ways differ, all that is assigned to it in the same function. */
export function assignedTo(name: Name, view: ProgramView): readonly Expression[] {
  const last = assignedValue(name);
  if (last !== null) return [last.expression];
  const around = enclosing(name, ['FunctionDef']);
  const definitions = view.facts.names.bindingOf(name)?.definitions ?? [];
  return definitions.flatMap(({ node }) => {
    if (enclosing(node, ['FunctionDef']) !== around) return [];
    const { parent } = node;
    if (parent?.kind === 'Assign' || parent?.kind === 'AugAssign') return [parent.value];
    if ((parent?.kind === 'For' || parent?.kind === 'ComprehensionFor') && parent.target === node) return [parent.iter];
    if (parent?.kind === 'Tuple' && parent.parent.kind === 'Assign') return [parent.parent.value];
    return [];
  });
}

function isParameter(name: Name): boolean {
  const around = enclosing(name, ['FunctionDef']);
  return around !== null && around.parameters.some((parameter) => parameter.name === name.id);
}

/** The expression a value was made by: names followed as long as each was assigned once on every way. */
export function sourceOf(expression: Expression): Expression {
  let at = expression;
  for (let steps = 0; steps < 12; steps += 1) {
    if (at.kind === 'Name') {
      const assigned = assignedValue(at);
      if (assigned === null || assigned.index !== null) return at;
      at = assigned.expression;
    } else if (at.kind === 'Await') at = at.value;
    else if (at.kind === 'Attribute') {
      const made = madeInSetUp(at);
      if (made === null) return at;
      at = made;
    } else return at;
  }
  return at;
}

const SET_UP: ReadonlySet<string> = new Set(['setUp', 'setUpClass', 'asyncSetUp', 'setup_method', 'setup_class', 'setup']);

/** UTF-16 units of a class that is searched for each attribute. Own choice. */
const LARGEST_CLASS = 60_000;

/** What `self.model` is given before each test, where nothing else in the class gives it a value. */
function madeInSetUp({ value, attribute, parent }: Extract<Expression, { kind: 'Attribute' }>): Expression | null {
  if (value.kind !== 'Name' || value.id !== 'self') return null;
  let around: Node | null = parent;
  while (around !== null && around.kind !== 'ClassDef') around = around.parent;
  if (around === null || around.end - around.start > LARGEST_CLASS || !around.body.some((member) => member.kind === 'FunctionDef' && SET_UP.has(member.name))) return null;
  const given: { readonly expression: Expression | null; readonly inside: string }[] = [];
  for (const member of around.body) {
    if (member.kind !== 'FunctionDef') continue;
    walk(member, (node) => {
      if (node.kind !== 'Attribute' || node.attribute !== attribute || node.value.kind !== 'Name' || node.value.id !== 'self') return;
      if (node.parent.kind === 'Assign' && node.parent.targets.includes(node)) given.push({ expression: node.parent.targets.length === 1 ? node.parent.value : null, inside: member.name });
      else if (node.parent.kind === 'AugAssign' || node.parent.kind === 'Delete' || node.parent.kind === 'Tuple' || node.parent.kind === 'For' || node.parent.kind === 'With') given.push({ expression: null, inside: member.name });
    });
  }
  const [only, ...others] = given;
  return only !== undefined && others.length === 0 && SET_UP.has(only.inside) ? only.expression : null;
}

/** Canonical names of calls, functions of the project by their id, `.name` for methods of something unknown. */
export function judgedNames(calls: readonly Call[], view: ProgramView): readonly string[] {
  const names = new Set<string>();
  for (const call of calls) {
    const { name, targets } = view.calleesOf(call);
    const ids = targets.flatMap((target: FunctionDef) => view.idOf(target) ?? []);
    if (ids.length > 0) for (const id of ids) names.add(id);
    else if (name !== null) names.add(name);
    else if (call.callee.kind === 'Attribute') names.add(`.${call.callee.attribute}`);
  }
  return [...names];
}
