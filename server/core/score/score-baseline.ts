/** The score a project does not want to fall below: proven points by test, and which rubric gave them. */
import { relativePath, resolvePath } from '../paths.ts';
import type { ScoreReport } from './score-report.ts';

export interface ScoreBaseline {
  readonly rubric: { readonly id: string; readonly version: string };
  /** Folder that was scored, relative to the folder of the baseline; `.` for that folder itself. */
  readonly path: string;
  readonly proven: number;
  /** Proven points by id of the test. */
  readonly tests: Readonly<Record<string, number>>;
}

/** @param root absolute folder of the baseline @param folder absolute, what was scored */
export function scoreBaselineOf({ score }: Pick<ScoreReport, 'score'>, { root, folder }: { readonly root: string; readonly folder: string }): ScoreBaseline {
  const tests = score.sections.flatMap((section) => section.tests).map(({ id, points }) => [id, points] as const);
  return { rubric: { id: score.rubric.id, version: score.rubric.version }, path: relativePath(root, folder), proven: score.score.proven, tests: Object.fromEntries(tests) };
}

export interface FallenTest {
  readonly id: string;
  readonly title: string;
  readonly before: number;
  readonly now: number;
}

/** `fallen` in the order of the report; `text` is a sentence when the two cannot be compared. */
export type ScoreComparison = { readonly ok: true; readonly fallen: readonly FallenTest[]; readonly before: number; readonly now: number } | { readonly ok: false; readonly text: string };

/** A point gained elsewhere makes up for none that is lost: a total can stay while a section falls. */
export function compareScore({ score }: Pick<ScoreReport, 'score'>, baseline: ScoreBaseline, { root, folder }: { readonly root: string; readonly folder: string }): ScoreComparison {
  const { rubric } = baseline;
  const again = 'write it again with `lintel baseline create --score`';
  if (rubric.id !== score.rubric.id) return { ok: false, text: `it holds a score by \`${rubric.id}\`, and this is one by \`${score.rubric.id}\`; score by the same rubric, or ${again}` };
  if (rubric.version !== score.rubric.version) return { ok: false, text: `it holds a score by version ${rubric.version} of \`${rubric.id}\`, and this is one by version ${score.rubric.version}; ${again}` };
  if (resolvePath(root, baseline.path) !== folder) return { ok: false, text: `it holds the score of \`${baseline.path}\`, seen from its own folder; score that one, or ${again}` };
  const fallen = score.sections
    .flatMap((section) => section.tests)
    .flatMap(({ id, title, points }): readonly FallenTest[] => {
      const before = baseline.tests[id] ?? 0;
      return points < before ? [{ id, title, before, now: points }] : [];
    });
  return { ok: true, fallen, before: baseline.proven, now: score.score.proven };
}

/** More than any rubric gives; a file that says more was not written by Lintel. */
const MOST = 1_000_000;
const ID = /^[\w.-]{1,100}$/;

/** What is wrong with it, as the end of a sentence, when it is none. */
export function readScoreBaseline(value: unknown): ScoreBaseline | string {
  if (!isObject(value)) return 'is no object';
  const { rubric, path, proven, tests } = value;
  if (!isObject(rubric) || typeof rubric['id'] !== 'string' || typeof rubric['version'] !== 'string') return 'names no `rubric`';
  if (typeof path !== 'string' || path === '' || /^(?:[\\/]|[A-Za-z]:)/.test(path)) return 'has no `path` below its folder';
  if (!isPoints(proven)) return 'has a `proven` that is no number of points';
  if (!isObject(tests)) return 'has no `tests`';
  const read: [string, number][] = [];
  for (const [id, points] of Object.entries(tests)) {
    if (!ID.test(id) || !isPoints(points)) return 'has a test without a number of points';
    read.push([id, points]);
  }
  return { rubric: { id: rubric['id'], version: rubric['version'] }, path, proven, tests: Object.fromEntries(read) };
}

function isPoints(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= MOST;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
