import type { Audience, Rubric } from '../../../rules/api/checklist/rubric.ts';

/** Returns the rubric without what only instructors see, gates on it included. */
export function shownTo(rubric: Rubric, audience: Audience): Rubric {
  if (audience === 'instructor') return rubric;
  const hidden = new Set(rubric.tests.filter(({ visibility }) => visibility === 'instructor').map(({ id }) => id));
  if (hidden.size === 0) return rubric;
  const { gates, ...rest } = rubric;
  return { ...rest, tests: rubric.tests.filter(({ id }) => !hidden.has(id)), ...(gates === undefined ? {} : { gates: gates.filter(({ on }) => on.kind !== 'test' || !hidden.has(on.id)) }) };
}
