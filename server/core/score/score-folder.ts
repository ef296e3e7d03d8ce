/** The score of a folder by the first rubric, from its files to the report. */
import type { Checklist, Finders } from '../../../rules/api/checklist/checklist.ts';
import { createConfigLoader } from '../config/load.ts';
import { metaRules } from '../meta-rules.ts';
import { joinPath } from '../paths.ts';
import type { NotChecked } from '../report.ts';
import type { AnalysisCache } from '../repository/gather/analysis-cache.ts';
import { openRepository } from '../repository/gather/open-repository.ts';
import type { RepositoryPorts } from '../repository/gather/open-repository.ts';
import { reachOf } from '../repository/reach/reach-of.ts';
import { openAttestations } from './attestations/open-attestations.ts';
import { findAll } from './find-all.ts';
import { scoreReport } from './score-report.ts';
import { scoreRepository } from './score-repository.ts';
import type { ScoredFolder, ScoreFolderRequest, ScoreHooks } from './scorer.ts';

export interface ScoreFolderPorts extends Omit<RepositoryPorts, 'git'> {
  /** Not asked about folders that are not trusted. */
  readonly git: RepositoryPorts['git'];
  /** SHA-256 of a file in hexadecimal; null when it cannot be read or the work was cancelled. */
  readonly digestOf: (path: string, signal: ScoreHooks['signal']) => Promise<string | null>;
}

export interface ScoreFolderKnowledge {
  readonly checklist: Checklist;
  readonly finders: Finders;
  readonly cache: AnalysisCache;
}

/** Scores; never throws for what is there. */
export async function scoreFolder({ root, isTrusted, signal, onProgress, checklist, finders, cache }: ScoreFolderRequest & ScoreHooks & ScoreFolderKnowledge, ports: ScoreFolderPorts): Promise<ScoredFolder> {
  const [rubric] = checklist.rubrics;
  if (rubric === undefined) return { kind: 'failed', text: 'there is no rubric; install Lintel again' };
  // what a configuration says of rules does not matter here
  const loader = createConfigLoader({ files: ports.files, rules: metaRules, workingFolder: root, overrides: {}, source: 'discover' });
  const { config } = await loader.forFolder(root);
  const configOf = async (folder: string): Promise<typeof config> => (await loader.forFolder(folder)).config;
  const opened = await openRepository({ root, configOf, codeFinders: finders.code, signal, cache, onProgress }, { ...ports, git: isTrusted ? ports.git : null });
  if (signal.aborted) return { kind: 'cancelled' };
  const { repository } = opened;
  if (repository.files.all.length === 0) return { kind: 'empty' };
  const { found, failed } = findAll({ repository, inPrograms: [opened.programsFacts], finders: finders.repository });
  const attestations = await openAttestations(repository.files, (path) => ports.digestOf(joinPath(root, path), signal));
  for (const { finder, text } of failed) ports.log.warn(`looking for ${finder} failed: ${text}`);
  const ofFinders = failed.map(({ finder }): NotChecked => ({ path: '.', reason: 'internal-error', message: `an internal error of Lintel stopped looking for ${finder}; see the output of Lintel for the log and report it` }));
  const notChecked = [...opened.notChecked, ...ofFinders];
  await ports.clock.pause();
  if (signal.aborted) return { kind: 'cancelled' };
  const { score, problems } = scoreRepository({ repository, found, reach: reachOf(repository), checklist, rubric, attestations, today: ports.clock.today(), notChecked });
  const report = scoreReport({ score, problems, rubric, git: repository.git, notChecked, isCancelled: signal.aborted, prefix: '', config });
  const tests = rubric.tests.map(({ id, description, points, manual, mayNotApply }) => ({ id, description, most: points.automated, mayAttest: manual.isAllowed || mayNotApply }));
  return signal.aborted ? { kind: 'cancelled' } : { kind: 'scored', report, tests };
}
