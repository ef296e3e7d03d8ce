/** The score of a repository that is open: the same for `lintel score` and `lintel check --score`. */
import { createHash } from 'node:crypto';
import type { Checklist, Finders } from '../../rules/api/checklist/checklist.ts';
import type { Audience, Rubric } from '../../rules/api/checklist/rubric.ts';
import { joinPath } from '../core/paths.ts';
import type { NotChecked } from '../core/report.ts';
import { reachOf } from '../core/repository/reach/reach-of.ts';
import { openAttestations } from '../core/score/attestations/open-attestations.ts';
import { findAll } from '../core/score/find-all.ts';
import { scoreReport } from '../core/score/score-report.ts';
import type { ScoreReport } from '../core/score/score-report.ts';
import { shownTo } from '../core/score/shown-to.ts';
import { scoreRepository } from '../core/score/score-repository.ts';
import type { OpenedRoot } from './open-root.ts';
import type { Session } from './report-run.ts';

export interface ScoreRootRequest {
  readonly rooted: OpenedRoot;
  readonly checklist: Checklist;
  readonly finders: Finders;
  readonly rubric: Rubric;
  readonly audience: Audience;
}

/** Scores; never throws for what is there. */
export async function scoreRoot({ rooted, checklist, finders, rubric, audience }: ScoreRootRequest, session: Pick<Session<unknown>, 'files' | 'watch'>): Promise<ScoreReport> {
  const { root, shownRoot, opened, ports, config } = rooted;
  const { repository } = opened;
  const { found, failed } = findAll({ repository, inPrograms: [opened.programsFacts], finders: finders.repository });
  const attestations = await openAttestations(repository.files, (path) => digestOf(joinPath(root, path), session));
  const notChecked: readonly NotChecked[] = [...opened.notChecked, ...failed.map(({ finder, text }): NotChecked => ({ path: '.', reason: 'internal-error', message: `looking for ${finder} failed (${text}); please report it` }))];
  const { score, problems } = scoreRepository({ repository, found, reach: reachOf(repository), checklist, rubric, audience, attestations, today: ports.clock.today(), notChecked });
  return scoreReport({ score, problems, rubric: shownTo(rubric, audience), git: repository.git, notChecked, isCancelled: session.watch.received() !== null, prefix: shownRoot === '.' ? '' : shownRoot, config });
}

async function digestOf(file: string, { files, watch }: Pick<Session<unknown>, 'files' | 'watch'>): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of files.readChunks(file, watch.signal)) hash.update(chunk);
  } catch {
    return null;
  }
  return watch.signal.aborted ? null : hash.digest('hex');
}
