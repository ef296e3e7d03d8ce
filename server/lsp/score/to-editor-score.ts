/** A score as the editor shows it: places as addresses and 0-based ranges. Pure. */
import type { LevelLink, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import { resolvePath } from '../../core/paths.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import type { DescribedTest } from '../../core/score/scorer.ts';
import type { EditorLink, EditorScore, EditorTest } from '../../protocol/score.ts';
import { toRange } from '../convert/to-range.ts';

export interface EditorScoreRequest {
  readonly report: ScoreReport;
  readonly tests: readonly DescribedTest[];
  /** Absolute. */
  readonly root: string;
  readonly isTrusted: boolean;
  readonly uriOfPath: (path: string) => string;
}

/** Things not checked that are named; the rest is counted. Own choice. */
const NOT_CHECKED_NAMED = 20;

export function toEditorScore({ report, tests, root, isTrusted, uriOfPath }: EditorScoreRequest): EditorScore {
  const { score, most, mostBySection, commit, isDirty, notChecked } = report;
  const described = new Map(tests.map((test) => [test.id, test]));
  const linkOf = (link: LevelLink): EditorLink => toLink(link, { root, uriOfPath });
  const testOf = (test: TestVerdict): EditorTest => ({
    id: test.id,
    title: test.title,
    description: described.get(test.id)?.description ?? '',
    status: test.status,
    points: test.points,
    attested: test.attested,
    claimed: test.claimed,
    most: described.get(test.id)?.most ?? test.points,
    confidence: test.confidence,
    evidence: test.evidence.map(linkOf),
    broken: test.broken.map(linkOf),
    next: test.next,
    mayAttest: described.get(test.id)?.mayAttest ?? false,
  });
  return {
    ...score.score,
    rubric: score.rubric.title,
    most,
    band: score.band,
    bindingSection: score.bindingSection,
    sections: score.sections.map(({ id, title, proven, attested, claimed, tests: own }, index) => ({ id, title, proven, attested, claimed, most: mostBySection[index] ?? 0, tests: own.map(testOf) })),
    cheapest: score.cheapest,
    commit,
    isDirty: isDirty === true,
    isRestricted: !isTrusted,
    notChecked: notChecked.slice(0, NOT_CHECKED_NAMED).map(({ path, message }) => ({ path, message })),
    notCheckedCount: notChecked.length,
  };
}

function toLink({ level, text, at: { path, cell, range } }: LevelLink, { root, uriOfPath }: Pick<EditorScoreRequest, 'root' | 'uriOfPath'>): EditorLink {
  const line = range === null ? '' : cell === null ? `:${range.start.line}` : `, line ${range.start.line}`;
  return {
    level: level.replace('-', ' '),
    text,
    where: path === '.' ? '' : cell === null ? `${path}${line}` : `${path}: cell ${cell}${line}`,
    place: path === '.' ? null : { uri: uriOfPath(resolvePath(root, path)), cell: cell === null ? null : cell - 1, range: range === null ? null : toRange(range) },
  };
}
