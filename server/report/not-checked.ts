/** What was not checked, for people: a check that was cancelled leaves one sentence, not a line for each of thousands of files. */
import type { NotChecked } from '../core/report.ts';
import { counted } from './numbers.ts';

export interface ShownNotChecked {
  /** To be told one by one. */
  readonly named: readonly NotChecked[];
  /** Of all others; null when there is none. */
  readonly sentence: string | null;
}

/** Cancelled files that are named. Own choice: so few are read. */
const FEW = 5;

export function shownNotChecked(notChecked: readonly NotChecked[]): ShownNotChecked {
  const named = notChecked.filter(({ reason }) => reason !== 'cancelled');
  const cancelled = notChecked.length - named.length;
  if (cancelled <= FEW) return { named: notChecked, sentence: null };
  return { named, sentence: `${counted(cancelled, 'file')} not checked (cancelled): the check was cancelled before them; \`--format json\` names them` };
}
