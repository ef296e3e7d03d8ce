/** The files of a commit, written to a folder of our own: what an earlier state of a project is checked from. */
import type { CancelSignal } from '../ports.ts';

export interface CommitFilesRequest {
  /** Absolute; any folder of the work tree. */
  readonly folder: string;
  /** A branch, tag or commit, as given. */
  readonly ref: string;
  /** By name, relative to the work tree's top, and size. What is not wanted is not written. */
  readonly isWanted: (path: string, sizeBytes: number) => boolean;
  readonly signal: CancelSignal | null;
}

/** `text` is a plain sentence. */
export type CommitFiles = WrittenCommit | { readonly ok: false; readonly text: string };

export interface WrittenCommit {
  readonly ok: true;
  /** Absolute folder that is checked out. */
  readonly top: string;
  /** Where `ref` and what is checked out parted; the commit of `ref` itself where they have nothing in common. */
  readonly commit: string;
  /** Regular files of the commit, relative to the top, whether they were written or not. */
  readonly paths: ReadonlySet<string>;
  /** Wanted files that were not written, and why, in a few words. Sorted. */
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
}

/** A folder of our own, removed when the run ends; the file `/a/b.py` of a work tree lies in it as `<folder>/a/b.py`. */
export interface EarlierFolder {
  /** Absolute, without links. */
  readonly folder: string;
  /** Nothing of a repository is run, checked out or asked of a network. Never throws. */
  write(request: CommitFilesRequest): Promise<CommitFiles>;
  dispose(): Promise<void>;
}
