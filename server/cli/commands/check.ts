/** `lintel check` and `lintel data`: find, check, write, judge. */
import type { Rule } from '../../../rules/api/rule.ts';
import type { Config } from '../../core/config.ts';
import type { Discovery } from '../../core/discovery.ts';
import { metaRules } from '../../core/meta-rules.ts';
import { didYouMean } from '../../core/nearest-name.ts';
import type { FileSystem } from '../../core/ports.ts';
import type { Report } from '../../core/report.ts';
import { groupOf } from '../../core/rule-selection.ts';
import { counted } from '../../report/numbers.ts';
import { display } from '../../report/terminal.ts';
import { EXIT, SIGNAL_EXIT, UsageError } from '../exit.ts';
import { collectFlags, FLAGS, LABEL_FLAG, readFlags } from '../flags.ts';
import type { CheckFlags } from '../flags.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import type { CliHost } from '../host.ts';
import { performCheck } from '../perform.ts';
import { diffOf, mendFiles, writeFiles } from '../fix/mend-files.ts';
import type { Mended } from '../fix/mend-files.ts';
import { createProgress } from '../progress.ts';
import type { ProgressDisplay } from '../progress.ts';
import { isColored, renderReport, terminalWidth } from '../render.ts';
import { showConfig, showFiles } from '../show.ts';
import { watchSignals } from '../signals.ts';
import type { SignalWatch } from '../signals.ts';
import { reportTarget, writeReport, writeText } from '../streams.ts';
import { createTimings, statisticsText } from '../statistics.ts';

export interface CheckArguments {
  /** As given. */
  readonly paths: readonly string[];
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly profiles: 'shown' | 'left-out';
}

/** Runs the check and returns the exit code. */
export async function runCheck({ paths, given, profiles }: CheckArguments, host: CliHost): Promise<number> {
  const rules = await host.loadRules();
  const specs = profiles === 'shown' ? [LABEL_FLAG, ...FLAGS] : FLAGS;
  const flags = readFlags(collectFlags(specs, { given, env: host.env }), [...rules, ...metaRules]);
  const watch = watchSignals();
  try {
    return await run({ paths, flags, profiles, rules, host, watch, files: await host.openFiles() });
  } finally {
    watch.end();
  }
}

interface Run {
  readonly paths: readonly string[];
  readonly flags: CheckFlags;
  readonly profiles: 'shown' | 'left-out';
  readonly rules: readonly Rule[];
  readonly host: CliHost;
  readonly watch: SignalWatch;
  readonly files: FileSystem;
}

async function run(given: Run): Promise<number> {
  const { flags, host, watch, profiles } = given;
  const targets = await outputTargets(flags);
  const timings = createTimings();
  const progress = createProgress({ stream: host.stderr, isShown: flags.showsProgress, isTerminal: host.stderr.isTTY && host.env['TERM'] !== 'dumb' });
  try {
    const gathered = onlyData(profiles, await gather({ ...given, onFolder: (folder) => progress.update(null, `looking for files in ${folder}`) }));
    timings.mark('find files');
    if (gathered.problems.length > 0) return await refuseConfig(gathered, host);
    if (flags.showsConfig) return await writeText(host.stdout, showConfig(gathered.rootConfig));
    if (flags.showsFiles) return await writeText(host.stdout, showFiles(gathered.discovery));
    if (isNothingFound(gathered) && watch.received() === null) return await refuseEmpty(gathered.discovery, given);
    refuseOverwriting(targets, gathered);
    await tellLeftOut(gathered.discovery, given);
    const performing = { ...given, gathered, progress, onDataset: (path: string) => timings.mark(path) };
    if (flags.fixing === 'diff') return await showDiff(await mendFiles(performing, flags.fixSafety), { ...given, progress });
    const mendCode = flags.fixing === 'none' ? EXIT.clean : await mend(await mendFiles(performing, flags.fixSafety), { ...given, progress });
    const report = await performCheck({ ...performing, fixes: showsFixes(flags) ? { safety: 'all', within: null } : null, viewOf: (files) => files });
    progress.end();
    const writeCode = await writeReports(report, { ...given, targets });
    timings.mark('write reports');
    if (flags.showsStatistics) await writeText(host.stderr, statisticsText(report));
    if (flags.showsTimings) await writeText(host.stderr, timings.text());
    return Math.max(mendCode, await labelCode(report, given), await exitCode(report, { ...given, gathered, writeCode }));
  } finally {
    progress.end();
  }
}

/** Fixes are part of the JSON formats; finding them takes an analysis each. */
function showsFixes({ format, outputs }: CheckFlags): boolean {
  return [format, ...outputs.map((output) => output.format)].some((each) => each === 'json' || each === 'jsonl');
}

interface Mending extends Run {
  readonly progress: ProgressDisplay;
}

