/** `lintel baseline create`, `prune` and `show`: what is known, kept in a file that belongs to the project. */
import type { Rule } from '../../../rules/api/rule.ts';
import { entriesOf, joinEntries } from '../../core/baseline/baseline-entries.ts';
import { goneFiles } from '../../core/baseline/gone-files.ts';
import { isInside } from '../../core/paths.ts';
import { metaRules } from '../../core/meta-rules.ts';
import type { BaselineEntry, Report } from '../../core/report.ts';
import { scoreBaselineOf } from '../../core/score/score-baseline.ts';
import type { ScoreBaseline } from '../../core/score/score-baseline.ts';
import { baselineJson, baselineList } from '../../report/baseline/shown.ts';
import { inPieces } from '../../report/chunks.ts';
import { counted } from '../../report/numbers.ts';
import { points } from '../../report/score/words.ts';
import { display } from '../../report/terminal.ts';
import { CREATE_FLAGS, PRUNE_FLAGS, SHOW_FLAGS } from '../baseline-flags.ts';
import { findBaseline, newBaseline } from '../baseline/baseline-place.ts';
import type { BaselineFile } from '../baseline/baseline-place.ts';
import { compareWithBaseline } from '../baseline/compare.ts';
import type { Comparison } from '../baseline/compare.ts';
import { openBaseline } from '../baseline/open-baseline.ts';
import type { BaselineOpening, OpenedBaseline } from '../baseline/open-baseline.ts';
import { pruned } from '../baseline/prune.ts';
import { writeBaseline } from '../baseline/write-baseline.ts';
import { readCheckFlags } from '../check-flags.ts';
import type { CheckFlags } from '../check-flags.ts';
import { absolute, refuseConfigs } from '../configs.ts';
import { EXIT, SIGNAL_EXIT, UsageError } from '../exit.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import type { CliHost } from '../host.ts';
import { performCheck } from '../perform.ts';
import { choice, collectFlags, isSwitchedOn } from '../raw-flags.ts';
import type { FlagSpec } from '../raw-flags.ts';
import { runReporting } from '../report-run.ts';
import type { Session } from '../report-run.ts';
import { scoreAgain } from '../score-again.ts';
import { quote } from '../shell-command.ts';
import { writeText } from '../streams.ts';
import type { FolderArguments } from './folder-arguments.ts';

interface Run extends Session<CheckFlags> {
  /** As given. */
  readonly path: string;
  readonly rules: readonly Rule[];
}

export function runBaselineCreate(args: FolderArguments, host: CliHost): Promise<number> {
  const isForced = isSwitchedOn(collectFlags(CREATE_FLAGS, { given: args.given, env: host.env }).get('force'));
  return run(args, { host, specs: CREATE_FLAGS, work: (session) => create(session, isForced ? 'replace' : 'refuse') });
}

export function runBaselinePrune(args: FolderArguments, host: CliHost): Promise<number> {
  return run(args, { host, specs: PRUNE_FLAGS, work: prune });
}

interface Running {
  readonly host: CliHost;
  readonly specs: readonly FlagSpec[];
  readonly work: (run: Run) => Promise<number>;
}

async function run({ path, given }: FolderArguments, { host, specs, work }: Running): Promise<number> {
  const rules = await host.loadRules();
  const flags = readCheckFlags(collectFlags(specs, { given, env: host.env }), [...rules, ...metaRules]);
  return runReporting({ flags, host, perform: (session) => work({ ...session, path, rules }) });
}

/** What is there is looked at before anything is checked, so that nobody waits for a refusal. */
async function create(run: Run, existing: 'refuse' | 'replace'): Promise<number> {
  const { host, flags, path } = run;
  const found = await locate(run);
  const opening = found === null ? null : await open(found, run);
  if (opening?.kind === 'refused') return refuse(opening, run);
  if (opening?.kind === 'opened' && existing === 'refuse') {
    if (flags.isScored) return keepScore(opening.baseline, run);
    const { displayPath } = opening.baseline.file;
    await tell(`\`${displayPath}\` is there already, with ${knownText(opening.baseline.entries)}; \`lintel baseline prune\` removes what is gone, \`lintel baseline create --force\` takes everything found for known`, run);
    return EXIT.incomplete;
  }
  const checked = await check(run);
  if (typeof checked === 'number') return checked;
  const before = opening?.kind === 'opened' ? opening.baseline : null;
  const file = found ?? (await newBaseline(request(run), checked.gathered.rootConfig));
  const isWhole = isInside(file.root, absolute(path));
  const kept = before === null || isWhole ? [] : pruned(before.entries, await compare(checked, before, run)).entries;
  const entries = joinEntries(entriesOf(checked.report.findings), kept);
  const scored = flags.isScored ? await scoreToKeep(run, file) : null;
  if (typeof scored === 'number') return scored;
  const score = scored ?? before?.score;
  const code = await write(entries, { file, before, run, ...(score === undefined ? {} : { score }) });
  if (code !== EXIT.clean) return code;
  const files = new Set(entries.map((entry) => entry.path)).size;
  const where = files === 0 ? '' : ` in ${counted(files, 'file')}`;
  const next = flags.detail === 'short' ? '' : ' From now on only new ones fail; keep the file in version control.\n';
  return writeText(host.stdout, `${display(file.displayPath)}: ${knownText(entries)}${where}${scored === null ? '' : `, and a proven score of ${points(scored.proven)}`}.${next === '' ? '\n' : next}`);
}

