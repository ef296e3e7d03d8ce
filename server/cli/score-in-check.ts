/** The score inside of a check: of the repository that holds what is checked. */
import { compareFindings } from '../core/check.ts';
import { isInside, parentFolder, relativePath } from '../core/paths.ts';
import { rootAround } from '../core/repository/check/find-repositories.ts';
import type { Report } from '../core/report.ts';
import type { ScoreReport } from '../core/score/score-report.ts';
import { points } from '../report/score/words.ts';
import { absolute } from './configs.ts';
import type { CheckFlags } from './check-flags.ts';
import { EXIT, UsageError } from './exit.ts';
import type { Session } from './report-run.ts';
import { scoreAgain } from './score-again.ts';

interface ScoringPaths {
  /** As given. */
  readonly paths: readonly string[];
  readonly session: Session<CheckFlags>;
}

/** Returns the one folder to score. Errors: UsageError when the paths lie in several repositories. */
export async function folderToScore({ paths, session: { files } }: ScoringPaths): Promise<string> {
  let chosen: string | null = null;
  for (const given of paths) {
    const path = absolute(given);
    const folder = (await files.stat(path))?.kind === 'folder' ? path : (parentFolder(path) ?? path);
    const root = await rootAround(folder, files);
    if (chosen === null || isInside(chosen, root)) chosen = root;
    else if (!isInside(root, chosen)) throw new UsageError(`--score: \`${given}\` is not in the repository of \`${paths[0] ?? ''}\`; check one repository at a time`);
  }
  return chosen ?? absolute('.');
}

/** Returns the report with the score of the folder, or the exit code after it is told why there is none. */
export async function withScore(report: Report, { folder, session }: { readonly folder: string; readonly session: Session<CheckFlags> }): Promise<Report | number> {
  const { host, progress } = session;
  progress.update(null, 'scoring the repository');
  const { checklist, finders } = await host.loadChecklist();
  const [rubric] = checklist.rubrics;
  if (rubric === undefined) return EXIT.incomplete;
  const scored = await scoreAgain(relativePath(host.workingFolder, folder), { session, checklist, finders, rubric, audience: 'student' });
  return typeof scored === 'number' ? scored : joinScore(report, scored.report);
}

/** What is wrong with attestations is found like anything else; what the score could not look at was not checked. */
export function joinScore(report: Report, score: ScoreReport): Report {
  const known = new Set(report.notChecked.map(({ path }) => path));
  const added = score.notChecked.filter(({ path }) => !known.has(path));
  return {
    ...report,
    score,
    findings: [...report.findings, ...score.findings].toSorted(compareFindings),
    notChecked: [...report.notChecked, ...added].toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    isComplete: report.isComplete && score.isComplete,
  };
}

/** Returns why the score fails the run; empty when it does not. */
export function scoreFailures({ score: { score }, gates }: ScoreReport, minScore: number | null): readonly string[] {
  const { proven } = score;
  return [
    ...(minScore !== null && proven < minScore ? [`the proven score is ${points(proven)}, which is below --min-score ${minScore}`] : []),
    ...gates.filter(({ isMet }) => !isMet).map(({ gate }) => `a bound of the score is not met: ${gate.title}`),
  ];
}