/** Writes the files, says what was done, and returns the exit code of that alone. */
async function mend(mended: Mended, { host, flags, watch, progress }: Mending): Promise<number> {
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

async function showDiff(mended: Mended, { host, watch, progress }: Mending): Promise<number> {
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

interface Target {
  readonly format: CheckFlags['format'];
  readonly file: string;
  readonly target: string;
}

async function outputTargets(flags: CheckFlags): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const output of flags.outputs) {
    const target = await reportTarget(output.file);
    if (targets.some((each) => each.target === target)) throw new UsageError(`two reports cannot both go to \`${output.file}\``);
    targets.push({ ...output, target });
  }
  return targets;
}

/** Reports of earlier runs, which may lie among the files. */
const REPORT_NAME = /\.(?:jsonl?|sarif|xml|md|html?|txt)$/i;

/** Files under check are never written, not even when asked for by mistake. */
function refuseOverwriting(targets: readonly Target[], { discovery: { datasets, programs }, repositories }: Gathered): void {
  const inputs = new Set([...datasets.flatMap(({ dataset }) => dataset.parts ?? [dataset.path]), ...programs.map(({ program }) => program.path), ...repositories.flatMap(({ files }) => files.map(({ path }) => path)).filter((path) => !REPORT_NAME.test(path))]);
  const hit = targets.find(({ target }) => inputs.has(target.replaceAll('\\', '/')));
  if (hit !== undefined) throw new UsageError(`cannot write \`${hit.file}\`: it is one of the files to check`);
}

async function refuseConfig({ problems }: Gathered, host: CliHost): Promise<number> {
  const lines = problems.map(({ path, line, column, message }) => {
    const place = line === null ? '' : `:${line}${column === null ? '' : `:${column}`}`;
    return `lintel: ${display(path)}${place}: ${display(message)}\n`;
  });
  await writeText(host.stderr, lines.join(''));
  return EXIT.incomplete;
}

function isNothingFound({ discovery, repositories }: Gathered): boolean {
  return discovery.datasets.length + discovery.programs.length + discovery.notChecked.length + repositories.length === 0;
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
  if (left !== '' && flags.detail !== 'short') await writeText(host.stderr, `lintel: ${left}; name a file to check it all the same\n`);
}

function leftOut({ skipped }: Discovery): string {
  return [
    ...(skipped.ignored === 0 ? [] : [`${counted(skipped.ignored, 'file or folder', 'files or folders')} left out by .gitignore or .lintelignore`]),
    ...(skipped.excluded === 0 ? [] : [`${counted(skipped.excluded, 'file or folder', 'files or folders')} left out by \`exclude\``]),
    ...(skipped.links === 0 ? [] : [`${counted(skipped.links, 'link')} not followed`]),
  ].join(', ');
}

async function writeReports(report: Report, given: Run & { readonly targets: readonly Target[] }): Promise<number> {
  const { flags, host, profiles, targets } = given;
  const shared = { toolVersion: host.version, profiles, detail: flags.detail };
  const main = renderReport(report, { ...shared, format: flags.format, isColored: isColored(flags.color, host), width: terminalWidth(host) });
  let code = await writeText(host.stdout, main);
  if (code !== EXIT.clean) await writeText(host.stderr, 'lintel: the report could not be written to stdout\n');
  for (const { format, file, target } of targets) {
    const failure = await writeReport(target, renderReport(report, { ...shared, format, isColored: false, width: FILE_WIDTH }));
    if (failure === null) continue;
    await writeText(host.stderr, `lintel: cannot write ${display(file)} (${failure})\n`);
    code = EXIT.incomplete;
  }
  return code;
}

/** Lines of text reports in files. */
const FILE_WIDTH = 120;

/** A label that no table has is a slip of the person, said once everything else is reported. */
async function labelCode(report: Report, { flags, host }: Run): Promise<number> {
  const { label } = flags;
  if (label === null || report.profiles.length === 0) return EXIT.clean;
  const names = report.profiles.flatMap((profile) => profile.columns.map((column) => column.name));
  if (names.includes(label)) return EXIT.clean;
  await writeText(host.stderr, `lintel: --label: no table has a column \`${display(label)}\`${display(didYouMean(label, names))}\n`);
  return EXIT.incomplete;
}

interface Judging extends Run {
  readonly gathered: Gathered;
  readonly writeCode: number;
}

async function exitCode(report: Report, { flags, gathered, writeCode, watch, host }: Judging): Promise<number> {
  const signal = watch.received();
  if (signal !== null) {
    await writeText(host.stderr, `lintel: stopped by ${signal}; the report is incomplete\n`);
    return SIGNAL_EXIT[signal];
  }
  const isBroken = report.notChecked.some(({ reason }) => reason === 'internal-error');
  if (writeCode !== EXIT.clean || isBroken) return EXIT.incomplete;
  if (!report.isComplete && !flags.allowsIncomplete) return EXIT.incomplete;
  return hasFailing(report, gathered) ? EXIT.findings : EXIT.clean;
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
