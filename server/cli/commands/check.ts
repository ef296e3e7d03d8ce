/** `lintel check` and `lintel data`: find, check, write, judge. */
import type { Rule } from '../../../rules/api/rule.ts';
import type { Config } from '../../core/config.ts';
import type { Discovery } from '../../core/discovery.ts';
import { metaRules } from '../../core/meta-rules.ts';
import { didYouMean } from '../../core/nearest-name.ts';
import type { Finding, Report } from '../../core/report.ts';
import { groupOf } from '../../core/rule-selection.ts';
import { counted } from '../../report/numbers.ts';
import { display } from '../../report/terminal.ts';
import { findBaseline } from '../baseline/baseline-place.ts';
import { compareWithBaseline, onlyNew } from '../baseline/compare.ts';
import { openBaseline } from '../baseline/open-baseline.ts';
import type { OpenedBaseline } from '../baseline/open-baseline.ts';
import { openSurroundings } from '../blamed-texts.ts';
import { CHECK_FLAGS, DATA_FLAGS, readCheckFlags } from '../check-flags.ts';
import type { CheckFlags, CheckFormat } from '../check-flags.ts';
import { absolute, refuseConfigs } from '../configs.ts';
import { EXIT, SIGNAL_EXIT, UsageError } from '../exit.ts';
import { diffOf, mendFiles, writeFiles } from '../fix/mend-files.ts';
import type { Mended } from '../fix/mend-files.ts';
import { failureText, isGated, isGateShut } from '../gates.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import type { CliHost } from '../host.ts';
import { performCheck } from '../perform.ts';
import { collectFlags } from '../raw-flags.ts';
import { renderReport } from '../render.ts';
import { formatsOf } from '../report-flags.ts';
import { runReporting } from '../report-run.ts';
import type { Outcome, Session } from '../report-run.ts';
import { folderToScore, scoreFailures, withScore } from '../score-in-check.ts';
import { quote, shellCommand, SHOWING_ONLY } from '../shell-command.ts';
import { showConfig, showFiles } from '../show.ts';
import { checkSince } from '../since.ts';
import { createTimings, statisticsText } from '../statistics.ts';
import { appendStepSummary } from '../step-summary.ts';
import { writeText } from '../streams.ts';
import { tellCutOff } from '../tell-cut-off.ts';

export interface CheckArguments {
  /** As given. */
  readonly paths: readonly string[];
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly profiles: 'shown' | 'left-out';
}

/** Runs the check and returns the exit code. */
export async function runCheck({ paths, given, profiles }: CheckArguments, host: CliHost): Promise<number> {
  const rules = await host.loadRules();
  const specs = profiles === 'shown' ? DATA_FLAGS : CHECK_FLAGS;
  const raw = collectFlags(specs, { given, env: host.env });
  const flags = readCheckFlags(raw, [...rules, ...metaRules]);
  const command = shellCommand({ command: profiles === 'shown' ? 'data' : 'check', specs, raw, paths: profiles === 'left-out' && paths.length === 1 && paths[0] === '.' ? [] : paths }, new Set([...SHOWING_ONLY, flags.usesBaseline ? 'no-baseline' : 'baseline']));
  const checkOnce = (): Promise<number> => runReporting({ flags, host, perform: (session) => perform({ ...session, paths, profiles, rules, command }) });
  if (!flags.watches) return checkOnce();
  const { refuseWithWatch, watchChecks } = await import('../watch-checks.ts');
  refuseWithWatch(flags);
  return watchChecks({ paths, flags, checkOnce }, host);
}

interface Run extends Session<CheckFlags> {
  readonly paths: readonly string[];
  readonly profiles: 'shown' | 'left-out';
  readonly rules: readonly Rule[];
  /** Shows the same findings. */
  readonly command: string;
}

