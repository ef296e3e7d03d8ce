/** Puts what was gathered together as one repository. Pure. */
import type { Automation } from '../../../../rules/api/repository/automation.ts';
import type { GitFacts, RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { ProjectFacts } from '../../../../rules/api/python/project-facts.ts';
import type { FunctionId, FunctionSummary, ProgramSummary } from '../../../../rules/api/repository/program.ts';
import type { DocumentSection, Repository } from '../../../../rules/api/repository/repository.ts';
import { automationsOf } from '../automation/automations-of.ts';
import { dockerFilesOf } from '../docker/docker-files-of.ts';
import { sectionsOf } from '../documents/sections-of.ts';
import { runsOf } from '../runs/runs-of.ts';
import type { ShellParser } from '../shell.ts';
import type { AnalysedProgram } from './analyse-programs.ts';

export interface RepositoryParts {
  readonly files: RepositoryFiles;
  readonly git: GitFacts | null;
  readonly project: ProjectFacts;
  /** By path relative to the root. */
  readonly programs: ReadonlyMap<string, AnalysedProgram>;
  /** Null where scripts cannot be read; there are no runs then. */
  readonly shell: ShellParser | null;
}

export function assembleRepository({ files, git, project, programs, shell }: RepositoryParts): Repository {
  const analysed = [...programs.values()];
  const docker = dockerFilesOf(files);
  const automations = inOrder([...automationsOf({ files, git }), ...analysed.flatMap((program) => program.automations)]);
  const runs = shell === null ? [] : runsOf({ files, docker, automations, shell });
  const documents = documentsInOrder([...sectionsOf(files), ...analysed.flatMap(({ sections }) => sections)]);
  const summaries = analysed.map(({ summary }) => summary);
  return repositoryOf({ files, git, project, programs: summaries, automations, runs, docker, documents });
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
