/** What a check returns: plain, serialisable data that every output is made from. No times, no absolute paths. */
import type { Confidence, Severity } from '../../rules/api/finding.ts';
import type { ValueKind } from '../../rules/api/column.ts';
import type { Identity } from './identity.ts';
import type { NotCheckedReason } from './ports.ts';
import type { ScoreReport } from './score/score-report.ts';

/** 1-based; columns count UTF-16 code units; ends are exclusive. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Related {
  readonly path: string;
  readonly range: Range | null;
  readonly cell: number | null;
  readonly message: string;
}

export interface Edit {
  readonly path: string;
  readonly range: Range;
  /** As for findings: lines count within the cell then. Null for edits of a notebook's file as a whole. */
  readonly cell: number | null;
  readonly newText: string;
}

export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'review';
  readonly edits: readonly Edit[];
  /** The same as offsets into the texts of the files; not part of the JSON contract. */
  readonly fileEdits: readonly { readonly path: string; readonly start: number; readonly end: number; readonly newText: string }[];
  /** Those of whole cells of notebooks, for editors; not part of the JSON contract. */
  readonly cellEdits: readonly CellChange[];
}

/** A change of a whole cell. Cells are 1-based. */
export type CellChange =
  | { readonly kind: 'delete-cell' | 'clear-outputs'; readonly path: string; readonly cell: number }
  /** Puts a cell before the one with this number. */
  | { readonly kind: 'insert-cell'; readonly path: string; readonly cell: number; readonly type: 'code' | 'markdown'; readonly source: string };

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  /** Which of the rule's messages it is; not part of the JSON contract. */
  readonly messageId: string;
  /** Relative to the working directory, forward slashes. */
  readonly path: string;
  /** Null for binary files. */
  readonly range: Range | null;
  readonly cell: number | null;
  readonly dataset: string | null;
  readonly column: string | null;
  /** Up to five 1-based data row numbers that show it. */
  readonly rows: readonly number[] | null;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  readonly suppressed: null | { readonly kind: 'config' | 'comment'; readonly reason: string; readonly owner?: string; /** Last day, YYYY-MM-DD. */ readonly until?: string };
  /** `unchanged` is what the baseline knows; of a report without one everything is new. */
  readonly baseline: 'new' | 'unchanged';
  /** What it is about, without its path and line; not part of the JSON contract. */
  readonly identity: Identity;
  readonly fingerprint: string;
  /** Lines of code to copy; not part of the JSON contract, used by editors. */
  readonly mend: null | { readonly pandas: string; readonly polars: string };
}

export interface NotChecked {
  readonly path: string;
  readonly reason: NotCheckedReason;
  /** One sentence with the next step. */
  readonly message: string;
}

export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  readonly kind: ValueKind;
  readonly missing: number;
  /** About right within 2 %, exact where `isDistinctExact`. */
  readonly distinct: number;
  readonly isDistinctExact: boolean;
  readonly min: number | string | null;
  readonly max: number | string | null;
  readonly mean: number | null;
  readonly std: number | null;
  /** Ten equal bins from min to max over the sample; null for columns without numbers. */
  readonly histogram: readonly number[] | null;
  /** Up to five most common values with exact counts; empty where the column looks personal or is mostly distinct. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
}

export interface TableProfile {
  readonly path: string;
  readonly format: string;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** True when the engine could only look at a sample. */
  readonly isSample: boolean;
  /** How the text is cut into cells; null for binary formats and JSON. */
  readonly delimiter: string | null;
  readonly hasHeader: boolean;
}

export interface CheckedFile {
  /** Relative to the working directory, forward slashes. */
  readonly path: string;
  /** `other` are files of pipelines and settings. */
  readonly kind: 'dataset' | 'program' | 'other';
  /** Not all of it could be looked at, as with syntax errors: what is not said of it may hold all the same; not part of the JSON contract. */
  readonly isPartly?: true;
}

/** A known finding, or several that cannot be told apart. */
export interface BaselineEntry {
  readonly rule: string;
  /** As the report shows paths. */
  readonly path: string;
  readonly identity: Identity;
  /** How many findings it stands for; at least 1. */
  readonly count: number;
  readonly confidence: Confidence;
  /** What was said when it became known; for people. */
  readonly message: string;
}

/** What was compared with, and how. */
export interface BaselineUse {
  /** A file that is kept, or a commit that was checked as well. */
  readonly kind: 'file' | 'commit';
  /** The file as reports show paths, or what else known findings were taken from. */
  readonly name: string;
  /** Findings of the report that are known. */
  readonly known: number;
  /** Those of them whose file had another name. */
  readonly moved: number;
  /** Known findings that are no longer found, where everything they could be found in was checked. */
  readonly absent: readonly BaselineEntry[];
}

/** Where code first reads a dataset. */
export interface DatasetLoad {
  readonly dataset: string;
  readonly path: string;
  readonly range: Range;
  readonly cell: number | null;
}

export interface Report {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly profiles: readonly TableProfile[];
  /** Everything that was looked at to its end, sorted by path. */
  readonly checked: readonly CheckedFile[];
  /** Ids of the rules that were asked somewhere, sorted. */
  readonly rules: readonly string[];
  /** Null when findings were compared with nothing. */
  readonly baseline: BaselineUse | null;
  /** Of the repository that was checked; null when nobody asked for it. */
  readonly score: ScoreReport | null;
  /** Of datasets with findings, sorted by dataset; left out where no code was looked at. */
  readonly loads?: readonly DatasetLoad[];
  /** False when cancelled or anything was not checked. */
  readonly isComplete: boolean;
}