async function perform(run: Run): Promise<Outcome<CheckFormat> | number> {
  const { flags, host, watch, profiles, progress, rules, files } = run;
  const timings = createTimings();
  const gathered = onlyData(profiles, await gather({ ...run, onFolder: (folder) => progress.update(null, `looking for files in ${folder}`) }));
  timings.mark('find files');
  if (gathered.problems.length > 0) return refuseConfigs(gathered.problems, host);
  if (flags.showsConfig) return writeText(host.stdout, showConfig(gathered.rootConfig));
  if (flags.showsFiles) return writeText(host.stdout, showFiles(gathered.discovery));
  if (isNothingFound(gathered) && !isAllLeftOut(gathered, flags) && watch.received() === null) return refuseEmpty(gathered.discovery, run);
  await tellLeftOut(gathered.discovery, run);
  const baseline = await readKnown(run);
  if (typeof baseline === 'number') return baseline;
  const performing = { ...run, gathered, onStep: timings.mark };
  if (flags.fixing === 'diff') return showDiff(await mendFiles(performing, flags.fixSafety), run);
  const mendCode = flags.fixing === 'none' ? EXIT.clean : await mend(await mendFiles(performing, flags.fixSafety), run);
  const scoredFolder = flags.isScored ? await folderToScore({ paths: run.paths, session: run }) : null;
  const checkNow = (): Promise<Report> => performCheck({ ...performing, fixes: showsFixes(flags) ? { safety: 'all', within: null } : null, viewOf: (files) => files });
  const checked = flags.since === null ? await checkNow() : await checkSince({ ...performing, ref: flags.since, looksAtDataOnly: profiles === 'shown' }, checkNow);
  if (typeof checked === 'number') return checked;
  const scored = scoredFolder === null || watch.received() !== null ? checked : await withScore(checked, { folder: scoredFolder, session: run });
  if (typeof scored === 'number') return scored;
  timings.mark('score');
  const compared = baseline === null ? scored : (await compareWithBaseline({ report: scored, baseline, gathered, rules, looksAtDataOnly: profiles === 'shown', workingFolder: host.workingFolder, files })).report;
  const report = flags.showsNewOnly ? onlyNew(compared) : compared;
  const ofScore = report.score === null ? [] : scoreFailures(report.score, flags.minScore);
  const fails = failingBy(gathered);
  const isFailing = ofScore.length > 0 || report.findings.some(fails) || isGateShut(report, flags);
  const surroundings = await openSurroundings({ files, workingFolder: host.workingFolder });
  return {
    render: (format, drawing) => renderReport(report, { ...drawing, profiles, format, rules: [...rules, ...metaRules], loadPageScript: host.loadPageScript, ...surroundings }),
    notChecked: report.notChecked,
    isComplete: report.isComplete,
    isFailing: isFailing && !flags.exitsZero,
    afterwards: async () => {
      await appendStepSummary(report, { flags, host, profiles });
      timings.mark('write reports');
      const isFailed = (isFailing && !flags.exitsZero) || !(report.isComplete || flags.allowsIncomplete);
      if (isFailed && (isGated(report, flags) || ofScore.length > 0)) await writeText(host.stderr, failureText(report, { gates: flags, fails, ofScore, command: run.command }));
      await tellCutOff(report, { formats: formatsOf(flags), host });
      if (flags.showsStatistics) await writeText(host.stderr, statisticsText(report));
      if (flags.showsTimings) await writeText(host.stderr, timings.text());
      return Math.max(mendCode, await labelCode(report, run));
    },
  };
}

/** The baseline, null where there is none, or the exit code after it is told why it cannot be used. */
async function readKnown({ flags, paths, host, files }: Run): Promise<OpenedBaseline | null | number> {
  if (!flags.usesBaseline) return null;
  const { workingFolder } = host;
  const file = await findBaseline({ named: flags.baseline, first: absolute(paths[0] ?? '.'), workingFolder, files });
  if (file === null) return null;
  const opening = await openBaseline(file, { files, workingFolder });
  if (opening.kind === 'opened') return opening.baseline;
  if (opening.kind === 'missing') throw new UsageError(`--baseline: there is no \`${flags.baseline ?? ''}\`; write it with \`lintel baseline create --baseline ${quote(flags.baseline ?? '')}\``);
  await writeText(host.stderr, `lintel: ${display(opening.sentence)}\n`);
  return EXIT.incomplete;
}

/** Fixes are part of some formats only; finding them takes an analysis each. */
function showsFixes(flags: CheckFlags): boolean {
  return formatsOf(flags).some((each) => each === 'json' || each === 'jsonl' || each === 'html');
}

/** Writes the files, says what was done, and returns the exit code of that alone. */
async function mend(mended: Mended, { host, flags, watch, progress }: Run): Promise<number> {
  progress.end();
  if (watch.received() !== null) return EXIT.incomplete;
  const problems = [...mended.problems, ...(await writeFiles(mended))];
  for (const problem of problems) await writeText(host.stderr, `lintel: ${display(problem)}\n`);
  const said = mended.count === 0 ? 'nothing to mend' : `mended ${counted(mended.count, 'finding', 'findings')} in ${counted(mended.files.length, 'file', 'files')}`;
  if (flags.detail !== 'short') await writeText(host.stderr, `lintel: ${said}\n`);
  return problems.length === 0 ? EXIT.clean : EXIT.incomplete;
}

function displayLine(line: string): string {
  return line.split('\t').map(display).join('\t');
}

