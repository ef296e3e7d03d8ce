/** `lintel debt`: the rules on debt, the repository and its score, as one view by kinds of debt. */
import path from 'node:path';
import type { Rule } from '../../../rules/api/rule.ts';
import { debtReport } from '../../core/debt/debt-report.ts';
import type { DebtReport } from '../../core/debt/debt-report.ts';
import { debtView } from '../../core/debt/debt-view.ts';
import { metaRules } from '../../core/meta-rules.ts';
import { relativePath } from '../../core/paths.ts';
import { openRepository } from '../../core/repository/gather/open-repository.ts';
import { reachOf } from '../../core/repository/reach/reach-of.ts';
import { NO_ATTESTATIONS } from '../../core/score/attestations/attestation.ts';
import { findAll } from '../../core/score/find-all.ts';
import { scoreRepository } from '../../core/score/score-repository.ts';
import { debtJson } from '../../report/debt/json.ts';
import { debtMarkdown } from '../../report/debt/markdown.ts';
import { debtText } from '../../report/debt/text.ts';
import { display } from '../../report/terminal.ts';
import { DEBT_FLAGS, readDebtFlags, SHARED_FLAGS } from '../debt-flags.ts';
import type { DebtFlags, DebtFormat } from '../debt-flags.ts';
import { EXIT, SIGNAL_EXIT, UsageError } from '../exit.ts';
import { collectFlags, FLAGS, readFlags } from '../flags.ts';
import type { CheckFlags } from '../flags.ts';
import { absolute, gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import type { CliHost } from '../host.ts';
import { performCheck } from '../perform.ts';
import { createProgress } from '../progress.ts';
import type { ProgressDisplay } from '../progress.ts';
import { isColored, terminalWidth } from '../render.ts';
import { watchSignals } from '../signals.ts';
import type { SignalWatch } from '../signals.ts';
import { reportTarget, writeReport, writeText } from '../streams.ts';

export interface DebtArguments {
  /** As given. */
  readonly path: string;
  readonly given: ReadonlyMap<string, readonly string[]>;
}

/** Shows debt and returns the exit code: debt is no failure. */
export async function runDebt({ path: given, given: givenFlags }: DebtArguments, host: CliHost): Promise<number> {
  const rules = await host.loadRules();
  const flags = readDebtFlags(collectFlags(DEBT_FLAGS, { given: givenFlags, env: host.env }));
  const shared = [...givenFlags].filter(([name]) => SHARED_FLAGS.includes(name));
  const specs = FLAGS.filter(({ name }) => SHARED_FLAGS.includes(name) || name === 'select');
  const checkFlags = readFlags(collectFlags(specs, { given: new Map([...shared, ['select', [...SELECTED]] as const]), env: host.env }), [...rules, ...metaRules]);
  const watch = watchSignals();
  const progress = createProgress({ stream: host.stderr, isShown: flags.showsProgress, isTerminal: host.stderr.isTTY && host.env['TERM'] !== 'dumb' });
  try {
    return await run({ given, root: absolute(given), flags, checkFlags, rules, host, watch, progress });
  } finally {
    progress.end();
    watch.end();
  }
}

/** Groups whose findings are debt. */
const SELECTED: readonly string[] = ['debt', 'reproducibility'];

interface Run {
  /** As given. */
  readonly given: string;
  /** Absolute. */
  readonly root: string;
  readonly flags: DebtFlags;
  readonly checkFlags: CheckFlags;
  readonly rules: readonly Rule[];
  readonly host: CliHost;
  readonly watch: SignalWatch;
  readonly progress: ProgressDisplay;
}

async function run(request: Run): Promise<number> {
  const { given, root, flags, checkFlags, rules, host, watch, progress } = request;
  const files = await host.openFiles();
  const stat = await files.stat(root);
  if (stat === null || stat.kind !== 'folder') throw new UsageError(`\`${given}\` is ${stat === null ? 'not there' : 'no folder'}; name the folder of a repository`);
  const targets = await Promise.all(flags.outputs.map(async (output): Promise<Target> => ({ ...output, target: await reportTarget(output.file) })));
  const repeated = targets.find(({ target }, index) => targets.findIndex((other) => other.target === target) !== index);
  if (repeated !== undefined) throw new UsageError(`two reports cannot both go to \`${repeated.file}\``);
  const gathered = await gather({ paths: [root], flags: checkFlags, rules, host, watch, files, onFolder: (folder) => progress.update(null, `looking for files in ${folder}`) });
  if (gathered.problems.length > 0) return refuseConfig(gathered, host);
  const codeOnly: Gathered = { ...gathered, discovery: { ...gathered.discovery, datasets: [] } };
  const checked = await performCheck({ gathered: codeOnly, rules, flags: checkFlags, host, watch, progress, onDataset: () => undefined, fixes: null, viewOf: (view) => view });
  const write = (text: string): void => {
    if (flags.detail === 'long') host.stderr.write(`${text.split('\n').map(display).join('\n')}\n`);
  };
  const ports = await host.openRepositoryPorts({ info: write, warn: write });
  const { checklist, finders } = await host.loadChecklist();
  const opened = await openRepository({ root, configOf: gathered.configOf, codeFinders: finders.code, signal: watch.signal, onProgress: (done, at) => progress.update(done, `looking at ${at}`) }, ports);
  const { repository } = opened;
  if (repository.files.all.length === 0 && watch.received() === null) {
    await writeText(host.stderr, `lintel: no files under \`${display(given)}\`; name the folder of a repository\n`);
    return EXIT.incomplete;
  }
  refuseOverwriting(targets, { root, isThere: repository.files.has });
  const { found } = findAll({ repository, inPrograms: [opened.programsFacts], finders: finders.repository });
  const [rubric] = checklist.rubrics;
  const sections = rubric === undefined ? [] : scoreRepository({ repository, found, reach: reachOf(repository), checklist, rubric, attestations: NO_ATTESTATIONS, today: ports.clock.today(), notChecked: opened.notChecked }).score.sections;
  const inside = relativePath(host.workingFolder, root);
  const view = debtView({ findings: checked.findings, repository, sections, prefix: inside === '.' ? '' : `${inside}/` });
  const report = debtReport({ view, git: repository.git, notChecked: [...checked.notChecked, ...opened.notChecked], isCancelled: watch.received() !== null });
  progress.end();
  const writeCode = await writeReports(report, { ...request, targets });
  return exitCode(report, { ...request, writeCode });
}

async function refuseConfig({ problems }: Gathered, host: CliHost): Promise<number> {
  for (const { path: file, line, column, message } of problems) await writeText(host.stderr, `lintel: ${display(file)}${line === null ? '' : `:${line}${column === null ? '' : `:${column}`}`}: ${display(message)}\n`);
  return EXIT.incomplete;
}

interface Target {
  readonly format: DebtFormat;
  readonly file: string;
  readonly target: string;
}

/** Reports replace reports alone. */
function refuseOverwriting(targets: readonly Target[], { root, isThere }: { readonly root: string; readonly isThere: (path: string) => boolean }): void {
  const hit = targets.find(({ target }) => {
    const inside = relativePath(root, target.split(path.sep).join('/'));
    return isThere(inside) && !/\.(?:json|txt|md)$/i.test(inside);
  });
  if (hit !== undefined) throw new UsageError(`cannot write \`${hit.file}\`: it is one of the files to look at`);
}

/** Columns of text reports in files. */
const FILE_WIDTH = 120;

async function writeReports(report: DebtReport, { flags, host, targets }: Run & { readonly targets: readonly Target[] }): Promise<number> {
  const render = (format: DebtFormat, { colored, width }: { readonly colored: boolean; readonly width: number }): string => {
    switch (format) {
      case 'text':
        return debtText(report, { toolVersion: host.version, profiles: 'left-out', isColored: colored, width, detail: flags.detail });
      case 'json':
        return debtJson(report, { toolVersion: host.version, profiles: 'left-out' });
      case 'markdown':
        return debtMarkdown(report);
    }
  };
  let code = await writeText(host.stdout, render(flags.format, { colored: isColored(flags.color, host), width: terminalWidth(host) }));
  if (code !== EXIT.clean) await writeText(host.stderr, 'lintel: the report could not be written to stdout\n');
  for (const { format, file, target } of targets) {
    const failure = await writeReport(target, render(format, { colored: false, width: FILE_WIDTH }));
    if (failure === null) continue;
    await writeText(host.stderr, `lintel: cannot write ${display(file)} (${failure})\n`);
    code = EXIT.incomplete;
  }
  return code;
}

async function exitCode(report: DebtReport, { flags, host, watch, writeCode }: Run & { readonly writeCode: number }): Promise<number> {
  const signal = watch.received();
  if (signal !== null) {
    await writeText(host.stderr, `lintel: stopped by ${signal}; the report is incomplete\n`);
    return SIGNAL_EXIT[signal];
  }
  if (writeCode !== EXIT.clean || report.notChecked.some(({ reason }) => reason === 'internal-error')) return EXIT.incomplete;
  return report.isComplete || flags.allowsIncomplete ? EXIT.clean : EXIT.incomplete;
}
