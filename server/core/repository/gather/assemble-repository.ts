/** Puts what was gathered together as one repository. Pure. */
import type { Automation } from '../../../../rules/api/repository/automation.ts';
import type { GitFacts, RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { ProjectFacts } from '../../../../rules/api/python/project-facts.ts';
import type { FunctionId, FunctionSummary, ProgramSummary } from '../../../../rules/api/repository/program.ts';
import type { DocumentSection, Repository } from '../../../../rules/api/repository/repository.ts';
import { automationsOf } from '../automation/automations-of.ts';
import { dockerFilesOf } from '../docker/docker-files-of.ts';
import { sectionsOf } from '../documents/sections-of.ts';
import { connectPrograms } from '../programs/connect-programs.ts';
import type { PytestSettings } from '../programs/pytest-settings.ts';
import { runsOf } from '../runs/runs-of.ts';
import type { ShellParser } from '../shell.ts';
import type { AnalysedProgram } from './analyse-programs.ts';

export interface RepositoryParts {
  readonly files: RepositoryFiles;
  readonly git: GitFacts | null;
  readonly project: ProjectFacts;
  /** By path relative to the root. */
  readonly programs: ReadonlyMap<string, AnalysedProgram>;
  readonly settings: PytestSettings;
  /** Null where scripts cannot be read; there are no runs then. */
  readonly shell: ShellParser | null;
}

/** `failures` are our own bugs: a part that fails is empty and loses no other part. */
export interface Assembled {
  readonly repository: Repository;
  readonly failures: readonly { readonly part: string; readonly detail: string }[];
}

export function assembleRepository({ files, git, project, programs, settings, shell }: RepositoryParts): Assembled {
  const failures: Assembled['failures'][number][] = [];
  const attempt = <T>(part: string, { otherwise, make }: { readonly otherwise: T; readonly make: () => T }): T => {
    try {
      return make();
    } catch (error) {
      failures.push({ part, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return otherwise;
    }
  };
  const analysed = [...programs.values()];
  const docker = attempt('reading Dockerfiles', { otherwise: [], make: () => dockerFilesOf(files) });
  const ofFiles = attempt('reading settings of CI systems and schedulers', { otherwise: [], make: () => automationsOf({ files, git }) });
  const automations = inOrder([...ofFiles, ...analysed.flatMap((program) => program.automations)]);
  const runs = shell === null ? [] : attempt('following what commands run', { otherwise: [], make: () => runsOf({ files, docker, automations, shell }) });
  const sections = attempt('reading documents', { otherwise: [], make: () => sectionsOf(files) });
  const documents = documentsInOrder([...sections, ...analysed.flatMap((program) => program.sections)]);
  const alone = analysed.map(({ summary }) => summary);
  const connected = attempt('connecting programs', { otherwise: alone, make: () => connectPrograms({ programs: alone, settings }) });
  return { repository: repositoryOf({ files, git, project, programs: connected, automations, runs, docker, documents }), failures };
}

function repositoryOf(facts: Omit<Repository, 'functionOf' | 'once'>): Repository {
  let functions: ReadonlyMap<FunctionId, FunctionSummary> | null = null;
  const computed = new Map<unknown, unknown>();
  const repository: Repository = {
    ...facts,
    functionOf: (id) => (functions ??= functionsById(facts.programs)).get(id) ?? null,
    once: <T>(compute: (repository: Repository) => T): T => {
      if (!computed.has(compute)) computed.set(compute, compute(repository));
      return computed.get(compute) as T;
    },
  };
  return repository;
}

function functionsById(programs: readonly ProgramSummary[]): ReadonlyMap<FunctionId, FunctionSummary> {
  return new Map(programs.flatMap(({ functions }) => functions.map((each) => [each.id, each] as const)));
}

function inOrder(automations: readonly Automation[]): readonly Automation[] {
  return automations.toSorted((a, b) => compare(a.at.path, b.at.path) || (a.at.range?.start.line ?? 0) - (b.at.range?.start.line ?? 0) || compare(a.name, b.name));
}

function documentsInOrder(sections: readonly DocumentSection[]): readonly DocumentSection[] {
  // sections of one document are in order already, and sorting keeps that
  return sections.toSorted((a, b) => compare(a.at.path, b.at.path));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
