/** From points of tests to sections, the final score and its band. Pure arithmetic, the same for every rubric. */
import type { Rubric, RubricSection } from '../../../rules/api/checklist/rubric.ts';
import type { Score, SectionVerdict, TestVerdict } from '../../../rules/api/checklist/verdict.ts';

export interface ScoredTest {
  readonly section: string;
  readonly verdict: TestVerdict;
  /** Points of the test at most. */
  readonly most: number;
}

export function addUp(rubric: Rubric, tests: readonly ScoredTest[]): Omit<Score, 'cheapest'> {
  const sections = rubric.sections.map((section) => sectionVerdict(section, tests.filter((test) => test.section === section.id)));
  const weights = rubric.sections.map(({ weight }) => weight);
  const final = (values: readonly number[]): number => rounded(combine(rubric.final, { values, weights }));
  const proven = final(sections.map((section) => section.proven));
  return {
    rubric: { id: rubric.id, version: rubric.version, title: rubric.title },
    score: {
      proven,
      attested: final(sections.map((section) => section.attested)),
      claimed: final(sections.map((section) => section.claimed)),
      adjusted: final(sections.map((section) => section.adjusted)),
    },
    band: bandOf(rubric, proven),
    bindingSection: rubric.final === 'min' ? (sections.find((section) => section.proven === proven)?.id ?? null) : null,
    sections,
  };
}

/** Returns the name of the total; empty when the rubric names none. */
export function bandOf({ bands }: Pick<Rubric, 'bands'>, total: number): string {
  return bands.find(({ upTo }) => total <= upTo)?.title ?? '';
}

function sectionVerdict({ id, title, cap }: RubricSection, tests: readonly ScoredTest[]): SectionVerdict {
  const sum = (of: (test: ScoredTest) => number): number => tests.reduce((total, test) => total + of(test), 0);
  const capped = (value: number): number => rounded(cap === null ? value : Math.min(cap, value));
  const all = sum(({ most }) => most);
  const applicable = sum(({ most, verdict }) => (verdict.status === 'not-applicable' ? 0 : most));
  const proven = sum(({ verdict }) => verdict.points);
  return {
    id,
    title,
    proven: capped(proven),
    attested: capped(sum(({ verdict }) => verdict.attested)),
    claimed: capped(sum(({ verdict }) => verdict.claimed)),
    adjusted: capped(applicable === 0 ? 0 : (proven * all) / applicable),
    tests: tests.map(({ verdict }) => verdict),
  };
}

function combine(final: Rubric['final'], { values, weights }: { readonly values: readonly number[]; readonly weights: readonly number[] }): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (final) {
    case 'min':
      return values.length === 0 ? 0 : Math.min(...values);
    case 'sum':
      return sum;
    case 'mean':
      return values.length === 0 ? 0 : sum / values.length;
    case 'weighted': {
      const weight = weights.reduce((total, value) => total + value, 0);
      return weight === 0 ? 0 : values.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0) / weight;
    }
  }
}

/** To hundredths, so that sums of halves and means print as people write them. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