async function showDiff(mended: Mended, { host, watch, progress }: Run): Promise<number> {
  progress.end();
  for (const problem of mended.problems) await writeText(host.stderr, `lintel: ${display(problem)}\n`);
  const diff = diffOf(mended);
  // a patch must stay what it is, a terminal must not be told to do things
  const shown = host.stdout.isTTY ? diff.split('\n').map(displayLine).join('\n') : diff;
  const code = await writeText(host.stdout, shown);
  const signal = watch.received();
  if (signal !== null) return SIGNAL_EXIT[signal];
  if (code !== EXIT.clean || mended.problems.length > 0) return EXIT.incomplete;
  return mended.count === 0 ? EXIT.clean : EXIT.findings;
}

/** `lintel data` looks at tables only. */
function onlyData(profiles: Run['profiles'], gathered: Gathered): Gathered {
  return profiles === 'shown' ? { ...gathered, repositories: [], discovery: { ...gathered.discovery, programs: [] } } : gathered;
}

function isNothingFound({ discovery, repositories }: Gathered): boolean {
  return discovery.datasets.length + discovery.programs.length + discovery.notChecked.length + repositories.length === 0;
}

/** A hook that names excluded files only has nothing to find fault with. */
function isAllLeftOut({ discovery: { skipped } }: Gathered, { forcesExclude }: CheckFlags): boolean {
  return forcesExclude && skipped.ignored + skipped.excluded > 0;
}

async function refuseEmpty(discovery: Discovery, { paths, host, profiles }: Run): Promise<number> {
  const left = leftOut(discovery);
  const where = paths.map((path) => `\`${display(path)}\``).join(', ');
  const hint = left === '' ? 'name a CSV, TSV, JSON lines, JSON or Parquet file, a Python file or a notebook' : `${left}; name a file to check it all the same`;
  await writeText(host.stderr, `lintel: no ${profiles === 'shown' ? 'data files' : 'data files, Python files or notebooks'} under ${where}; ${hint}\n`);
  return EXIT.incomplete;
}

/** Data is often kept out of the repository, so a person must learn that it was passed over. */
async function tellLeftOut(discovery: Discovery, { flags, host }: Run): Promise<void> {
  const left = leftOut(discovery);
  const hint = flags.forcesExclude ? '' : '; name a file to check it all the same';
  if (left !== '' && flags.detail !== 'short') await writeText(host.stderr, `lintel: ${left}${hint}\n`);
}

function leftOut({ skipped }: Discovery): string {
  return [
    ...(skipped.ignored === 0 ? [] : [`${counted(skipped.ignored, 'file or folder', 'files or folders')} left out by .gitignore or .lintelignore`]),
    ...(skipped.excluded === 0 ? [] : [`${counted(skipped.excluded, 'file or folder', 'files or folders')} left out by \`exclude\``]),
    ...(skipped.links === 0 ? [] : [`${counted(skipped.links, 'link')} not followed`]),
  ].join(', ');
}

/** A label that no table has is a slip of the person, said once everything else is reported. */
async function labelCode(report: Report, { flags, host }: Run): Promise<number> {
  const { label } = flags;
  if (label === null || report.profiles.length === 0) return EXIT.clean;
  const names = report.profiles.flatMap((profile) => profile.columns.map((column) => column.name));
  if (names.includes(label)) return EXIT.clean;
  await writeText(host.stderr, `lintel: --label: no table has a column \`${display(label)}\`${display(didYouMean(label, names))}\n`);
  return EXIT.incomplete;
}

const RANKS = { error: 3, warning: 2, info: 1 } as const;

/** Returns what says whether a finding fails the run: each file is held to the threshold of its own configuration. */
function failingBy({ rootConfig, discovery, repositories }: Gathered): (finding: Finding) => boolean {
  const settings = repositories.flatMap(({ files }) => files);
  const byPath = new Map([...settings.map(({ displayPath, config }) => [displayPath, config] as const), ...discovery.datasets.map(({ dataset, config }) => [dataset.displayPath, config] as const), ...discovery.programs.map(({ program, config }) => [program.displayPath, config] as const)]);
  const byFile = new Map([...discovery.datasets, ...discovery.programs, ...settings].map(({ config }) => [config.file, config]));
  const fails = (config: Config, severity: keyof typeof RANKS): boolean => config.failOn !== 'never' && RANKS[severity] >= RANKS[config.failOn];
  return (finding) => {
    const config = byPath.get(finding.dataset ?? finding.path) ?? (groupOf(finding.rule) === 'config' ? byFile.get(finding.path) : undefined) ?? rootConfig;
    return finding.suppressed === null && finding.baseline === 'new' && fails(config, finding.severity);
  };
}
