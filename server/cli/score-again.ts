/** The score of a folder, taken from an earlier run where nothing that it rests on has changed. */
import type { Checklist, Finders } from '../../rules/api/checklist/checklist.ts';
import type { Audience, Rubric } from '../../rules/api/checklist/rubric.ts';
import { isLasting } from '../core/cache/is-lasting.ts';
import { remember } from '../core/cache/remember.ts';
import type { Sight } from '../core/cache/remember.ts';
import type { Config } from '../core/config.ts';
import type { ScoreReport } from '../core/score/score-report.ts';
import type { CacheFlags } from './cache-flags.ts';
import { openConfigs } from './configs.ts';
import { openCache } from './open-cache.ts';
import { existingFolder, openRoot } from './open-root.ts';
import type { ReportFlags } from './report-flags.ts';
import type { Session } from './report-run.ts';
import { scoreRoot } from './score-root.ts';

export interface ScoreAgainRequest {
  readonly session: Session<ReportFlags & CacheFlags>;
  readonly checklist: Checklist;
  readonly finders: Finders;
  readonly rubric: Rubric;
  readonly audience: Audience;
}

export interface Scored {
  readonly report: ScoreReport;
  /** Of the root. */
  readonly config: Config;
}

/** @param path as given. Returns the exit code after it is told why there is nothing to look at. Errors: UsageError. */
export async function scoreAgain(path: string, request: ScoreAgainRequest): Promise<Scored | number> {
  const { session, rubric, audience } = request;
  const { host, flags, files, log, watch } = session;
  const cache = await openCache(session);
  if (cache === null) return scoreAnew(path, request, null);
  const root = await existingFolder(path, session);
  const { git, clock } = await host.openRepositoryPorts(log);
  const sight: Sight = { files, git, configOf: (await openConfigs(session)).configOf };
  const key = ['score', root, host.workingFolder, rubric, audience, clock.today(), flags.config, flags.isIsolated];
  const lasts = (scored: Scored | number): boolean => typeof scored !== 'number' && watch.received() === null && isLasting(scored.report.notChecked);
  try {
    return await remember({ key, sight, work: (seen) => scoreAnew(path, request, seen), isLasting: lasts }, cache);
  } finally {
    await cache.close();
  }
}

/** @param sight what is looked at; null for the disk as it is */
async function scoreAnew(path: string, { session: given, ...request }: ScoreAgainRequest, sight: Sight | null): Promise<Scored | number> {
  const session = sight === null ? given : { ...given, files: sight.files };
  const rooted = await openRoot(path, { session, codeFinders: request.finders.code, ...(sight === null ? {} : { sight: { files: sight.files, git: sight.git } }) });
  if (typeof rooted === 'number') return rooted;
  return { report: await scoreRoot({ ...request, rooted }, session), config: rooted.config };
}
