/** What the readers share: the request, and how they say that a file cannot be read as a table. */
import { FileProblem } from '../../ports.ts';
import type { CancelSignal, FileSystem, NotCheckedReason, Scratch } from '../../ports.ts';
import type { DatasetRef } from '../opened-table.ts';

export interface OpenRequest {
  readonly dataset: DatasetRef;
  readonly files: FileSystem;
  readonly scratch: Scratch;
  readonly signal: CancelSignal | undefined;
  /** Of the (first) file, lower-cased, without a compression suffix: `csv` for `A.CSV.gz`; empty when there is none. */
  readonly extension: string;
}

/** @param text one plain sentence with the next step, without the path. */
export function problem(reason: NotCheckedReason, text: string): FileProblem {
  return new FileProblem(reason, text);
}

export const LINE_TOO_LONG = 'a row has no line break in its first 16 MiB; check the line ends and quotes of the file';

export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
