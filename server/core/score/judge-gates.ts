/** Gates: bounds of a rubric that let the run fail. */
import type { Gate, Rubric } from '../../../rules/api/checklist/rubric.ts';
import type { Score } from '../../../rules/api/checklist/verdict.ts';

export interface GateVerdict {
  readonly gate: Gate;
  /** Points there are. */
  readonly has: number;
  readonly isMet: boolean;
}

export function judgeGates({ gates = [] }: Pick<Rubric, 'gates'>, score: Pick<Score, 'score' | 'sections'>): readonly GateVerdict[] {
  return gates.map((gate) => {
    const has = pointsOf(gate, score);
    return { gate, has, isMet: has >= gate.atLeast };
  });
}

function pointsOf({ on, of }: Gate, { score, sections }: Pick<Score, 'score' | 'sections'>): number {
  switch (on.kind) {
    case 'score':
      return score[of];
    case 'section':
      return sections.find(({ id }) => id === on.id)?.[of] ?? 0;
    case 'test': {
      const test = sections.flatMap(({ tests }) => tests).find(({ id }) => id === on.id);
      return test?.[of === 'proven' ? 'points' : of] ?? 0;
    }
  }
}
