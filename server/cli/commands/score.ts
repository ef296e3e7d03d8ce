/** `lintel score`: gather a repository, score it by a rubric, write, judge. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Rubric } from '../../../rules/api/checklist/rubric.ts';
import type { Checklist } from '../../../rules/api/checklist/checklist.ts';
import type { RepositoryFiles } from '../../../rules/api/repository/files.ts';
import type { Config, ConfigProblem } from '../../core/config.ts';
import { createConfigLoader } from '../../core/config/load.ts';
import type { LoadedConfig } from '../../core/config/load.ts';
import { metaRules } from '../../core/meta-rules.ts';
import { didYouMean } from '../../core/nearest-name.ts';
import { joinPath, relativePath } from '../../core/paths.ts';
import type { FileSystem, Logger } from '../../core/ports.ts';
import type { NotChecked } from '../../core/report.ts';
import { openRepository } from '../../core/repository/gather/open-repository.ts';
import { reachOf } from '../../core/repository/reach/reach-of.ts';
import type { Attestations } from '../../core/score/attestations/attestation.ts';
import { readAttestations } from '../../core/score/attestations/read-attestations.ts';
import { findAll } from '../../core/score/find-all.ts';
import { readRubric } from '../../core/score/read-rubric.ts';
import { scoreReport } from '../../core/score/score-report.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import { scoreRepository } from '../../core/score/score-repository.ts';
import { scoreBadge } from '../../report/score/badge.ts';
import { scoreHtml } from '../../report/score/html.ts';
import { scoreJson } from '../../report/score/json.ts';
import { scoreMarkdown } from '../../report/score/markdown.ts';
import { scoreText } from '../../report/score/text.ts';
import { display } from '../../report/terminal.ts';
import { EXIT, SIGNAL_EXIT, UsageError } from '../exit.ts';
import { collectFlags } from '../flags.ts';
import { absolute } from '../gather.ts';
import type { CliHost } from '../host.ts';
import { createProgress } from '../progress.ts';
import type { ProgressDisplay } from '../progress.ts';
import { isColored, terminalWidth } from '../render.ts';
import { readScoreFlags, SCORE_FLAGS } from '../score-flags.ts';
import type { ScoreFlags, ScoreFormat } from '../score-flags.ts';
import { watchSignals } from '../signals.ts';
import type { SignalWatch } from '../signals.ts';
import { reportTarget, writeReport, writeText } from '../streams.ts';

export interface ScoreArguments {
  /** As given. */
  readonly path: string;
  readonly given: ReadonlyMap<string, readonly string[]>;
}

/** Scores and returns the exit code. */
export async function runScore({ path: given, given: givenFlags }: ScoreArguments, host: CliHost): Promise<number> {
  const flags = readScoreFlags(collectFlags(SCORE_FLAGS, { given: givenFlags, env: host.env }));
  const watch = watchSignals();
  const progress = createProgress({ stream: host.stderr, isShown: flags.showsProgress, isTerminal: host.stderr.isTTY && host.env['TERM'] !== 'dumb' });
  try {
    return await run({ given, root: absolute(given), flags, host, watch, progress, files: await host.openFiles() });
  } finally {
    progress.end();
    watch.end();
  }
}

interface Run {
  /** As given. */
  readonly given: string;
  /** Absolute. */
  readonly root: string;
  readonly flags: ScoreFlags;
  readonly host: CliHost;
  readonly watch: SignalWatch;
  readonly progress: ProgressDisplay;
  readonly files: FileSystem;
}

