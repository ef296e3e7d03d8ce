/** The files of a repository and what git knows of them. */
import type { RepositoryPlace } from './place.ts';
import type { Tree } from './tree.ts';

export interface RepositoryFile {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Null when git was not asked: no repository, no git, or an untrusted one. */
  readonly isTracked: boolean | null;
}

export interface RepositoryFiles {
  /** Sorted by path. Ignored files, virtual environments, caches and packages of others are left out. */
  readonly all: readonly RepositoryFile[];
  has(path: string): boolean;
  /** Files whose path fits one of the globs (`**`, `*`, `?`, `{a,b}`), sorted. */
  matching(...globs: readonly string[]): readonly RepositoryFile[];
  /** The text of a file of settings, scripts or documents, of long reports and data the beginning; null for others, for what is too large, damaged or missing. */
  text(path: string): string | null;
  /** The documents of a file of settings, by its name or, for files without an ending, its content; empty when it has none or is damaged. */
  trees(path: string): readonly Tree[];
  /** @param start @param end UTF-16 offsets into the text */
  place(path: string, start: number, end: number): RepositoryPlace;
}

/** Only what reading the object database tells; no hook, filter or program of the repository is ever run. */
export interface GitFacts {
  readonly commit: string | null;
  readonly branch: string | null;
  readonly isDirty: boolean;
  /** True where history before some commit is missing. */
  readonly isShallow: boolean;
  /** Latest commits first, at most 2,000. */
  readonly commits: readonly Commit[];
  readonly branches: readonly string[];
  readonly tags: readonly { readonly name: string; readonly commit: string; readonly date: string }[];
  /** ISO date of the last of `commits` that changed the file; null when none of them did. */
  lastChanged(path: string): string | null;
}

export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  /** ISO date and time, UTC. */
  readonly date: string;
  readonly author: string;
  readonly email: string;
  readonly subject: string;
  /** `Reviewed-by`, `Co-authored-by` and the like. */
  readonly trailers: readonly string[];
  /** Paths it changed; empty for merges. */
  readonly paths: readonly string[];
}
