/** Checks Python files and notebooks: texts in, findings out. Never throws for user input; a program that fails is in `notChecked`. */
import { isCodeRule } from '../../../../rules/api/rule.ts';
import type { Rule } from '../../../../rules/api/rule.ts';
import type { CodeRule } from '../../../../rules/api/python-rule.ts';
import { keptUnits } from '../../cache/unit-entries.ts';
import type { KeptUnits } from '../../cache/unit-entries.ts';
import type { Config } from '../../config.ts';
import { metaRules } from '../../meta-rules.ts';
import { isInside, relativePath } from '../../paths.ts';
import type { CancelSignal, Ports } from '../../ports.ts';
import type { Finding, NotChecked } from '../../report.ts';
import type { NeedPython } from '../python-tools.ts';
import type { LookAtTable, UnitProgram, UnitResult } from './check-unit.ts';
import type { CheckedProgram } from './draft.ts';
import type { Documents } from './documents.ts';
import { judgeProject, NOTHING_JUDGED } from './judge-project.ts';
import type { ProjectJudging } from './judge-project.ts';
import type { FixesWanted } from '../fix/mend-program.ts';
import { linkPrograms } from './link-programs.ts';
import type { PlainRead } from '../reading-data/look-at-tables.ts';
import { findManifests } from '../project/find-manifests.ts';
import { projectFactsOf } from '../project/project-facts.ts';
import { readProjectKnowledge } from '../project/project-knowledge.ts';
import type { ProjectKnowledge } from '../project/project-knowledge.ts';
import { knowledgeFindings } from './knowledge-findings.ts';
import { groupByProject } from './project-root.ts';
import { readSource } from './read-source.ts';
import { readImported } from './project-sources.ts';
import { settleDrafts } from './settle-drafts.ts';
import type { SourceStore } from './sources.ts';
import { openUnitWork } from './unit-work.ts';
import type { PlainProject, UnitWork, UnitWorkers } from './unit-work.ts';

/** One Python file or notebook. Absolute `path`; `displayPath` is what reports show. */
export interface ProgramRef {
  readonly path: string;
  readonly displayPath: string;
}

export interface FoundProgram {
  readonly program: ProgramRef;
  readonly config: Config;
}

export interface CodeRequest {
  readonly programs: readonly FoundProgram[];
  /** Every known rule; selection is in the config. */
  readonly rules: readonly Rule[];
  /** Absolute; display paths are relative to it. */
  readonly workingFolder: string;
  /** Absolute folders of which every program is in `programs`. */
  readonly wholeFolders: readonly string[];
  /** Called when there is something to analyse. */
  readonly openTools: NeedPython;
  /** Null when data is not looked at. */
  readonly lookAtTable: LookAtTable | null;
  /** Null when everything is done in this process. */
  readonly workers: UnitWorkers | null;
  /** Null when no fixes are wanted: each costs an analysis of its own. */
  readonly fixes: FixesWanted | null;
  readonly signal: CancelSignal | null;
  /** @param done 0..1 of all programs */
  readonly onProgress: (done: number, displayPath: string) => void;
}

export interface CodeResult {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  /** Display paths of the programs that were checked. */
  readonly checked: readonly string[];
  /** Those of them that were looked at in part only: what is not said of them may hold all the same. None when left out. */
  readonly partly?: readonly string[];
  /** Of files that are named, program by program. */
  readonly reads: readonly PlainRead[];
}

export type CodePorts = Pick<Ports, 'files' | 'clock' | 'log' | 'cache'>;

export async function checkCode(request: CodeRequest, ports: CodePorts): Promise<CodeResult> {
  const projects = await groupByProject(request, ports.files);
  const workers = request.programs.length < WORTH_PROCESSES ? null : request.workers;
  // what is known already needs none
  if (ports.cache === undefined || ports.cache === null) workers?.start();
  const results: CodeResult[] = [];
  let done = 0;
  for (const [index, { root, home, programs }] of projects.entries()) {
    const step = (displayPath: string): void => {
      request.onProgress(Math.min(done / request.programs.length, 1), displayPath);
      done += 1;
    };
    const sources = workers?.openSources() ?? openInMemory();
    const onUnitsDone = (): void => (index === projects.length - 1 ? workers?.rest() : undefined);
    try {
      results.push(await checkProject({ ...request, workers, programs, root, home, sources, step, onUnitsDone, codeRules: request.rules.filter(isCodeRule) }, ports));
    } finally {
      sources.close();
    }
  }
  const partly = results.flatMap((result) => result.partly ?? []);
  return { findings: results.flatMap(({ findings }) => findings), notChecked: results.flatMap(({ notChecked }) => notChecked), ...(partly.length === 0 ? {} : { partly }), checked: results.flatMap(({ checked }) => checked), reads: results.flatMap(({ reads }) => reads) };
}

