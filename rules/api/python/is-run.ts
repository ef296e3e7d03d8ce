/** What happens when a program itself is run, as against what its functions would do if somebody called them. */
import type { Event } from './event.ts';
import { enclosing } from './syntax.ts';

/** Whether the event, or the first call of the way that leads to it, stands outside of all functions. */
export function isRun({ node, calledFrom }: Event): boolean {
  return enclosing(calledFrom[0] ?? node, ['FunctionDef', 'Lambda']) === null;
}
