/** What core needs of git: read once, as plain data. */
import type { Commit } from '../../../../rules/api/repository/files.ts';
import type { CancelSignal } from '../../ports.ts';

/** What git knows of a folder. Paths are relative to the folder asked for, forward slashes. */
export interface GitRaw {
  readonly commit: string | null;
  readonly branch: string | null;
  readonly isDirty: boolean;
  readonly isShallow: boolean;
  /** Latest first, at most 2,000. */
  readonly commits: readonly Commit[];
  readonly branches: readonly string[];
  readonly tags: readonly { readonly name: string; readonly commit: string; readonly date: string }[];
  /** Tracked files; null when they cannot be told. */
  readonly tracked: readonly string[] | null;
}

/** `text` is a plain sentence: why there is nothing, or what is missing. */
export type GitReading = { readonly kind: 'none' } | { readonly kind: 'read'; readonly raw: GitRaw; readonly missing: string | null } | { readonly kind: 'failed'; readonly text: string };

/** Reads only: nothing of the repository is run, nothing is written, nothing is asked of a network. Never throws. */
export interface Git {
  /** @param root absolute; a folder within a repository is enough */
  read(root: string, signal: CancelSignal | null): Promise<GitReading>;
}
