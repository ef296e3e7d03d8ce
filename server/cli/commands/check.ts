/** `lintel check` and `lintel data`: find, check, write, judge. */
import type { Rule } from '../../../rules/api/rule.ts';
import type { Config } from '../../core/config.ts';
import type { Discovery } from '../../core/discovery.ts';
import { metaRules } from '../../core/meta-rules.ts';
import { didYouMean } from '../../core/nearest-name.ts';
import type { Report } from '../../core/report.ts';
import { groupOf } from '../../core/rule-selection.ts';
import { counted } from '../../report/numbers.ts';
import { display } from '../../report/terminal.ts';
import { openSurroundings } from '../blamed-texts.ts';
import { CHECK_FLAGS, DATA_FLAGS, readCheckFlags } from '../check-flags.ts';
import type { CheckFlags, CheckFormat } from '../check-flags.ts';
import { refuseConfigs } from '../configs.ts';
import { EXIT, SIGNAL_EXIT } from '../exit.ts';
import { diffOf, mendFiles, writeFiles } from '../fix/mend-files.ts';
import type { Mended } from '../fix/mend-files.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import type { CliHost } from '../host.ts';
import { performCheck } from '../perform.ts';
import { collectFlags } from '../raw-flags.ts';
import { renderReport } from '../render.ts';
import { runReporting } from '../report-run.ts';
import type { Outcome, Session } from '../report-run.ts';
import { folderToScore, scoreFailures, withScore } from '../score-in-check.ts';
import { showConfig, showFiles } from '../show.ts';
import { createTimings, statisticsText } from '../statistics.ts';
import { writeText } from '../streams.ts';

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
  const flags = readCheckFlags(collectFlags(specs, { given, env: host.env }), [...rules, ...metaRules]);
  return runReporting({ flags, host, perform: (session) => perform({ ...session, paths, profiles, rules }) });
}

interface Run extends Session<CheckFlags> {
  readonly paths: readonly string[];
  readonly profiles: 'shown' | 'left-out';
  readonly rules: readonly Rule[];
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
  const performing = { ...run, gathered, onStep: timings.mark };
  if (flags.fixing === 'diff') return showDiff(await mendFiles(performing, flags.fixSafety), run);
  const mendCode = flags.fixing === 'none' ? EXIT.clean : await mend(await mendFiles(performing, flags.fixSafety), run);
  const scoredFolder = flags.isScored ? await folderToScore({ paths: run.paths, session: run }) : null;
  const checked = await performCheck({ ...performing, fixes: showsFixes(flags) ? { safety: 'all', within: null } : null, viewOf: (files) => files });
  const report = scoredFolder === null || watch.received() !== null ? checked : await withScore(checked, { folder: scoredFolder, session: run });
  if (typeof report === 'number') return report;
  timings.mark('score');
  const failures = scoreFailures(report, flags.minScore);
  const surroundings = await openSurroundings({ files, workingFolder: host.workingFolder });
  return {
    render: (format, drawing) => renderReport(report, { ...drawing, profiles, format, rules: [...rules, ...metaRules], loadPageScript: host.loadPageScript, ...surroundings }),
    notChecked: report.notChecked,
    isComplete: report.isComplete,
    isFailing: failures.length > 0 || hasFailing(report, gathered),
    afterwards: async () => {
      timings.mark('write reports');
      for (const failure of failures) await writeText(host.stderr, `lintel: ${display(failure)}\n`);
      if (flags.showsStatistics) await writeText(host.stderr, statisticsText(report));
      if (flags.showsTimings) await writeText(host.stderr, timings.text());
      return Math.max(mendCode, await labelCode(report, run));
    },
  };
}

/** Fixes are part of some formats only; finding them takes an analysis each. */
function showsFixes({ format, outputs }: CheckFlags): boolean {
  return [format, ...outputs.map((output) => output.format)].some((each) => each === 'json' || each === 'jsonl' || each === 'html');
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

/** Each file is held to the threshold of its own configuration. */
function hasFailing(report: Report, { rootConfig, discovery, repositories }: Gathered): boolean {
  const settings = repositories.flatMap(({ files }) => files);
  const byPath = new Map([...settings.map(({ displayPath, config }) => [displayPath, config] as const), ...discovery.datasets.map(({ dataset, config }) => [dataset.displayPath, config] as const), ...discovery.programs.map(({ program, config }) => [program.displayPath, config] as const)]);
  const byFile = new Map([...discovery.datasets, ...discovery.programs, ...settings].map(({ config }) => [config.file, config]));
  const fails = (config: Config, severity: keyof typeof RANKS): boolean => config.failOn !== 'never' && RANKS[severity] >= RANKS[config.failOn];
  return report.findings.some((finding) => {
    const config = byPath.get(finding.dataset ?? finding.path) ?? (groupOf(finding.rule) === 'config' ? byFile.get(finding.path) : undefined) ?? rootConfig;
    return finding.suppressed === null && fails(config, finding.severity);
  });
}
