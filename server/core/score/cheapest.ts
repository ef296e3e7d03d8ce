/** The next points that cost least. */
import type { Rubric, RubricTest } from '../../../rules/api/checklist/rubric.ts';
import type { Score } from '../../../rules/api/checklist/verdict.ts';
import type { RequirementVerdict } from './judge-requirement.ts';

export interface OpenTest {
  readonly test: RubricTest;
  readonly judged: RequirementVerdict;
  /** Proven points it has. */
  readonly points: number;
}

/**
 * How much work a step is beside the others: a trigger or a flag is a line, a document or a wire some, a check the most. Own choice; only the
 * order matters.
 */
const EFFORT = { repeat: 1, enforce: 1.5, wire: 2, document: 2.5, start: 6 } as const;

/** Steps that are told. */
const SHOWN = 5;

/** @param binding ids of the sections that hold the final score down; empty where every section counts */
export function cheapestSteps(rubric: Pick<Rubric, 'tests'>, { open, binding }: { readonly open: readonly OpenTest[]; readonly binding: readonly string[] }): Score['cheapest'] {
  const steps = open.flatMap(({ test, judged, points }) => {
    if (judged.status === 'not-applicable') return [];
    const gainAll = test.points.automated - points;
    const gainManual = test.manual.isAllowed ? test.points.manual - points : 0;
    const [first, document] = [judged.next[0], judged.next.at(-1)];
    const stage = judged.stage === 'done' || judged.stage === 'document' ? 'start' : judged.stage;
    return [
      ...(gainAll > 0 && first !== undefined ? [{ test, points: gainAll, text: first, cost: EFFORT[stage] / gainAll }] : []),
      ...(gainManual > 0 && document !== undefined && document !== first ? [{ test, points: gainManual, text: document, cost: EFFORT.document / gainManual }] : []),
    ];
  });
  const order = new Map(rubric.tests.map(({ id }, index) => [id, index]));
  const sorted = steps.sort((a, b) => a.cost - b.cost || (order.get(a.test.id) ?? 0) - (order.get(b.test.id) ?? 0));
  const once = sorted.filter(({ test }, index) => sorted.findIndex((other) => other.test.id === test.id) === index);
  const [first, rest] = [once.filter(({ test }) => binding.includes(test.section)), once.filter(({ test }) => !binding.includes(test.section))];
  return [...inTurns(first, binding), ...rest].slice(0, SHOWN).map(({ test, points, text }) => ({ test: test.id, points: Math.round(points * 100) / 100, text }));
}

/** Sections that hold the score down together must all rise, so each gets its turn. */
function inTurns<T extends { readonly test: RubricTest }>(steps: readonly T[], sections: readonly string[]): readonly T[] {
  const turnOf = (step: T): number => steps.filter(({ test }) => test.section === step.test.section).indexOf(step);
  return steps.toSorted((a, b) => turnOf(a) - turnOf(b) || sections.indexOf(a.test.section) - sections.indexOf(b.test.section));
}
