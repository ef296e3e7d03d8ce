/** The way of one check: datasets and programs in, report out. */
import { isDataRule } from '../../rules/api/rule.ts';
import type { Rule } from '../../rules/api/rule.ts';
import { isLasting } from './cache/is-lasting.ts';
import { remember } from './cache/remember.ts';
import type { Sight } from './cache/remember.ts';
import type { Config } from './config.ts';
import { checkDataset, type DatasetResult } from './data/check-dataset.ts';
import type { DatasetRef } from './data/opened-table.ts';
import { withTimeLimit, type Limit } from './limit.ts';
import { relativePath, resolvePath } from './paths.ts';
import type { CancelSignal, Ports } from './ports.ts';
import { checkCode } from './python/check/check-code.ts';
import type { CodeResult, FoundProgram } from './python/check/check-code.ts';
import type { LookAtTable } from './python/check/check-unit.ts';
import type { FixesWanted } from './python/fix/mend-program.ts';
import { PythonMissing } from './python/python-tools.ts';
import type { NeedParser, NeedPython } from './python/python-tools.ts';
import { checkOnCalls, type OnCalls } from './python/reading-data/check-on-calls.ts';
import { createCallPlaces } from './python/reading-data/call-places.ts';
import { loadsOf } from './python/reading-data/loads-of.ts';
import { createLookCache, createTableLooks, type LookedRead } from './python/reading-data/look-at-tables.ts';
import type { LookCache } from './python/reading-data/look-at-tables.ts';
import type { CheckedFile, Finding, NotChecked, Report, TableProfile } from './report.ts';
import type { FoundRepository } from './repository/check/find-repositories.ts';
import type { RepositoriesResult } from './repository/check/check-repositories.ts';
import type { OpenShell, RepositoryPorts } from './repository/gather/open-repository.ts';
import { selectRules } from './rule-selection.ts';
import { applySuppressions } from './suppression.ts';
import type { CheckedInput } from './suppression.ts';

export interface Progress {
  /** @param done 0..1 of the whole check; @param text what is being done, e.g. a path. */
  report(done: number, text: string): void;
}

export interface CheckRequest {
  readonly datasets: readonly { readonly dataset: DatasetRef; readonly config: Config }[];
  /** Python files and notebooks. */
  readonly programs?: readonly FoundProgram[];
  /** Absolute folder that display paths are relative to; needed with programs. */
  readonly workingFolder?: string;
  /** Those with files that rules on repositories look at, and what gathering them takes besides the ports of every check. */
  readonly repositories?: { readonly found: readonly FoundRepository[]; readonly configOf: (folder: string) => Promise<Config>; readonly git: RepositoryPorts['git']; readonly openShell: OpenShell };
  /** Tables that programs read, as looked at in earlier checks. */
  readonly lookCache?: LookCache;
  /** Every known rule; selection is in the config. */
  readonly rules: readonly Rule[];
  /** Which fixes to find; none when left out. */
  readonly fixes?: FixesWanted;
  /** Label column for all datasets, overriding config. */
  readonly label?: string;
  /** Absolute folders of which every dataset and program is given; what is said of unused suppressions rests on it. */
  readonly wholeFolders?: readonly string[];
  readonly signal?: CancelSignal;
  readonly progress?: Progress;
}

/** Checks the datasets, then the programs, one after the other. Never throws for user input; what fails is in `notChecked`. */
export async function check(request: CheckRequest, ports: Ports): Promise<Report> {
  const findings: Finding[] = [];
  const notChecked: NotChecked[] = [];
  const profiles: TableProfile[] = [];
  const programs = request.programs ?? [];
  const total = programs.length + request.datasets.length;
  for (const [index, { dataset, config }] of request.datasets.entries()) {
    if (request.signal?.aborted === true) {
      notChecked.push({ path: dataset.displayPath, reason: 'cancelled', message: 'the check was cancelled before this dataset' });
      continue;
    }
    const report = (done: number): void => request.progress?.report((index + done) / total, dataset.displayPath);
    report(0);
    const result = await guarded({ dataset, config, request, report }, ports);
    append(findings, result.findings);
    notChecked.push(...result.notChecked, ...failureNotes(result, dataset, ports));
    if (result.profile !== null) profiles.push(result.profile);
  }
  const code: CodeResult & Pick<Report, 'loads'> = programs.length === 0 ? NO_CODE : await guardedCode({ ...request, programs, profiles, dataFindings: findings }, ports);
  append(findings, code.findings);
  append(notChecked, code.notChecked);
  const ofRepositories = await guardedRepositories(request, ports);
  append(findings, ofRepositories.findings);
  append(notChecked, ofRepositories.notChecked);
  // a damaged table is no file of settings that was checked
  const given = new Set([...request.datasets.map(({ dataset }) => dataset.displayPath), ...programs.map(({ program }) => program.displayPath)]);
  const settings = ofRepositories.checked.filter((path) => !given.has(path));
  const partly = new Set(code.partly ?? []);
  const all = applySuppressions({
    findings,
    inputs: inputsOf(request, findings),
    rules: request.rules,
    notChecked: notChecked.map(({ path }) => path),
    wholeFolders: request.wholeFolders ?? [],
    today: ports.clock.today(),
  });
  return {
    findings: all.toSorted(compareFindings),
    notChecked: notChecked.toSorted((a, b) => compareText(a.path, b.path)),
    profiles,
    checked: [
      ...profiles.map(({ path }): CheckedFile => ({ path, kind: 'dataset' })),
      ...code.checked.map((path): CheckedFile => ({ path, kind: 'program', ...(partly.has(path) ? { isPartly: true } : {}) })),
      ...settings.map((path): CheckedFile => ({ path, kind: 'other' })),
    ].toSorted((a, b) => compareText(a.path, b.path)),
    rules: rulesAsked(request),
    baseline: null,
    score: null,
    ...(code.loads === undefined ? {} : { loads: code.loads }),
    isComplete: notChecked.length === 0,
  };
}

