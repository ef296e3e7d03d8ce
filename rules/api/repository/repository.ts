/** Everything known of a repository, gathered once. Rules and finders only read it. */
import type { ProjectFacts } from '../python/project-facts.ts';
import type { Automation } from './automation.ts';
import type { GitFacts, RepositoryFiles } from './files.ts';
import type { RepositoryPlace } from './place.ts';
import type { FunctionId, FunctionSummary, ProgramSummary } from './program.ts';
import type { Run } from './run.ts';

export interface Repository {
  readonly files: RepositoryFiles;
  /** Null when there is no git repository or it is not trusted. */
  readonly git: GitFacts | null;
  /** Declared dependencies; paths in it are absolute. */
  readonly project: ProjectFacts;
  readonly programs: readonly ProgramSummary[];
  readonly automations: readonly Automation[];
  /** Every command of every script, target and automation, by every way that leads to it, to a bound. */
  readonly runs: readonly Run[];
  readonly docker: readonly DockerFile[];
  readonly documents: readonly DocumentSection[];
  functionOf(id: FunctionId): FunctionSummary | null;
  /** Returns what `compute` gives for this repository, computed on first demand; for what several finders share. */
  once<T>(compute: (repository: Repository) => T): T;
}

export interface DockerFile {
  readonly path: string;
  readonly stages: readonly { readonly image: string; readonly name: string | null; readonly at: RepositoryPlace }[];
  readonly instructions: readonly DockerInstruction[];
}

export interface DockerInstruction {
  /** Upper case: `RUN`, `COPY`. */
  readonly name: string;
  /** As written after the name, continued lines joined by a space. */
  readonly text: string;
  /** Index of its stage; -1 before the first one. */
  readonly stage: number;
  readonly at: RepositoryPlace;
}

/** A section of a Markdown, reStructuredText, AsciiDoc or plain text document, or of Markdown cells of a notebook. */
export interface DocumentSection {
  /** Titles from the outermost to its own. */
  readonly titles: readonly string[];
  readonly at: RepositoryPlace;
  /** Its text without its subsections, code blocks included. */
  readonly text: string;
  /** ISO dates (YYYY-MM-DD) written in it or in its titles, sorted. */
  readonly dates: readonly string[];
  /** Whether it holds numbers in a table or beside a unit, percentage or metric. */
  readonly hasResults: boolean;
  readonly links: readonly string[];
}
