import type { FoundCheck } from '../../api/checklist/check.ts';
import type { Probe } from '../../api/checklist/probe.ts';
import type { Outcome } from '../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import { COMPARISON, WITH_ITSELF } from '../finders/monitor-2/drift.ts';
import { every, no } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'reference-valid',
  number: 'P23',
  question: 'Is new data compared with other, earlier data?',
  answer: ({ found: { checks } }) => every(checks.filter(({ items, text }) => items.includes('monitor-2') && text.endsWith(COMPARISON)), sidesOf, ({ at, text }) => ({ at, text })),
};

/** Rows that were split off the reference differ from it by chance alone. */
function sidesOf({ at, isReal, data }: FoundCheck): Outcome {
  if (isReal.links.some(({ text }) => text.startsWith(WITH_ITSELF))) return no(isReal.links);
  if (data === 'test' || data === 'train') return no([{ at, text: `the new rows are rows for ${data === 'test' ? 'testing' : 'training'}, split off the same data` }]);
  return data === 'served' ? YES : UNKNOWN;
}
