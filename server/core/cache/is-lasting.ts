/** Whether a result is worth keeping. */
import type { NotChecked } from '../report.ts';

/** Why something may be checked the next time though nothing has changed. */
const PASSING: ReadonlySet<NotChecked['reason']> = new Set(['cancelled', 'out-of-time', 'out-of-memory', 'engine-died', 'changed-during-check', 'parser-missing', 'engine-missing', 'internal-error']);

/** False where something was not checked for a reason of the moment. */
export function isLasting(notChecked: readonly NotChecked[]): boolean {
  return !notChecked.some(({ reason }) => PASSING.has(reason));
}
