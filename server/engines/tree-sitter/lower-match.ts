/** `match` statements. Of patterns only the names they bind are kept. */
import type { Expression, Match, MatchCase } from '../../../rules/api/python/syntax.ts';
import { lowerExpression, lowerOptional, lowerPart } from './lower-expression.ts';
import { bodyOf, endOfBody } from './lower-compound.ts';
import { childOfKind, endOf, hasToken, kindOf, nextOf, NOWHERE, partsOf, spanOf, startOf, textBetween, textOf, type Lowering } from './lowering.ts';

export function lowerMatch(l: Lowering, index: number): Match {
  const parts = partsOf(l, index);
  const block = parts.find((part) => kindOf(l, part) === 'block');
  const cases = block === undefined ? [] : partsOf(l, block).filter((part) => kindOf(l, part) === 'case_clause');
  const lowered = cases.map((part) => lowerCase(l, part));
  return {
    kind: 'Match',
    ...spanOf(l, index),
    end: lowered.at(-1)?.end ?? endOf(l, index),
    subject: lowerSubject(l, index, parts.filter((part) => part !== block)),
    cases: lowered,
  };
}

function lowerSubject(l: Lowering, index: number, subjects: readonly number[]): Expression {
  const [first] = subjects;
  const last = subjects.at(-1);
  if (first === undefined || last === undefined || !hasToken(l, index, '$,')) return lowerOptional(l, first, endOf(l, index));
  const comma = /^[^\S\n]*,/.exec(textBetween(l, endOf(l, last), endOf(l, index)))?.[0].length ?? 0;
  return { kind: 'Tuple', start: startOf(l, first), end: endOf(l, last) + comma, parent: NOWHERE, elements: subjects.map((part) => lowerExpression(l, part)) };
}

function lowerCase(l: Lowering, index: number): MatchCase {
  const guard = childOfKind(l, index, 'if_clause');
  const body = bodyOf(l, index);
  const bindings = partsOf(l, index).flatMap((part) => (kindOf(l, part) === 'case_pattern' ? bindingsOf(l, part) : []));
  return {
    kind: 'MatchCase',
    ...spanOf(l, index),
    end: endOfBody(body, endOf(l, index)),
    bindings: [...new Set(bindings)],
    guard: guard === null ? null : lowerPart(l, guard, 0),
    body,
  };
}

/** Names a pattern binds, in order. Dotted names and classes are looked up, not bound. */
function bindingsOf(l: Lowering, pattern: number): readonly string[] {
  const found: string[] = [];
  const looked = new Set<number>();
  for (let at = pattern; at < nextOf(l, pattern); at += 1) {
    const kind = kindOf(l, at);
    const parts = BINDING.has(kind) ? partsOf(l, at) : [];
    const [first] = parts;
    const last = parts.at(-1);
    if (first === undefined || last === undefined) continue;
    if (kind === 'class_pattern') looked.add(first);
    else if (kind !== 'dotted_name') found.push(textOf(l, last));
    else if (parts.length === 1 && !looked.has(at)) found.push(textOf(l, first));
  }
  return found.filter((name) => name !== '_');
}

const BINDING: ReadonlySet<string> = new Set(['class_pattern', 'dotted_name', 'as_pattern', 'splat_pattern']);