/** There may be more than a call takes arguments. */
function append<T>(to: T[], more: readonly T[]): void {
  for (const one of more) to.push(one);
}

/** By the configuration of any file. */
function rulesAsked({ datasets, programs = [], repositories, rules }: CheckRequest): readonly string[] {
  const configs = new Set([...datasets, ...programs, ...(repositories?.found ?? []).flatMap(({ files }) => files)].map(({ config }) => config));
  return [...new Set([...configs].flatMap((config) => selectRules(rules, config).map(({ id }) => id)))].toSorted(compareText);
}

/** Tables looked at in one run, each asked for once more when all programs are checked. Own choice. */
const MOST_TABLES = 2000;

const NO_CODE: CodeResult = { findings: [], notChecked: [], checked: [], reads: [] };

/** All repositories; our own bugs become a note on each of them and lose nothing else. */
async function guardedRepositories({ repositories, rules, workingFolder = '/', fixes, signal, progress }: CheckRequest, ports: Ports): Promise<RepositoriesResult> {
  if (repositories === undefined || repositories.found.length === 0) return NO_REPOSITORIES;
  const { found, configOf, git, openShell } = repositories;
  try {
    // most checks need none of it
    const { checkRepositories } = await import('./repository/check/check-repositories.ts');
    const onProgress = (_done: number, displayPath: string): void => progress?.report(1, displayPath);
    const checkThem = (sight: Sight): Promise<RepositoriesResult> => checkRepositories({ found, rules, workingFolder, configOf: sight.configOf, fixes: fixes ?? null, signal: signal ?? null, onProgress }, { ...ports, openShell, files: sight.files, git: sight.git });
    const sight: Sight = { files: ports.files, git, configOf };
    const { cache = null } = ports;
    if (cache === null) return await checkThem(sight);
    const key = ['repositories', workingFolder, found, fixes ?? null, rules.map(({ id }) => id)];
    return await remember({ key, sight, work: checkThem, isLasting: ({ notChecked }) => signal?.aborted !== true && isLasting(notChecked) }, cache);
  } catch (error) {
    ports.log.warn(`internal error while checking a repository: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const message = 'an internal error of Lintel stopped this check; run with -v for the log and report it';
    return { ...NO_REPOSITORIES, notChecked: found.map(({ root }) => ({ path: relativePath(workingFolder, root), reason: 'internal-error', message })) };
  }
}

const NO_REPOSITORIES: RepositoriesResult = { findings: [], notChecked: [], checked: [] };

type CodeChecking = CheckRequest & { readonly programs: readonly FoundProgram[]; readonly profiles: readonly TableProfile[]; readonly dataFindings: readonly Finding[] };

/** All programs; our own bugs become a note on each of them and lose no dataset. */
async function guardedCode(request: CodeChecking, ports: Ports): Promise<CodeResult & Pick<Report, 'loads'>> {
  const { programs, rules, workingFolder = '/', wholeFolders = [], signal = null, progress, fixes = null } = request;
  const none = (reason: NotChecked['reason'], message: string): CodeResult => ({ ...NO_CODE, notChecked: programs.map(({ program }) => ({ path: program.displayPath, reason, message })) });
  try {
    const openTools: NeedPython = async () => {
      const opened = await ports.openPython();
      if (opened.ok) return opened.tools;
      throw new PythonMissing(opened.text);
    };
    const openParser: NeedParser = async () => (await openTools()).parser;
    const before = request.datasets.length;
    const onProgress = (done: number, displayPath: string): void => progress?.report((before + done * programs.length) / (before + programs.length), displayPath);
    const looking = { ...request, lookCache: request.lookCache ?? createLookCache(MOST_TABLES) };
    const lookAtTable = tableLooks(looking, () => undefined, ports);
    const code = await checkCode({ programs, rules, workingFolder, wholeFolders, openTools, lookAtTable, workers: ports.codeWorkers, fixes, signal, onProgress }, ports);
    const reads: LookedRead[] = [];
    // the first call of each table is blamed, whoever looked at it first
    const lookAgain = tableLooks(looking, (read) => reads.push(read), ports);
    for (const read of signal?.aborted === true ? [] : code.reads) await lookAgain(read);
    const onCalls = await judgeReads({ ...request, reads, openParser }, ports);
    const loads = await loadsOf(reads, { findings: request.dataFindings, workingFolder, places: createCallPlaces(openParser, ports) });
    return { ...code, loads, findings: [...code.findings, ...onCalls.findings], notChecked: [...code.notChecked, ...onCalls.notChecked] };
  } catch (error) {
    if (error instanceof PythonMissing) return none('parser-missing', error.message);
    ports.log.warn(`internal error while checking programs: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return none('internal-error', 'an internal error of Lintel stopped this check; run with -v for the log and report it');
  }
}

/** Datasets that were checked as such are not looked at a second time. */
function tableLooks({ profiles, workingFolder = '/', lookCache, signal }: CodeChecking, onTable: (read: LookedRead) => void, ports: Ports): LookAtTable {
  const byPath = new Map(profiles.map((profile) => [resolvePath(workingFolder, profile.path), profile]));
  return createTableLooks({ workingFolder, profileOf: (path) => byPath.get(path) ?? null, cache: lookCache ?? createLookCache(), onTable, signal }, ports);
}

/** The data rules, on tables as programs read them. */
function judgeReads({ reads, openParser, programs, rules, dataFindings, label, workingFolder = '/', signal }: CodeChecking & { readonly reads: readonly LookedRead[]; readonly openParser: NeedParser }, ports: Ports): Promise<OnCalls> {
  const configs = new Map(programs.map(({ program, config }) => [program.path, config]));
  const [first] = programs;
  const configOf = (path: string): Config => configs.get(path) ?? first?.config ?? never(path);
  return checkOnCalls({ reads, rules: rules.filter(isDataRule), findings: dataFindings, configOf, label: label ?? null, workingFolder, openParser, signal: signal ?? null }, ports);
}

function never(path: string): never {
  throw new Error(`no program reads what ${path} reads`);
}

/** Datasets, programs, and files blamed that are neither: those are silenced by the configuration of the first program. */
function inputsOf({ datasets, programs = [], repositories, workingFolder = '/' }: CheckRequest, findings: readonly Finding[]): readonly CheckedInput[] {
  const given = [
    ...datasets.map(({ dataset, config }) => ({ path: dataset.path, displayPath: dataset.displayPath, config })),
    ...programs.map(({ program, config }) => ({ ...program, config })),
    ...(repositories?.found ?? []).flatMap(({ files }) => files),
  ];
  const known = new Set(given.map(({ displayPath }) => displayPath));
  const config = programs[0]?.config;
  const blamed = new Set(findings.filter(({ dataset, path }) => dataset === null && !known.has(path)).map(({ path }) => path));
  return config === undefined ? given : [...given, ...[...blamed].map((displayPath) => ({ path: resolvePath(workingFolder, displayPath), displayPath, config }))];
}

interface Guarded {
  readonly dataset: DatasetRef;
  readonly config: Config;
  readonly request: CheckRequest;
  readonly report: (done: number) => void;
}

/** One dataset; our own bugs become a note on that dataset and lose nothing else. */
async function guarded({ dataset, config, request, report }: Guarded, ports: Ports): Promise<DatasetResult> {
  const startLimit = (): Limit => withTimeLimit(request.signal ?? null, config.timeLimitMs, ports.clock);
  try {
    return await checkDataset({ dataset, config, rules: selectRules(request.rules.filter(isDataRule), config), label: request.label ?? null, startLimit, onProgress: report }, ports);
  } catch (error) {
    ports.log.warn(`internal error while checking ${dataset.displayPath}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const message = 'an internal error of Lintel stopped this check; run with -v for the log and report it';
    return { findings: [], notChecked: [{ path: dataset.displayPath, reason: 'internal-error', message }], profile: null, failures: [] };
  }
}

function failureNotes(result: DatasetResult, dataset: DatasetRef, ports: Ports): NotChecked[] {
  return result.failures.map(({ rule, error }) => {
    ports.log.warn(`rule ${rule} failed on ${dataset.displayPath}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return { path: dataset.displayPath, reason: 'internal-error', message: `rule ${rule} failed; all other rules ran. Run with -v for the log and report it` };
  });
}

/** Order of findings in every report: by path, position, rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.path, b.path) ||
    (a.cell ?? 0) - (b.cell ?? 0) ||
    (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) ||
    (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0) ||
    compareText(a.rule, b.rule) ||
    compareText(a.column ?? '', b.column ?? '') ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