/** What is known stays; the score is that of now. */
async function keepScore(before: OpenedBaseline, run: Run): Promise<number> {
  const { file, entries } = before;
  const score = await scoreToKeep(run, file);
  if (typeof score === 'number') return score;
  const code = await write(entries, { file, before, score, run });
  const was = before.score === undefined ? '' : `, ${points(before.score.proven)} before`;
  return code === EXIT.clean ? writeText(run.host.stdout, `${display(file.displayPath)}: a proven score of ${points(score.proven)}${was}; ${knownText(entries)} as before.\n`) : code;
}

/** The score of the folder by the standard rubric, or the exit code after it is told why there is none. Errors: UsageError. */
async function scoreToKeep(run: Run, { root }: BaselineFile): Promise<ScoreBaseline | number> {
  const { host, path, progress } = run;
  progress.update(null, 'scoring the repository');
  const { checklist, finders } = await host.loadChecklist();
  const [rubric] = checklist.rubrics;
  if (rubric === undefined) return EXIT.incomplete;
  const scored = await scoreAgain(path, { session: run, checklist, finders, rubric, audience: 'student' });
  progress.end();
  if (typeof scored === 'number') return scored;
  if (scored.report.isComplete || run.flags.allowsIncomplete) return scoreBaselineOf(scored.report, { root, folder: absolute(path) });
  const [first] = scored.report.notChecked;
  await tell(`the score is not known whole${first === undefined ? '' : ` (\`${first.path}\`: ${first.message})`}; nothing was written. See to it, or pass --allow-incomplete`, run);
  return EXIT.incomplete;
}

function compare({ report, gathered }: Checked, baseline: OpenedBaseline, { rules, host, files }: Run): Promise<Comparison> {
  return compareWithBaseline({ report, baseline, gathered, rules, looksAtDataOnly: false, workingFolder: host.workingFolder, files });
}

async function prune(run: Run): Promise<number> {
  const { host } = run;
  const baseline = await openExisting(run);
  if (typeof baseline === 'number') return baseline;
  const checked = await check(run);
  if (typeof checked === 'number') return checked;
  const { entries, removed, moved } = pruned(baseline.entries, await compare(checked, baseline, run));
  const code = await write(entries, { file: baseline.file, before: baseline, run, ...(baseline.score === undefined ? {} : { score: baseline.score }) });
  if (code !== EXIT.clean) return code;
  const movedText = moved === 0 ? '' : `, ${moved} moved to ${moved === 1 ? 'its' : 'their'} present file`;
  return writeText(host.stdout, `${display(baseline.file.displayPath)}: ${removed === 0 ? 'nothing' : counted(removed, 'known finding')} removed${movedText}; ${knownText(entries)} left.\n`);
}

/** `lintel baseline show`: nothing is checked. */
export async function runBaselineShow({ path, given }: FolderArguments, host: CliHost): Promise<number> {
  const raw = collectFlags(SHOW_FLAGS, { given, env: host.env });
  const format = choice(raw.get('format'), ['text', 'json'] as const) ?? 'text';
  const files = await host.openFiles();
  const at = { path, host, files, flags: { baseline: raw.get('baseline')?.values.at(-1) ?? null } };
  const baseline = await openExisting(at);
  if (typeof baseline === 'number') return baseline;
  const gone = await goneFiles(baseline.entries, { workingFolder: host.workingFolder, files });
  const shown = { name: baseline.file.displayPath, entries: baseline.entries, gone, toolVersion: host.version };
  for (const piece of inPieces(format === 'json' ? baselineJson(shown) : baselineList(shown))) {
    const code = await writeText(host.stdout, piece);
    if (code !== EXIT.clean) return code;
  }
  return EXIT.clean;
}

interface Place {
  readonly path: string;
  readonly host: CliHost;
  readonly files: Session<unknown>['files'];
  readonly flags: Pick<CheckFlags, 'baseline'>;
}

function request({ path, host, files, flags }: Place): Parameters<typeof findBaseline>[0] {
  return { named: flags.baseline, first: absolute(path), workingFolder: host.workingFolder, files };
}

/** Errors: UsageError for a path that is not there. */
async function locate(at: Place): Promise<BaselineFile | null> {
  if ((await at.files.stat(absolute(at.path))) === null) throw new UsageError(`\`${at.path}\` is not there`);
  return findBaseline(request(at));
}

