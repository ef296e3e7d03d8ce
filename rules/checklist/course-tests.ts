/** Criteria of a course as tests of a rubric. */
import type { Requirement, RubricTest } from '../api/checklist/rubric.ts';

export interface Criterion {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly description: string;
  readonly requires: Requirement;
}

/** What the course gives pass or fail counts half where it is done by hand only; our own choice, to be decided by the grader. */
const BY_HAND = 0.5;

/** Days a milestone's work stays valid: a term. Own choice. */
const TERM_DAYS = 120;

export function courseTests(section: string, criteria: readonly Criterion[]): readonly RubricTest[] {
  return criteria.map(({ id, title, points, description, requires }) => ({
    id,
    section,
    title,
    description,
    aliases: [],
    points: { manual: points * BY_HAND, automated: points },
    requires,
    manual: { isAllowed: true, maxDays: TERM_DAYS },
    mayNotApply: false,
  }));
}

export function probe(id: string): Requirement {
  return { kind: 'probe', id };
}

export function item(id: string): Requirement {
  return { kind: 'item', id };
}

export function all(...of: readonly Requirement[]): Requirement {
  return { kind: 'all', of };
}

export function any(...of: readonly Requirement[]): Requirement {
  return { kind: 'any', of };
}
