/** Arguments of a call as they are written. */
import type { Call, Expression } from './syntax.ts';

/** What a parameter is given: by keyword, else by position; null when left out or when starred arguments may hide it. */
export function writtenArgument(call: Call, parameter: { readonly name: string; readonly position: number | null }): Expression | null {
  const named = call.keywords.find(({ name }) => name === parameter.name);
  if (named !== undefined) return named.value;
  if (parameter.position === null || call.arguments.slice(0, parameter.position + 1).some(({ kind }) => kind === 'Starred')) return null;
  return call.arguments[parameter.position] ?? null;
}

/** True when `*args` or `**kwargs` may give parameters that are not seen. */
export function hidesArguments(call: Call): boolean {
  return call.keywords.some(({ name }) => name === null) || call.arguments.some(({ kind }) => kind === 'Starred');
}