interface ProjectRequest extends CodeRequest {
  /** Absolute. */
  readonly root: string;
  /** See `Project`. */
  readonly home: string;
  readonly codeRules: readonly CodeRule[];
  /** Empty. */
  readonly sources: SourceStore;
  /** Told when all that is left is to judge the whole. */
  readonly onUnitsDone: () => void;
  /** Told when a program's turn comes. */
  readonly step: (displayPath: string) => void;
}

async function checkProject(request: ProjectRequest, ports: CodePorts): Promise<CodeResult> {
  const { programs, root, home, openTools, sources } = request;
  const notChecked: NotChecked[] = [];
  const isCancelled = (): boolean => request.signal?.aborted === true;
  for (const { program } of programs) {
    const source = isCancelled() ? CANCELLED : await readSource(program.path, { files: ports.files, signal: request.signal });
    if (source.ok) sources.set(program.path, source.text);
    else notChecked.push({ path: displayOf(program.path, request), reason: source.reason, message: source.message });
  }
  if (isCancelled()) return { findings: [], notChecked: programs.map(({ program: { path } }) => ({ path: displayOf(path, request), reason: CANCELLED.reason, message: CANCELLED.message })), checked: [], reads: [] };
  await readImported(sources, { root, files: ports.files, signal: request.signal });
  const manifests = await findManifests({ root, programs: [...sources.keys()], files: ports.files, openParser: async () => (await openTools()).parser });
  const knowledge = await readProjectKnowledge(root, ports.files);
  const project: PlainProject = { root, home, sources, manifests, knowledge };
  let opened: UnitWork | null = null;
  const openWork = async (): Promise<UnitWork> => (opened ??= openUnitWork(project, { tools: await openTools(), rules: request.codeRules, clock: ports.clock }));
  const readable = programs.flatMap(({ program: { path }, config }) => (sources.has(path) ? [{ path, config }] : []));
  const results = await checkPrograms(readable, project, { request, openWork, ports });
  request.onUnitsDone();
  const facts = projectFactsOf({ root, manifests, paths: sources.keys() });
  const openDocuments = async (): Promise<Documents> => (await openWork()).documents;
  const settled = await settleProject({ ...request, results, unread: notChecked.map(({ path }) => path), facts, openDocuments, knowledge }, ports);
  return { ...settled, notChecked: [...notChecked, ...settled.notChecked] };
}

export interface SettlingRequest extends Pick<CodeRequest, 'programs' | 'rules' | 'workingFolder' | 'wholeFolders' | 'signal'>, Pick<ProjectJudging, 'sources' | 'facts' | 'openDocuments'> {
  /** Absolute. */
  readonly root: string;
  readonly results: readonly UnitResult[];
  /** Display paths of programs that could not be read. */
  readonly unread: readonly string[];
  readonly knowledge: ProjectKnowledge | null;
}

/** What is found in a project once each of its programs is checked. */
export async function settleProject(request: SettlingRequest, ports: CodePorts): Promise<CodeResult> {
  const { programs, root, results, knowledge } = request;
  const configs = new Map(programs.map(({ program, config }) => [program.path, config]));
  const codeRules = request.rules.filter(isCodeRule);
  const checked = results.flatMap((result) => (result.kind === 'checked' ? [result.program] : []));
  const notChecked = results.flatMap((result) => noteOf(result, request, ports));
  const isWholeFolder = request.wholeFolders.some((folder) => isInside(root, folder));
  const hasAllPrograms = isWholeFolder && request.unread.length === 0 && checked.length === results.length;
  // what rests on all programs is not to be said of some
  const judged = request.signal?.aborted === true ? NOTHING_JUDGED : await judgeProject({ ...request, codeRules, checked, hasAllPrograms }, ports);
  for (const note of judged.notChecked) notChecked.push(note);
  const incomplete = new Set([...request.unread, ...notChecked.map(({ path }) => path), ...checked.filter(({ isWhole }) => !isWhole).map(({ path }) => displayOf(path, request))]);
  const isWholeProject = incomplete.size === 0 && isWholeFolder;
  const findings = settleDrafts({
    drafts: [...checked.flatMap(({ drafts }) => drafts), ...judged.drafts],
    suppressions: new Map([...judged.suppressions, ...checked.flatMap(({ suppressions }) => [...suppressions])]),
    rules: codeRules,
    knownIds: [...request.rules, ...metaRules].map(({ id }) => id),
    configOf: (path) => configs.get(path) ?? programs[0]?.config ?? never(path),
    displayPath: (path) => displayOf(path, request),
    isWhole: (path) => isWholeProject && configs.has(path),
  });
  const ofKnowledge = knowledgeFindings(knowledge, { config: programs[0]?.config ?? null, displayPath: (path) => displayOf(path, request) });
  const partly = checked.filter(({ isWhole, hasSyntaxErrors }) => !isWhole || hasSyntaxErrors).map(({ path }) => displayOf(path, request));
  return { findings: [...findings, ...ofKnowledge], notChecked, ...(partly.length === 0 ? {} : { partly }), checked: checked.map(({ path }) => displayOf(path, request)), reads: checked.flatMap(({ reads }) => reads) };
}

const CANCELLED = { ok: false, reason: 'cancelled', message: 'the check was cancelled before this file' } as const;

