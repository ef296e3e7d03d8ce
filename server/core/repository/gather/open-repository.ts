/** Gathers all that is known of a repository: files, git, programs, documents, what runs by itself and what it runs. Never throws for what is there. */
import type { CodeFinder, Found } from '../../../../rules/api/checklist/check.ts';
import type { ProjectFacts } from '../../../../rules/api/python/project-facts.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';
import type { Config } from '../../config.ts';
import { defaultConfig } from '../../config/defaults.ts';
import type { CancelSignal, Git, Ports } from '../../ports.ts';
import type { CodeResult } from '../../python/check/check-code.ts';
import type { OpenPython } from '../../python/python-tools.ts';
import type { NotChecked } from '../../report.ts';
import { openFiles } from '../files/open-files.ts';
import type { RepositoryLimits } from '../files/walk-repository.ts';
import { readGit } from '../git/read-git.ts';
import { pytestSettingsOf } from '../programs/pytest-settings.ts';
import type { ShellParser } from '../shell.ts';
import type { AnalysisCache } from './analysis-cache.ts';
import { analysePrograms, joinFound } from './analyse-programs.ts';
import type { AnalysedProgram, AnalysedPrograms, CodeJudging } from './analyse-programs.ts';
import { assembleRepository } from './assemble-repository.ts';
import { damagedSettings } from './damaged-settings.ts';
import { readScriptTexts } from './read-script-texts.ts';

export interface OpenRepositoryRequest {
  /** Absolute. */
  readonly root: string;
  /** Configuration of a folder; the defaults when left out. */
  readonly configOf?: (folder: string) => Promise<Config>;
  /** How much is gathered besides files, documents and settings, each with what stands before it: texts of scripts, commands, Python programs, which cost most. All when left out. */
  readonly reads?: 'files' | 'texts' | 'runs' | 'programs';
  /** Finders that look into programs while they are analysed; none when left out. */
  readonly codeFinders?: readonly CodeFinder[];
  /** Rules on code to ask while programs are analysed; none when left out. With a cache, they are the same each time. */
  readonly judging?: CodeJudging;
  readonly limits?: RepositoryLimits;
  readonly signal?: CancelSignal | null;
  /** Kept from one opening to the next: only programs that changed are analysed then. */
  readonly cache?: AnalysisCache;
  /** @param done 0..1 @param path what is looked at, relative to the root */
  readonly onProgress?: (done: number, path: string) => void;
}

export interface RepositoryPorts extends Pick<Ports, 'files' | 'clock' | 'log'> {
  /** Null where the folder is not trusted: git is not asked then. */
  readonly git: Git | null;
  readonly openPython: OpenPython;
  readonly openShell: OpenShell;
}

/** Opens the shell parser when it is needed; `text` is a plain sentence. */
export type OpenShell = () => Promise<{ readonly ok: true; readonly shell: ShellParser } | { readonly ok: false; readonly text: string }>;

export interface OpenedRepository {
  readonly repository: Repository;
  /** What the code finders found in all programs. */
  readonly programsFacts: Found;
  /** Each program on its own, by path relative to the root. */
  readonly programs: ReadonlyMap<string, AnalysedProgram>;
  /** What the rules on code found. */
  readonly code: CodeResult;
  /** Paths are relative to the root; sorted, each thing once. */
  readonly notChecked: readonly NotChecked[];
}

/** Share of the progress that listing and reading files takes, as seen in projects of some hundred files. Own choice. */
const FILES_SHARE = 0.1;

export async function openRepository(request: OpenRepositoryRequest, ports: RepositoryPorts): Promise<OpenedRepository> {
  const { root, signal = null, codeFinders = [], onProgress = () => undefined, reads = 'programs' } = request;
  const configOf = request.configOf ?? (async (folder: string) => defaultConfig(folder));
  onProgress(0, '.');
  const { git, tracked, notChecked: ofGit } = await readGit({ root, git: ports.git, signal });
  const programTexts: { texts: ReadonlyMap<string, string> } = { texts: new Map() };
  const { files, notChecked: ofFiles } = await openFiles({
    root,
    files: ports.files,
    signal,
    configOf,
    tracked,
    programText: (path) => programTexts.texts.get(path) ?? null,
    onFolder: (path) => onProgress(0, path === '' ? '.' : path),
    ...(request.limits === undefined ? {} : { limits: request.limits }),
  });
  onProgress(FILES_SHARE, '.');
  const settings = pytestSettingsOf(files);
  const python = reads === 'programs' ? await ports.openPython() : null;
  const analysed: AnalysedPrograms = python === null ? { programs: new Map(), project: emptyProject(root), texts: new Map(), notChecked: [], code: NO_CODE } : python.ok
    ? await analysePrograms(
        { root, repositoryFiles: files, settings, tools: python.tools, finders: codeFinders, judging: request.judging ?? null, configOf, signal, cache: request.cache ?? null, onProgress: (done, path) => onProgress(FILES_SHARE + done * (1 - FILES_SHARE), path) },
        ports,
      )
    : { programs: new Map(), project: emptyProject(root), texts: new Map(), notChecked: [{ path: '.', reason: 'parser-missing', message: python.text }], code: NO_CODE };
  programTexts.texts = reads === 'texts' || reads === 'runs' ? await readScriptTexts(files.all, { root, files: ports.files, signal }) : analysed.texts;
  const shell = reads === 'files' || reads === 'texts' ? null : await ports.openShell();
  const ofShell: readonly NotChecked[] = shell === null || shell.ok ? [] : [{ path: '.', reason: 'parser-missing', message: shell.text }];
  const { repository, failures } = assembleRepository({ files, git, project: analysed.project, programs: analysed.programs, settings, shell: shell?.ok === true ? shell.shell : null });
  const ofParts = failures.map(({ part, detail }): NotChecked => {
    ports.log.warn(`${part} failed: ${detail}`);
    return { path: '.', reason: 'internal-error', message: `an internal error of Lintel stopped ${part}; run with -v for the log and report it` };
  });
  onProgress(1, '.');
  return {
    repository,
    programsFacts: joinFound([...analysed.programs.values()].map(({ found }) => found)),
    programs: analysed.programs,
    code: analysed.code,
    notChecked: eachOnce([...ofGit, ...ofFiles, ...damagedSettings(files), ...analysed.notChecked, ...ofShell, ...ofParts]),
  };
}

const NO_CODE: CodeResult = { findings: [], notChecked: [], checked: [], reads: [] };

function emptyProject(root: string): ProjectFacts {
  return { root, dependencies: [], manifests: [], incomplete: [], locked: new Set(), locks: [], ownModules: [] };
}

function eachOnce(all: readonly NotChecked[]): readonly NotChecked[] {
  const byText = new Map(all.map((one) => [`${one.path}\0${one.reason}\0${one.message}`, one]));
  return [...byText.keys()].sort().flatMap((key) => byText.get(key) ?? []);
}
