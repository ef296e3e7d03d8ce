/** Analyses the Python programs of a repository, each into plain data of its own, so that what did not change need not be analysed again. */
import type { CodeFinder, CodeFound, Found } from '../../../../rules/api/checklist/check.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { ProjectFacts } from '../../../../rules/api/python/project-facts.ts';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { ProgramSummary } from '../../../../rules/api/repository/program.ts';
import type { DocumentSection } from '../../../../rules/api/repository/repository.ts';
import type { Automation } from '../../../../rules/api/repository/automation.ts';
import { isCodeRule } from '../../../../rules/api/rule.ts';
import type { Config } from '../../config.ts';
import { joinPath, parentFolder, relativePath } from '../../paths.ts';
import type { CancelSignal, Ports } from '../../ports.ts';
import { noteOf, settleProject } from '../../python/check/check-code.ts';
import type { CodeRequest, CodeResult, FoundProgram, SettlingRequest } from '../../python/check/check-code.ts';
import { linkPrograms } from '../../python/check/link-programs.ts';
import { groupByProject } from '../../python/check/project-root.ts';
import type { Project } from '../../python/check/project-root.ts';
import { importsWithin, readImported } from '../../python/check/project-sources.ts';
import { isNotebookPath, readSource } from '../../python/check/read-source.ts';
import { openUnitWork } from '../../python/check/unit-work.ts';
import { findManifests } from '../../python/project/find-manifests.ts';
import { projectFactsOf } from '../../python/project/project-facts.ts';
import { readProjectKnowledge } from '../../python/project/project-knowledge.ts';
import type { PythonTools } from '../../python/python-tools.ts';
import type { UnitResult } from '../../python/check/check-unit.ts';
import type { NotChecked } from '../../report.ts';
import { sectionsOfNotebook } from '../documents/sections-of.ts';
import { pythonAutomationsOf } from '../programs/automations/python-automations.ts';
import { viewProgram } from '../programs/program-view.ts';
import type { PytestSettings } from '../programs/pytest-settings.ts';
import { summarise } from '../programs/summarise.ts';
import { basisOf, forgetOthers } from './analysis-cache.ts';
import type { AnalysisCache } from './analysis-cache.ts';

/** What is known of one program, whatever the rest of the repository says. */
export interface AnalysedProgram {
  readonly summary: ProgramSummary;
  readonly found: CodeFound;
  readonly automations: readonly Automation[];
  /** Of the Markdown cells of a notebook. */
  readonly sections: readonly DocumentSection[];
}

export interface AnalysedPrograms {
  /** By path relative to the root, in the order of the files. */
  readonly programs: ReadonlyMap<string, AnalysedProgram>;
  readonly project: ProjectFacts;
  /** Texts of scripts, by path relative to the root. */
  readonly texts: ReadonlyMap<string, string>;
  readonly notChecked: readonly NotChecked[];
  /** What rules on code find, where they were given. */
  readonly code: CodeResult;
}

/** Rules on code to ask while programs are analysed, with how their findings are shown. */
export type CodeJudging = Pick<CodeRequest, 'rules' | 'workingFolder' | 'wholeFolders'>;

export interface AnalyseRequest {
  /** Absolute. */
  readonly root: string;
  readonly repositoryFiles: RepositoryFiles;
  readonly settings: PytestSettings;
  readonly tools: PythonTools;
  readonly finders: readonly CodeFinder[];
  /** Null when no rules are asked. With a cache, they are the same each time. */
  readonly judging: CodeJudging | null;
  readonly configOf: (folder: string) => Promise<Config>;
  readonly signal: CancelSignal | null;
  /** What is known from the last time; all programs are analysed when there is none. */
  readonly cache: AnalysisCache | null;
  /** @param done 0..1 of all programs */
  readonly onProgress: (done: number, path: string) => void;
}

export type AnalysePorts = Pick<Ports, 'files' | 'clock' | 'log'>;

/** Own choices: a program takes some hundredths of a second and its text is held while its project is analysed. */
const MOST_PROGRAMS = 5000;
const MOST_CHARACTERS = 150_000_000;

const PROGRAM = /\.(?:py|ipynb)$/i;

