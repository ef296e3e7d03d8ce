/** A baseline from its file: read, or refused with a sentence. It is never mended. */
import { MAX_BASELINE_BYTES, readBaseline } from '../../core/baseline/read-baseline.ts';
import type { FileSystem } from '../../core/ports.ts';
import type { BaselineEntry } from '../../core/report.ts';
import type { ScoreBaseline } from '../../core/score/score-baseline.ts';
import type { BaselineFile } from './baseline-place.ts';

export interface OpenedBaseline {
  readonly file: BaselineFile;
  readonly entries: readonly BaselineEntry[];
  /** What the project does not want to fall below; left out when none is kept. */
  readonly score?: ScoreBaseline;
  /** As it stands in the file. */
  readonly text: string;
}

/** `missing` is a file that is not there; `refused` one that holds no baseline this Lintel can read. */
export type BaselineOpening = { readonly kind: 'opened'; readonly baseline: OpenedBaseline } | { readonly kind: 'missing' } | { readonly kind: 'refused'; readonly sentence: string };

/** Never throws for what is in the file. */
export async function openBaseline(file: BaselineFile, { files, workingFolder }: { readonly files: FileSystem; readonly workingFolder: string }): Promise<BaselineOpening> {
  const refused = (text: string, line: number | null = null): BaselineOpening => ({ kind: 'refused', sentence: `${file.displayPath}${line === null ? '' : `:${line}`}: ${text}` });
  const stat = await files.stat(file.path);
  if (stat === null) return file.isNamed ? { kind: 'missing' } : refused('it cannot be reached; check the link or the permissions');
  if (stat.kind !== 'file') return refused('it is no file; name another one with --baseline');
  if (stat.sizeBytes > MAX_BASELINE_BYTES) return refused(`it is larger than ${MAX_BASELINE_BYTES / 1_048_576} MB, so it is not read; restore it from version control, or remove it and run \`lintel baseline create\``);
  const text = await files.readText(file.path, MAX_BASELINE_BYTES);
  if (text === null) return refused('it cannot be read or is not UTF-8 text; check the permissions, or restore it from version control');
  const reading = readBaseline(text, { root: file.root, workingFolder });
  return reading.ok ? { kind: 'opened', baseline: { file, entries: reading.entries, text, ...(reading.score === undefined ? {} : { score: reading.score }) } } : refused(reading.text, reading.line);
}
