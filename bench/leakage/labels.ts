/** Which kind of leak a finding stands for, and how findings compare with the labels written in programs. */

/** Yang et al. (ASE 2022): preprocessing, overlap and multi-test leakage. */
export const KINDS = ['preprocessing', 'overlap', 'multi-test'] as const;
export type Kind = (typeof KINDS)[number];

const KIND_OF_RULE: Readonly<Record<string, Kind>> = {
  'leakage/fit-before-split': 'preprocessing',
  'leakage/fit-on-test': 'preprocessing',
  'leakage/select-features-before-split': 'preprocessing',
  'leakage/global-impute': 'preprocessing',
  'leakage/cv-outside-pipeline': 'preprocessing',
  'leakage/concat-train-test': 'preprocessing',
  'leakage/target-encoding-before-split': 'preprocessing',
  'leakage/text-vocab-on-all-text': 'preprocessing',
  'leakage/resample-before-split': 'overlap',
  'leakage/augment-before-split': 'overlap',
  'leakage/train-test-overlap': 'overlap',
  'leakage/search-on-all-data': 'overlap',
  'evaluation/eval-on-training-rows': 'overlap',
  'leakage/test-set-reuse': 'multi-test',
  'leakage/early-stop-on-test': 'multi-test',
};

/**
 * Returns the kinds named in the first line of a program, or of the first code cell of a notebook (in JSON that line stands in quotes):
 * `# labels: preprocessing overlap`, or `# labels: none`.
 */
export function labelsOf(text: string): ReadonlySet<Kind> {
  const words = /^\s*"?# labels: ([a-z -]*)/m.exec(text)?.[1]?.split(/\s+/) ?? [];
  return new Set(KINDS.filter((kind) => words.includes(kind)));
}

/** Returns the kinds that findings of these rules stand for. */
export function kindsOf(rules: readonly string[]): ReadonlySet<Kind> {
  return new Set(rules.flatMap((rule) => KIND_OF_RULE[rule] ?? []));
}

export interface Judged {
  readonly name: string;
  readonly labels: ReadonlySet<Kind>;
  readonly found: ReadonlySet<Kind>;
}

export interface Quality {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  /** 0..1; 1 when nothing was found. */
  readonly precision: number;
  /** 0..1; 1 when there was nothing to find. */
  readonly recall: number;
}

/** Compares program by program. `any`: whether there is any leak at all. */
export function qualityOf(judged: readonly Judged[], kind: Kind | 'any'): Quality {
  const has = (kinds: ReadonlySet<Kind>): boolean => (kind === 'any' ? kinds.size > 0 : kinds.has(kind));
  const truePositives = judged.filter(({ labels, found }) => has(labels) && has(found)).length;
  const falsePositives = judged.filter(({ labels, found }) => !has(labels) && has(found)).length;
  const falseNegatives = judged.filter(({ labels, found }) => has(labels) && !has(found)).length;
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    precision: truePositives + falsePositives === 0 ? 1 : truePositives / (truePositives + falsePositives),
    recall: truePositives + falseNegatives === 0 ? 1 : truePositives / (truePositives + falseNegatives),
  };
}
