/** Calls and fixtures of a file by name, looked up once. */
import type { Facts } from '../../api/python/facts.ts';
import type { Call, FunctionDef } from '../../api/python/syntax.ts';

/** Own choice. */
const MOST_CALLERS = 10;

/** The first calls by the last part of what is called, in order. */
export function callsByName(facts: Facts): ReadonlyMap<string, readonly Call[]> {
  const found = new Map<string, Call[]>();
  for (const call of facts.nodes('Call')) {
    const { callee } = call;
    const name = callee.kind === 'Name' ? callee.id : callee.kind === 'Attribute' ? callee.attribute : null;
    if (name === null) continue;
    const known = found.get(name);
    if (known === undefined) found.set(name, [call]);
    else if (known.length < MOST_CALLERS) known.push(call);
  }
  return found;
}

/** Fixtures of pytest of the file; the first of a name. */
export function fixturesByName(facts: Facts): ReadonlyMap<string, FunctionDef> {
  const found = new Map<string, FunctionDef>();
  for (const statement of facts.document.module.body) {
    if (statement.kind !== 'FunctionDef' || found.has(statement.name)) continue;
    if (statement.decorators.some((decorator) => /fixture/.test(facts.textOf(decorator)))) found.set(statement.name, statement);
  }
  return found;
}
