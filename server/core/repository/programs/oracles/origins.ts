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
      if (nodes > MOST_NODES) return 'skip';
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
    else return at;
  }
  return at;
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