function never(path: string): never {
  throw new Error(`no program of the project of ${path}`);
}

function displayOf(path: string, { workingFolder }: Pick<CodeRequest, 'workingFolder'>): string {
  return relativePath(workingFolder, path);
}

function openInMemory(): SourceStore & { close(): void } {
  return Object.assign(new Map<string, string>(), { close: () => undefined });
}

/** Fewer programs are checked before other processes have started. Own choice, from measurements. */
export const WORTH_PROCESSES = 30;

async function checkPrograms(programs: readonly UnitProgram[], project: PlainProject, { request, openWork, ports }: { readonly request: ProjectRequest; readonly openWork: () => Promise<UnitWork>; readonly ports: CodePorts }): Promise<readonly UnitResult[]> {
  const { signal, lookAtTable, workers, fixes } = request;
  const byPath = new Map(programs.map((program) => [program.path, program]));
  const units = linkPrograms([...byPath.keys()], project.sources).map((group) => group.flatMap((path) => byPath.get(path) ?? []));
  const pause = async (path: string): Promise<void> => {
    request.step(displayOf(path, request));
    await ports.clock.pause();
  };
  const { cache = null } = ports;
  const kept = cache === null ? null : keptUnits({ project, rules: request.codeRules, lookAtTable, fixes }, cache);
  const { results, left } = await knownOf(units, { kept, signal, pause });
  const keeping: Promise<void>[] = [];
  const keep = (answer: readonly UnitResult[], unit: readonly UnitProgram[]): void => {
    if (kept !== null) keeping.push(kept.put(unit, answer));
  };
  if (workers !== null && (kept === null || left.flat().length >= WORTH_PROCESSES)) {
    const unitOf = new Map(left.flatMap((unit) => unit.map(({ path }) => [path, unit] as const)));
    const onResults = (answer: readonly UnitResult[]): void => {
      const [first] = answer;
      if (first !== undefined) keep(answer, unitOf.get(first.kind === 'checked' ? first.program.path : first.path) ?? []);
    };
    // more results than a call takes arguments
    for (const result of await workers.check(project, { units: left, lookAtTable, signal, pause, fixes, onResults })) results.push(result);
  } else {
    for (const unit of left) {
      const answer = await (await openWork()).check(unit, { lookAtTable, signal, pause, fixes });
      keep(answer, unit);
      for (const result of answer) results.push(result);
    }
  }
  await Promise.all(keeping);
  // project rules and notes see the programs in the order they were found, whoever was done first
  const byProgram = new Map(results.map((result) => [result.kind === 'checked' ? result.program.path : result.path, result]));
  return programs.flatMap(({ path }) => byProgram.get(path) ?? []);
}

/** What earlier runs found, where it still holds, and the units to check. */
async function knownOf(units: readonly (readonly UnitProgram[])[], { kept, signal, pause }: { readonly kept: KeptUnits | null; readonly signal: CancelSignal | null; readonly pause: (path: string) => Promise<void> }): Promise<{ readonly results: UnitResult[]; readonly left: readonly (readonly UnitProgram[])[] }> {
  if (kept === null) return { results: [], left: units };
  const results: UnitResult[] = [];
  const left: (readonly UnitProgram[])[] = [];
  for (const unit of units) {
    const known = signal?.aborted === true ? null : await kept.get(unit);
    if (known === null) left.push(unit);
    else for (const { path } of unit) await pause(path);
    for (const result of known ?? []) results.push(result);
  }
  return { results, left };
}

const OUT_OF_TIME = 'the analysis took longer than the time limit; raise `time-limit` or split the file';
const FAILED = 'an internal error of Lintel stopped this check; run with -v for the log and report it';

export function noteOf(result: UnitResult, request: Pick<CodeRequest, 'workingFolder'>, { log }: Pick<CodePorts, 'log'>): readonly NotChecked[] {
  switch (result.kind) {
    case 'unreadable':
      return [{ path: displayOf(result.path, request), reason: result.reason, message: result.message }];
    case 'cancelled':
      return [{ path: displayOf(result.path, request), reason: 'cancelled', message: CANCELLED.message }];
    case 'out-of-time':
      return [{ path: displayOf(result.path, request), reason: 'out-of-time', message: OUT_OF_TIME }];
    case 'failed':
      log.warn(`internal error while checking ${displayOf(result.path, request)}: ${result.detail}`);
      return [{ path: displayOf(result.path, request), reason: 'internal-error', message: FAILED }];
    case 'checked':
      return failureNotes(result.program, request, log);
  }
}

function failureNotes({ path, failures }: CheckedProgram, request: Pick<CodeRequest, 'workingFolder'>, log: CodePorts['log']): readonly NotChecked[] {
  return failures.map(({ rule, detail }) => {
    log.warn(`rule ${rule} failed on ${displayOf(path, request)}: ${detail}`);
    return { path: displayOf(path, request), reason: 'internal-error', message: `rule ${rule} failed; all other rules ran. Run with -v for the log and report it` };
  });
}
