/** How sure something is that rests on several things. */
import type { Confidence } from '../finding.ts';

const SUREST_FIRST: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** Returns the least sure of them; `certain` for none. */
export function weakest(...confidences: readonly Confidence[]): Confidence {
  return SUREST_FIRST[Math.max(0, ...confidences.map((confidence) => SUREST_FIRST.indexOf(confidence)))] ?? 'possible';
}