export async function analysePrograms(request: AnalyseRequest, ports: AnalysePorts): Promise<AnalysedPrograms> {
  const { root, repositoryFiles, signal } = request;
  const notChecked: NotChecked[] = [];
  const paths = repositoryFiles.all.flatMap(({ path }) => (PROGRAM.test(path) ? [path] : []));
  if (paths.length > MOST_PROGRAMS) {
    const message = `more than ${MOST_PROGRAMS.toLocaleString('en-US')} Python files, so only the first were looked at; name the folder of the project, or use \`exclude\``;
    notChecked.push({ path: '.', reason: 'too-large', message });
  }
  const programs: FoundProgram[] = [];
  for (const path of paths.slice(0, MOST_PROGRAMS)) {
    const absolute = joinPath(root, path);
    programs.push({ program: { path: absolute, displayPath: path }, config: await request.configOf(parentFolder(absolute) ?? root) });
  }
  const state: AnalyseState = { request, ports, programs: new Map(), texts: new Map(), notChecked, charactersLeft: MOST_CHARACTERS, code: [], done: 0, total: programs.length, units: new Set(), sources: new Set(), failures: 0 };
  for (const project of await groupByProject({ programs, workingFolder: root }, ports.files)) await analyseProject(project, state);
  if (request.cache !== null && signal?.aborted !== true) forgetOthers(request.cache, { units: state.units, paths: state.sources });
  const absolutes = programs.map(({ program }) => program.path);
  const manifests = await findManifests({ root, programs: absolutes, files: ports.files, openParser: async () => request.tools.parser });
  if (signal?.aborted === true && !notChecked.some(({ reason }) => reason === 'cancelled')) notChecked.push({ path: '.', reason: 'cancelled', message: 'the check was cancelled while programs were analysed' });
  const inOrder = new Map(paths.flatMap((path) => entryOf(state.programs, path)));
  return { programs: inOrder, project: projectFactsOf({ root, manifests, paths: absolutes }), texts: state.texts, notChecked, code: joinCode(state.code) };
}

interface AnalyseState {
  readonly request: AnalyseRequest;
  readonly ports: AnalysePorts;
  readonly programs: Map<string, AnalysedProgram>;
  readonly texts: Map<string, string>;
  readonly notChecked: NotChecked[];
  /** Of each project. */
  readonly code: CodeResult[];
  charactersLeft: number;
  done: number;
  readonly total: number;
  /** Keys of all units, and absolute paths of all texts, for the cache. */
  readonly units: Set<string>;
  readonly sources: Set<string>;
  /** Bugs of our own so far. */
  failures: number;
}

async function analyseProject({ root, home, programs }: Project, state: AnalyseState): Promise<void> {
  const { request, ports } = state;
  const { signal, tools } = request;
  const sources = await readSources(programs, state);
  await readImported(sources, { root, files: ports.files, signal });
  const manifests = await findManifests({ root, programs: [...sources.keys()], files: ports.files, openParser: async () => tools.parser });
  const knowledge = await readProjectKnowledge(root, ports.files);
  const work = openUnitWork({ root, home, sources, manifests, knowledge }, { tools, rules: request.judging?.rules.filter(isCodeRule) ?? [], clock: ports.clock });
  const judged: UnitResult[] = [];
  const byPath = new Map(programs.map(({ program, config }) => [program.path, { path: program.path, config }]));
  const onFacts = (facts: Facts): void => take(facts, state);
  const pause = async (path: string): Promise<void> => {
    request.onProgress(Math.min(state.done / Math.max(state.total, 1), 1), relativePath(request.root, path));
    state.done += 1;
    await ports.clock.pause();
  };
  for (const path of sources.keys()) state.sources.add(path);
  // a module that appears may be meant by an import that led nowhere
  const settings = request.cache === null ? '' : JSON.stringify([root, home, manifests, knowledge, request.judging === null ? [] : [...new Set(programs.map(({ config }) => config))], { ...request.settings, folders: [...request.settings.folders] }, [...sources.keys()].sort()]);
  const importedBy = importsWithin(sources);
  for (const group of linkPrograms([...byPath.keys()].filter((path) => sources.has(path)), sources)) {
    const unit = group.flatMap((path) => byPath.get(path) ?? []);
    const key = group.join('\n');
    state.units.add(key);
    const basis = request.cache === null ? '' : basisOf(request.cache, { unit: group, sources, settings, importedBy });
    const known = request.cache?.units.get(key);
    if (known !== undefined && known.basis === basis) {
      for (const [path, program] of known.programs) state.programs.set(path, program);
      state.notChecked.push(...known.notChecked);
      judged.push(...known.results);
      state.done += group.length;
      continue;
    }
    const [before, failuresBefore] = [state.notChecked.length, state.failures];
    const results = await work.check(unit, { lookAtTable: null, signal, pause, fixes: null, onFacts });
    if (request.judging !== null) judged.push(...results);
    for (const result of results) state.notChecked.push(...noteOf(result, { workingFolder: request.root }, ports));
    if (request.cache === null || state.failures > failuresBefore || results.some(({ kind }) => kind === 'cancelled' || kind === 'out-of-time' || kind === 'failed')) continue;
    const paths = group.map((path) => relativePath(request.root, path));
    request.cache.units.set(key, { basis, programs: new Map(paths.flatMap((path) => entryOf(state.programs, path))), results: request.judging === null ? [] : results, notChecked: state.notChecked.slice(before) });
  }
  if (request.judging !== null) state.code.push(await settleJudged(request.judging, { root, programs, sources, results: judged, facts: work.facts, openDocuments: async () => work.documents, knowledge }, state));
}

