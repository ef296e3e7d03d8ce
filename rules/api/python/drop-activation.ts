/** Edits that take an activation out of a program. */
import type { CodeEdit } from '../python-rule.ts';
import type { Facts } from './facts.ts';
import type { NetworkOutput } from './network-output.ts';
import { moduleOf, type Expression } from './syntax.ts';

/**
 * What is left of the applied activation is what it was applied to; null outside the document, where a layer cannot go, and where
 * several values are returned, as the other may be the one that is meant.
 */
export function dropActivation({ at, inner }: NetworkOutput, facts: Facts): CodeEdit | null {
  const { document } = facts;
  if (moduleOf(at).path !== document.path || at.parent.kind === 'Tuple' || at.parent.kind === 'Dict') return null;
  if (inner !== null) return { document, start: at.start, end: at.end, newText: needsParentheses(inner) ? `(${facts.textOf(inner)})` : facts.textOf(inner) };
  return dropLayer(at, facts);
}

/** Takes a layer out of the arguments of the call around it, with the comma and the blanks before it. */
function dropLayer(at: Expression, { document }: Facts): CodeEdit | null {
  const { parent } = at;
  const siblings = parent.kind === 'Call' ? parent.arguments : parent.kind === 'List' ? parent.elements : [];
  const before = siblings[siblings.indexOf(at) - 1];
  return before === undefined ? null : { document, start: before.end, end: at.end, newText: '' };
}

function needsParentheses({ kind }: Expression): boolean {
  return kind === 'BinOp' || kind === 'UnaryOp' || kind === 'IfExp' || kind === 'Lambda' || kind === 'NamedExpr' || kind === 'Tuple' || kind === 'BoolOp' || kind === 'Compare';
}