function open(file: BaselineFile, { files, host }: Place): Promise<BaselineOpening> {
  return openBaseline(file, { files, workingFolder: host.workingFolder });
}

/** The baseline, or the exit code after it is told why there is none. Errors: UsageError. */
async function openExisting(at: Place): Promise<OpenedBaseline | number> {
  const found = await locate(at);
  const opening: BaselineOpening = found === null ? { kind: 'missing' } : await open(found, at);
  if (opening.kind === 'opened') return opening.baseline;
  if (opening.kind === 'refused') return refuse(opening, at);
  const named = at.flags.baseline;
  throw new UsageError(named === null ? `there is no baseline for \`${at.path}\`; write one with \`lintel baseline create\`` : `--baseline: there is no \`${named}\`; write it with \`lintel baseline create --baseline ${quote(named)}\``);
}

async function refuse({ sentence }: { readonly sentence: string }, at: Pick<Place, 'host'>): Promise<number> {
  await tell(sentence, at);
  return EXIT.incomplete;
}

async function tell(sentence: string, { host }: Pick<Place, 'host'>): Promise<void> {
  await writeText(host.stderr, `lintel: ${display(sentence)}\n`);
}

interface Checked {
  readonly report: Report;
  readonly gathered: Gathered;
}

/** What is found now, or the exit code after it is told why that is not all: what was not looked at would be new the next time. */
async function check(run: Run): Promise<Checked | number> {
  const { flags, host, watch, progress, path } = run;
  const gathered = await gather({ ...run, paths: [path], onFolder: (folder) => progress.update(null, `looking for files in ${folder}`) });
  if (gathered.problems.length > 0) {
    progress.end();
    return refuseConfigs(gathered.problems, host);
  }
  const { discovery, repositories } = gathered;
  if (discovery.datasets.length + discovery.programs.length + discovery.notChecked.length + repositories.length === 0 && watch.received() === null) {
    progress.end();
    await tell(`there is nothing to check under \`${path}\`; nothing was written`, run);
    return EXIT.incomplete;
  }
  const report = await performCheck({ ...run, gathered, fixes: null, onStep: () => undefined, viewOf: (files) => files });
  progress.end();
  const signal = watch.received();
  if (signal !== null) {
    await tell(`stopped by ${signal}; nothing was written`, run);
    return SIGNAL_EXIT[signal];
  }
  const [first] = report.notChecked;
  if (report.isComplete || flags.allowsIncomplete) return { report, gathered };
  const which = first === undefined ? 'the check is incomplete' : `${counted(report.notChecked.length, 'file')} could not be checked, such as \`${first.path}\`: ${first.message}`;
  await tell(`${which}; nothing was written. See to it, or pass --allow-incomplete`, run);
  return EXIT.incomplete;
}

interface Writing {
  readonly file: BaselineFile;
  /** Null when nothing was there. */
  readonly before: OpenedBaseline | null;
  readonly score?: ScoreBaseline;
  readonly run: Run;
}

async function write(entries: readonly BaselineEntry[], { file, before, score, run }: Writing): Promise<number> {
  const { workingFolder, version } = run.host;
  const failure = await writeBaseline({ file, entries, ...(score === undefined ? {} : { score }), before: before?.text ?? null, workingFolder, toolVersion: version });
  if (failure === null) return EXIT.clean;
  await tell(`cannot write \`${file.displayPath}\`: ${failure}`, run);
  return EXIT.incomplete;
}

function knownText(entries: readonly BaselineEntry[]): string {
  return counted(entries.reduce((sum, entry) => sum + entry.count, 0), 'known finding');
}
