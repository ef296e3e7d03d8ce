/** What must hold for a statement not to be reached, by the conditions of its function alone. */
import type { If, Node, Statement } from '../../../../../rules/api/python/syntax.ts';
import type { Condition } from './conditions.ts';
import { conditionOf } from './conditions.ts';

/** By the nearest `if` around it in its function; null outside of one. */
export function conditionAround(node: Node): Condition | null {
  for (let at: Node = node; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (parent.kind === 'FunctionDef' || parent.kind === 'Lambda' || parent.kind === 'ExceptHandler') return null;
    if (parent.kind === 'If' && at !== parent.test && !isMainName(parent)) return conditionOf(parent.test, isInBody(parent, at));
  }
  return null;
}

/** The same; outside of every `if` by those before it that leave the function: one of them must hold. */
export function conditionAroundOrBefore(node: Node): Condition | null {
  const around = conditionAround(node);
  if (around !== null || node.parent?.kind !== 'FunctionDef') return around;
  const before = node.parent.body.slice(0, node.parent.body.indexOf(node as Statement));
  const leaving = before.flatMap((statement) => (statement.kind === 'If' && statement.orelse.length === 0 && statement.body.at(-1)?.kind === 'Return' ? [conditionOf(statement.test)] : []));
  const [only, ...others] = leaving;
  return only === undefined ? null : others.length === 0 ? only : { kind: 'any', of: leaving };
}

/** `if __name__ == "__main__"` */
function isMainName({ test }: If): boolean {
  return test.kind === 'Compare' && test.left.kind === 'Name' && test.left.id === '__name__';
}

function isInBody({ body }: If, node: Node): boolean {
  const last = body.at(-1);
  return last !== undefined && node.end <= last.end;
}
