/** The score of a folder by the first rubric, and its debt, from its files to the reports. Its programs are analysed once for both. */
import type { Checklist, Finders } from '../../../rules/api/checklist/checklist.ts';
import type { Rule } from '../../../rules/api/rule.ts';
import type { Config } from '../config.ts';
import { createConfigLoader } from '../config/load.ts';
import { DEBT_GROUPS, debtOfRepository } from '../debt/debt-of-repository.ts';
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
  /** Every known rule; those on debt are asked. */
  readonly rules: readonly Rule[];
  readonly cache: AnalysisCache;
}

/** Scores; never throws for what is there. */
export async function scoreFolder({ root, isTrusted, countsDebt, signal, onProgress, checklist, finders, rules, cache }: ScoreFolderRequest & ScoreHooks & ScoreFolderKnowledge, ports: ScoreFolderPorts): Promise<ScoredFolder> {
  const [rubric] = checklist.rubrics;
  if (rubric === undefined) return { kind: 'failed', text: 'there is no rubric; install Lintel again' };
  // what a configuration says of rules does not matter here
  const loader = createConfigLoader({ files: ports.files, rules: metaRules, workingFolder: root, overrides: {}, source: 'discover' });
  const { config } = await loader.forFolder(root);
  const ofDebt = createConfigLoader({ files: ports.files, rules: [...rules, ...metaRules], workingFolder: root, overrides: { select: { value: DEBT_GROUPS, origin: { kind: 'default', name: '', line: null } } }, source: 'discover' });
  const configOf = async (folder: string): Promise<Config> => (await ofDebt.forFolder(folder)).config;
  const judging = { rules, workingFolder: root, wholeFolders: [root] };
  const opened = await openRepository({ root, configOf, codeFinders: finders.code, judging, signal, cache, onProgress }, { ...ports, git: isTrusted ? ports.git : null });
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
  await ports.clock.pause();
  const debt = !countsDebt ? null : await debtOfRepository({ root, shownRoot: '.', workingFolder: root, opened, rules, configOf, checklist, found, signal }, ports);
  return signal.aborted ? { kind: 'cancelled' } : { kind: 'scored', report, tests, debt };
}
