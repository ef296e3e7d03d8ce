/** Trainings in a loop that must all agree. */
import { walk } from '../../../api/python/children.ts';
import type { FoundCheck } from '../../../api/checklist/check.ts';
import type { Call, Node } from '../../../api/python/syntax.ts';
import { moduleOf } from '../../../api/python/syntax.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { isTraining, shown } from './trainings.ts';

const AGREES = /^(?:max|min|set|all|len|equal|allclose|array_equal|isclose|std|ptp|nunique)$/;

/** `scores = [train(frame, seed=1) for _ in range(3)]`, and all of them must agree. */
export function repeatedIn({ facts }: CodeRequest, judged: Judged): readonly FoundCheck[] {
  const { condition, oracle, cone } = judged;
  const isEqual = condition.some((root) => {
    let found = false;
    walk(root, (node) => {
      if (node.kind === 'Compare' && node.operators.some((operator) => operator === '==' || operator === '!=')) found = true;
      if (node.kind === 'Call' && AGREES.test(lastName(node))) found = true;
    });
    return found;
  });
  if ((!isEqual && oracle.kind !== 'testing') || condition.some((node) => node.kind === 'UnaryOp' && node.operator === 'not' && oracle.kind === 'assert')) return [];
  const again = cone.calls.find(({ call, name, target }) => {
    if (moduleOf(call) !== facts.document.module || !isTraining(facts, { call, name, target })) return false;
    const turns = turnsAround(call);
    return turns !== null && !usesName(call, turns.names);
  });
  if (again === undefined) return [];
  return [{ items: ['infra-1'], at: judged.at, text: `what repeated calls of \`${shown(facts, again)}\` give is compared`, isReal: judged.isReal, data: 'unknown', ranBy: { kind: 'function', id: judged.id } }];
}

function lastName({ callee }: Call): string {
  return callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
}

/** The loop or comprehension over `range(2)` or more around a call, with the names it binds. */
function turnsAround(call: Call): { readonly names: ReadonlySet<string> } | null {
  for (let at: Node | null = call.parent; at !== null && at.kind !== 'FunctionDef' && at.kind !== 'Module'; at = at.parent) {
    const turns = at.kind === 'For' ? [{ iter: at.iter, target: at.target }] : at.kind === 'ListComp' || at.kind === 'GeneratorExp' || at.kind === 'SetComp' ? at.generators : [];
    const own = turns.find(({ iter }) => iter.kind === 'Call' && lastName(iter) === 'range' && !(iter.arguments.length === 1 && iter.arguments[0]?.kind === 'Constant' && iter.arguments[0].value === 1));
    if (own !== undefined) return { names: new Set(own.target.kind === 'Name' ? [own.target.id] : []) };
  }
  return null;
}

function usesName(call: Call, names: ReadonlySet<string>): boolean {
  let uses = false;
  for (const argument of [...call.arguments, ...call.keywords]) walk(argument, (node) => void (node.kind === 'Name' && names.has(node.id) && (uses = true)));
  return uses;
}
