/** Sentences that every form of the score shares. */
import type { LevelLink, Status, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import type { GateVerdict } from '../../core/score/judge-gates.ts';
import { countStatuses } from '../../core/score/score-report.ts';

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  automated: 'automated',
  manual: 'by hand',
  void: 'void: looks present and is not',
  absent: 'absent',
  unknown: 'unknown',
  'not-applicable': 'not applicable',
};

/** What a number cannot say. */
export const CAVEAT = 'A good score says that a project is tested, not that it is right to build it: it is no ethical clearance.';

export function points(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `src/train.py:12`, `notebooks/a.ipynb: cell 3, line 2`, or the file alone; empty for the repository as a whole. */
export function placeText({ path, cell, range }: LevelLink['at']): string {
  if (path === '.') return '';
  if (cell !== null) return `${path}: cell ${cell}${range === null ? '' : `, line ${range.start.line}`}`;
  return range === null ? path : `${path}:${range.start.line}`;
}

/** `proven 1.5, attested 2, claimed 4`. */
export function intervalText({ proven, attested, claimed }: { readonly proven: number; readonly attested: number; readonly claimed: number }): string {
  return `proven ${points(proven)}, attested ${points(attested)}, claimed ${points(claimed)}`;
}

/** `ML Test Score 0.5 of 7: proven 0.5, attested 1, claimed 2.5`, for reports on something else as well. */
export function scoreSentence({ score, most }: ScoreReport): string {
  return `${score.rubric.title} ${points(score.score.proven)} of ${points(most)}: ${intervalText(score.score)}`;
}

/** `7 automated, 2 by hand, 3 void, 12 absent, 4 unknown`. */
export function countsText(report: ScoreReport): string {
  const counts = countStatuses(report.score);
  const names: readonly (readonly [Status, string])[] = [['automated', 'automated'], ['manual', 'by hand'], ['void', 'void'], ['absent', 'absent'], ['unknown', 'unknown'], ['not-applicable', 'not applicable']];
  return names.filter(([status]) => counts[status] > 0 || status === 'unknown').map(([status, name]) => `${counts[status]} ${name}`).join(', ');
}

/** `not met: \`data\` has at least 2 proven; proven are 1`. */
export function gateText({ gate, has, isMet }: GateVerdict): string {
  return `${isMet ? 'met' : 'not met'}: ${gate.title}; ${gate.of} are ${points(has)}`;
}

export function commitText({ commit, isDirty }: ScoreReport): string {
  if (commit === null) return 'no commit known';
  return `commit ${commit.slice(0, 10)}${isDirty === true ? ' with changes that are not committed' : ''}`;
}

/** The link that says most in one line: for what is done the check itself, else where it breaks. */
export function mainLink({ status, evidence, broken }: TestVerdict): LevelLink | null {
  const first = status === 'automated' || status === 'manual' || status === 'not-applicable' ? evidence[0] : broken[0];
  return first ?? broken[0] ?? evidence[0] ?? null;
}

/** The section that holds the score down, by its title; null where none does. */
export function bindingTitle({ score }: ScoreReport): string | null {
  return score.sections.find(({ id }) => id === score.bindingSection)?.title ?? null;
}
