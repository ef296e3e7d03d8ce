/** What a score run returns: plain, serialisable data that every output is made from. No times, no absolute paths. */
import type { Link, RepositoryPlace } from '../../../rules/api/repository/place.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import type { Rubric } from '../../../rules/api/checklist/rubric.ts';
import type { Score, Status, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { Config } from '../config.ts';
import { writeMetaFinding } from '../meta-finding.ts';
import type { Finding, NotChecked } from '../report.ts';
import { addUp } from './add-up.ts';
import { judgeGates } from './judge-gates.ts';
import { mendStep } from './mend-step.ts';
import type { GateVerdict } from './judge-gates.ts';
import type { AttestationProblem } from './attestations/attestation.ts';

export interface ScoreReport {
  readonly score: Score;
  /** Of a repository that has everything. */
  readonly most: number;
  /** By section, in the order of the score's sections. */
  readonly mostBySection: readonly number[];
  readonly source: string;
  /** Bounds of the rubric, in its order. */
  readonly gates: readonly GateVerdict[];
  readonly commit: string | null;
  /** Null where git was not asked. */
  readonly isDirty: boolean | null;
  /** What is wrong with attestations. */
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly isComplete: boolean;
}

export interface ScoreReportRequest {
  readonly score: Score;
  readonly problems: readonly AttestationProblem[];
  readonly rubric: Rubric;
  readonly git: Repository['git'];
  readonly notChecked: readonly NotChecked[];
  readonly isCancelled: boolean;
  /** Path of the root as reports show it, relative to the working folder; empty for the working folder itself. */
  readonly prefix: string;
  readonly config: Config;
}

export function scoreReport({ score, problems, rubric, git, notChecked, isCancelled, prefix, config }: ScoreReportRequest): ScoreReport {
  const pathOf = (path: string): string => (prefix === '' ? path : path === '.' ? prefix : `${prefix}/${path}`);
  const findings = problems.flatMap((problem) => findingOf(problem, { pathOf, config }));
  const shownNotChecked = notChecked.map((each) => ({ ...each, path: pathOf(each.path) }));
  const full = mostOf(rubric);
  return {
    score: {
      ...score,
      sections: score.sections.map((section) => ({ ...section, tests: section.tests.map((test) => placed(test, pathOf)) })),
      cheapest: score.cheapest.map((step) => ({ ...step, text: movedSteps(score.sections.flatMap(({ tests }) => tests.filter(({ id }) => id === step.test)), pathOf)(step.text) })),
    },
    most: full.score.proven,
    mostBySection: full.sections.map(({ proven }) => proven),
    source: rubric.source,
    gates: judgeGates(rubric, score),
    commit: git?.commit ?? null,
    isDirty: git?.isDirty ?? null,
    findings: findings.toSorted((a, b) => compare(a.path, b.path) || (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) || (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0) || compare(a.rule, b.rule)),
    notChecked: shownNotChecked,
    isComplete: shownNotChecked.length === 0 && !isCancelled,
  };
}

/** Points of a repository that has everything. */
function mostOf(rubric: Rubric): ReturnType<typeof addUp> {
  return addUp(
    rubric,
    rubric.tests.map(({ id, title, section, points: { automated: most } }) => ({
      section,
      most,
      verdict: { id, title, status: 'automated', points: most, attested: most, claimed: most, source: 'detected', confidence: 'high', level: 'repeated', evidence: [], broken: [], next: [] },
    })),
  );
}

function placed(test: TestVerdict, pathOf: (path: string) => string): TestVerdict {
  const moved = <T extends Link>(link: T): T => movedLink(link, pathOf);
  return { ...test, evidence: test.evidence.map(moved), broken: test.broken.map(moved), next: test.next.map(movedSteps([test], pathOf)) };
}

function movedLink<T extends Link>(link: T, pathOf: (path: string) => string): T {
  return { ...link, at: { ...link.at, path: pathOf(link.at.path) } };
}

/** Steps that mend a link name its place. */
function movedSteps(tests: readonly TestVerdict[], pathOf: (path: string) => string): (step: string) => string {
  const moved = new Map(tests.flatMap(({ broken }) => broken.map((link) => [mendStep(link), mendStep(movedLink(link, pathOf))] as const)));
  return (step) => moved.get(step) ?? step;
}

/** Where a whole file is to blame. */
const START = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

function findingOf({ rule, message, words, at, related }: AttestationProblem, { pathOf, config }: { readonly pathOf: (path: string) => string; readonly config: Config }): readonly Finding[] {
  const place = { config, path: pathOf(at.path), range: at.range ?? START, cell: at.cell, identity: [message, ...Object.values(words)] };
  return writeMetaFinding({ rule, messageId: message, words }, place).map((finding) => ({ ...finding, related: related.map((link) => relatedOf(link.at, { pathOf, text: link.text })) }));
}

function relatedOf({ path, cell, range }: RepositoryPlace, { pathOf, text }: { readonly pathOf: (path: string) => string; readonly text: string }): Finding['related'][number] {
  return { path: pathOf(path), range, cell, message: text };
}

/** How many tests have each status. */
export function countStatuses({ sections }: Score): Readonly<Record<Status, number>> {
  const counts: Record<Status, number> = { automated: 0, manual: 0, void: 0, absent: 0, unknown: 0, 'not-applicable': 0 };
  for (const { status } of sections.flatMap(({ tests }) => tests)) counts[status] += 1;
  return counts;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