async function run(request: Run): Promise<number> {
  const { given, root, flags, host, watch, progress, files } = request;
  const stat = await files.stat(root);
  if (stat === null || stat.kind !== 'folder') throw new UsageError(`\`${given}\` is ${stat === null ? 'not there' : 'no folder'}; name the folder of a repository`);
  const { checklist, finders } = await host.loadChecklist();
  const rubric = await chosenRubric(request, checklist);
  if (rubric === null) return EXIT.incomplete;
  const targets = await Promise.all(flags.outputs.map(async (output) => ({ ...output, target: await reportTarget(output.file) })));
  const repeated = targets.find(({ target }, index) => targets.findIndex((other) => other.target === target) !== index);
  if (repeated !== undefined) throw new UsageError(`two reports cannot both go to \`${repeated.file}\``);
  const { configOf, config, problems } = await loadConfig(request);
  if (problems.length > 0) return refuseConfig(problems, host);
  const ports = await host.openRepositoryPorts(createLogger(request));
  const opened = await openRepository(
    { root, configOf, codeFinders: finders.code, signal: watch.signal, onProgress: (done, at) => progress.update(done, `looking at ${at}`) },
    ports,
  );
  const { repository } = opened;
  if (repository.files.all.length === 0 && watch.received() === null) {
    await writeText(host.stderr, `lintel: no files under \`${display(given)}\`; name the folder of a repository\n`);
    return EXIT.incomplete;
  }
  refuseOverwriting(targets, { root, files: repository.files });
  const { found, failed } = findAll({ repository, inPrograms: [opened.programsFacts], finders: finders.repository });
  const attestations = await openAttestations(repository.files, request);
  const notChecked: readonly NotChecked[] = [...opened.notChecked, ...failed.map(({ finder, text }): NotChecked => ({ path: '.', reason: 'internal-error', message: `looking for ${finder} failed (${text}); please report it` }))];
  const { score, problems: attestationProblems } = scoreRepository({ repository, found, reach: reachOf(repository), checklist, rubric, attestations, today: ports.clock.today(), notChecked });
  const prefix = relativePath(host.workingFolder, root);
  const report = scoreReport({ score, problems: attestationProblems, rubric, git: repository.git, notChecked, isCancelled: watch.received() !== null, prefix: prefix === '.' ? '' : prefix, config });
  progress.end();
  const writeCode = await writeReports(report, { ...request, targets });
  return exitCode(report, { ...request, writeCode, config });
}

/** Larger files are no rubrics. Own choice. */
const MOST_RUBRIC_BYTES = 1_000_000;

/** Returns the rubric; null after its problems are told. Errors: UsageError when there is none of that name. */
async function chosenRubric({ flags, root, host, files }: Run, checklist: Checklist): Promise<Rubric | null> {
  const [standard] = checklist.rubrics;
  const name = flags.rubric ?? standard?.id ?? '';
  const known = checklist.rubrics.find(({ id }) => id === name);
  if (known !== undefined) return known;
  const candidates = [absolute(name), ...(/^[\w-]+$/.test(name) ? [joinPath(root, `.lintel/rubrics/${name}.yaml`), joinPath(root, `.lintel/rubrics/${name}.yml`)] : [])];
  for (const file of candidates) {
    if ((await files.stat(file))?.kind !== 'file') continue;
    const text = await files.readText(file, MOST_RUBRIC_BYTES);
    if (text === null) throw new UsageError(`--rubric: \`${name}\` cannot be read as text of at most 1 MB`);
    const read = readRubric({ path: relativePath(host.workingFolder, file), text, known: checklist.rubrics, items: checklist.items.map(({ id }) => id), probes: checklist.probes.map(({ id }) => id) });
    if (read.ok) return read.rubric;
    for (const { at, text: problem } of read.problems) await writeText(host.stderr, `lintel: ${display(at.path)}${at.range === null ? '' : `:${at.range.start.line}:${at.range.start.column}`}: ${display(problem)}\n`);
    return null;
  }
  const ids = checklist.rubrics.map(({ id }) => id);
  throw new UsageError(`--rubric: there is no rubric and no file \`${name}\`${didYouMean(name, ids)}; Lintel has ${ids.join(', ')}`);
}

async function loadConfig({ root, flags, host, files }: Run): Promise<{ readonly configOf: (folder: string) => Promise<Config>; readonly config: Config; readonly problems: readonly ConfigProblem[] }> {
  const loader = createConfigLoader({
    files,
    rules: [...(await host.loadRules()), ...metaRules],
    workingFolder: host.workingFolder,
    overrides: {},
    source: flags.isIsolated ? 'none' : flags.config === null ? 'discover' : { file: absolute(flags.config) },
  });
  const loaded: LoadedConfig = await loader.forFolder(root);
  return { configOf: async (folder) => (await loader.forFolder(folder)).config, config: loaded.config, problems: loaded.problems };
}

