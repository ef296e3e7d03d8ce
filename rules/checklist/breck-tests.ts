/** The 28 items as tests of a rubric, with the points a version of the paper gives. */
import type { RubricSection, RubricTest } from '../api/checklist/rubric.ts';
import { items } from './items.generated.ts';

/** Four areas of equal weight; the final score is the smallest of their sums. */
export const BRECK_SECTIONS: readonly RubricSection[] = [
  { id: 'data', title: 'Features and data', weight: 1, cap: null },
  { id: 'model', title: 'Model development', weight: 1, cap: null },
  { id: 'infra', title: 'Infrastructure', weight: 1, cap: null },
  { id: 'monitor', title: 'Monitoring', weight: 1, cap: null },
];

export function breckTests(points: RubricTest['points']): readonly RubricTest[] {
  return items.map((item) => ({
    id: item.id,
    section: item.section,
    title: item.title,
    description: item.docs.what,
    aliases: item.aliases,
    points,
    requires: { kind: 'item', id: item.id },
    manual: { isAllowed: true, maxDays: item.attestationDays },
    mayNotApply: true,
  }));
}