type Judged = Pick<SettlingRequest, 'root' | 'programs' | 'results' | 'sources' | 'facts' | 'openDocuments' | 'knowledge'>;

/** Project rules see the programs in the order they were found. */
function settleJudged(judging: CodeJudging, { results, ...judged }: Judged, { request, ports }: AnalyseState): Promise<CodeResult> {
  const byProgram = new Map(results.map((result) => [result.kind === 'checked' ? result.program.path : result.path, result]));
  const inOrder = judged.programs.flatMap(({ program }) => byProgram.get(program.path) ?? []);
  const unread = judged.programs.flatMap(({ program }) => (judged.sources.has(program.path) ? [] : [relativePath(judging.workingFolder, program.path)]));
  return settleProject({ ...judging, ...judged, results: inOrder, unread, signal: request.signal }, ports);
}

function joinCode(all: readonly CodeResult[]): CodeResult {
  return { findings: all.flatMap(({ findings }) => findings), notChecked: all.flatMap(({ notChecked }) => notChecked), checked: all.flatMap(({ checked }) => checked), reads: all.flatMap(({ reads }) => reads) };
}

function entryOf<K, V>(map: ReadonlyMap<K, V>, key: K): readonly (readonly [K, V])[] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}

async function readSources(programs: readonly FoundProgram[], state: AnalyseState): Promise<Map<string, string>> {
  const { request, ports, notChecked } = state;
  const sources = new Map<string, string>();
  for (const { program } of programs) {
    if (request.signal?.aborted === true) break;
    if (state.charactersLeft <= 0) {
      notChecked.push({ path: program.displayPath, reason: 'too-large', message: 'all programs together are larger than 150 MB; name the folder of the project, or use `exclude`' });
      continue;
    }
    const source = await readSource(program.path, { files: ports.files, signal: request.signal });
    if (!source.ok) {
      notChecked.push({ path: program.displayPath, reason: source.reason, message: source.message });
      continue;
    }
    state.charactersLeft -= source.text.length;
    sources.set(program.path, source.text);
    if (!isNotebookPath(program.path)) state.texts.set(program.displayPath, source.text);
  }
  return sources;
}

/** Programs of a unit may be analysed more than once; the last time knows most. */
function take(facts: Facts, state: AnalyseState): void {
  const { request, ports, notChecked } = state;
  const path = relativePath(request.root, facts.document.path);
  const fail = (what: string, error: unknown): void => {
    state.failures += 1;
    ports.log.warn(`${what} failed on ${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    notChecked.push({ path, reason: 'internal-error', message: `an internal error of Lintel stopped ${what}; run with -v for the log and report it` });
  };
  try {
    const summary = summarise({ facts, root: request.root, settings: request.settings });
    const view = viewProgram(facts, request.root);
    const found = request.finders.flatMap((finder) => {
      try {
        return [finder.find({ facts, program: summary, placeOf: view.placeOf, ownerOf: view.ownerOf })];
      } catch (error) {
        fail(`looking for ${finder.name}`, error);
        return [];
      }
    });
    const cells = facts.document.kind === 'notebook' ? facts.document.cells : [];
    state.programs.set(path, { summary, found: joinFound(found), automations: pythonAutomationsOf(facts, request.root), sections: sectionsOfNotebook(path, cells) });
  } catch (error) {
    fail('summing up this program', error);
  }
}

export function joinFound(all: readonly CodeFound[]): Found {
  return {
    checks: all.flatMap(({ checks = [] }) => checks),
    mentions: all.flatMap(({ mentions = [] }) => mentions),
    manual: all.flatMap(({ manual = [] }) => manual),
    counter: all.flatMap(({ counter = [] }) => counter),
  };
}