async function refuseConfig(problems: readonly ConfigProblem[], host: CliHost): Promise<number> {
  for (const { path: file, line, column, message } of problems) await writeText(host.stderr, `lintel: ${display(file)}${line === null ? '' : `:${line}${column === null ? '' : `:${column}`}`}: ${display(message)}\n`);
  return EXIT.incomplete;
}

/** Programs and attestations are never written over, not even when asked for by mistake. */
function refuseOverwriting(targets: readonly { readonly file: string; readonly target: string }[], { root, files }: { readonly root: string; readonly files: RepositoryFiles }): void {
  const hit = targets.find(({ target }) => {
    const inside = relativePath(root, target.split(path.sep).join('/'));
    return files.has(inside) && /\.(?:py|ipynb|ya?ml|toml|cfg|ini|sh)$|^\.lintel\//.test(inside);
  });
  if (hit !== undefined) throw new UsageError(`cannot write \`${hit.file}\`: it is one of the files to look at`);
}

/** Evidence beyond this is not hashed. Own choice: a few seconds. */
const MOST_EVIDENCE_BYTES = 1_000_000_000;

async function openAttestations(repositoryFiles: RepositoryFiles, { root, files, watch }: Run): Promise<Attestations> {
  const read = readAttestations(repositoryFiles);
  const digests = new Map<string, string>();
  for (const { kind, ref, sha256 } of read.entries.flatMap(({ evidence }) => evidence)) {
    const file = repositoryFiles.all.find(({ path: name }) => name === ref);
    if (kind !== 'file' || sha256 === null || file === undefined || file.sizeBytes > MOST_EVIDENCE_BYTES || digests.has(ref)) continue;
    const digest = await digestOf(joinPath(root, ref), { files, watch });
    if (digest !== null) digests.set(ref, digest);
  }
  return { ...read, digests };
}

async function digestOf(file: string, { files, watch }: Pick<Run, 'files' | 'watch'>): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of files.readChunks(file, watch.signal)) hash.update(chunk);
  } catch {
    return null;
  }
  return watch.signal.aborted ? null : hash.digest('hex');
}

/** Columns of text reports in files. */
const FILE_WIDTH = 120;

async function writeReports(report: ScoreReport, { flags, host, targets }: Run & { readonly targets: readonly { readonly format: ScoreFormat; readonly file: string; readonly target: string }[] }): Promise<number> {
  const render = (format: ScoreFormat, { colored, width }: { readonly colored: boolean; readonly width: number }): string => {
    switch (format) {
      case 'text':
        return scoreText(report, { toolVersion: host.version, profiles: 'left-out', isColored: colored, width, detail: flags.detail });
      case 'json':
        return scoreJson(report, { toolVersion: host.version });
      case 'markdown':
        return scoreMarkdown(report);
      case 'html':
        return scoreHtml(report, { toolVersion: host.version });
      case 'badge':
        return scoreBadge(report);
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

const RANKS = { error: 3, warning: 2, info: 1, never: 4 } as const;

async function exitCode(report: ScoreReport, { flags, host, watch, writeCode, config }: Run & { readonly writeCode: number; readonly config: Config }): Promise<number> {
  const signal = watch.received();
  if (signal !== null) {
    await writeText(host.stderr, `lintel: stopped by ${signal}; the report is incomplete\n`);
    return SIGNAL_EXIT[signal];
  }
  if (writeCode !== EXIT.clean || report.notChecked.some(({ reason }) => reason === 'internal-error')) return EXIT.incomplete;
  if (!report.isComplete && !flags.allowsIncomplete) return EXIT.incomplete;
  const isBelow = flags.minScore !== null && report.score.score.proven < flags.minScore;
  const isFailing = report.findings.some(({ severity, suppressed }) => suppressed === null && RANKS[severity] >= RANKS[config.failOn]);
  return isBelow || isFailing ? EXIT.findings : EXIT.clean;
}

function createLogger({ flags, host }: Run): Logger {
  const write = (text: string): void => {
    if (flags.detail === 'long') host.stderr.write(`${text.split('\n').map(display).join('\n')}\n`);
  };
  return { info: write, warn: write };
}
