/** Dotted names of decorators and other expressions. */
import type { Expression } from '../../../../rules/api/python/syntax.ts';
import type { ProgramView } from './program-view.ts';

/** Canonical where it goes back to an import, else as written: `app.route`, `property`. */
export function decoratorName(decorator: Expression, view: ProgramView): string | null {
  const named = decorator.kind === 'Call' ? decorator.callee : decorator;
  const canonical = view.facts.names.qualifiedName(named);
  if (canonical !== null) return canonical;
  if (decorator.kind === 'Call') {
    const called = view.nameOf(decorator);
    if (called !== null) return called;
  }
  const value = view.facts.valueOf(named);
  if (value?.kind === 'callable' && value.name !== null) return value.name;
  return dottedName(named);
}

/** `a.b.c` as written; null for anything else. */
export function dottedName(expression: Expression): string | null {
  const parts: string[] = [];
  let at = expression;
  for (; at.kind === 'Attribute'; at = at.value) parts.push(at.attribute);
  return at.kind === 'Name' ? [at.id, ...parts.reverse()].join('.') : null;
}
