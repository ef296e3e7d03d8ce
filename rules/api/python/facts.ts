/** What rules may ask of one analysed program: a script, or a notebook run from top to bottom. All of it is read-only. */
import type { PythonDocument } from './document.ts';
import type { CallEvent, EvaluationEvent, Event, FitEvent, PredictEvent, ReadEvent, SplitEvent, WriteEvent } from './event.ts';
import type { Api } from './knowledge.ts';
import type { Names } from './names.ts';
import type { Rows, RowsRelation } from './rows.ts';
import type { Expression, Node, NodeKind, NodeOf } from './syntax.ts';
import type { Influence, Value } from './value.ts';

export interface Facts {
  readonly document: PythonDocument;
  readonly names: Names;
  /** In the order things happen. */
  readonly events: readonly Event[];
  readonly calls: readonly CallEvent[];
  readonly reads: readonly ReadEvent[];
  readonly writes: readonly WriteEvent[];
  readonly splits: readonly SplitEvent[];
  readonly fits: readonly FitEvent[];
  readonly predictions: readonly PredictEvent[];
  readonly evaluations: readonly EvaluationEvent[];
  /** All nodes of a kind in this document, in source order. */
  nodes<K extends NodeKind>(kind: K): readonly NodeOf<K>[];
  /** Calls whose canonical name is one of these. */
  callsTo(...names: readonly string[]): readonly CallEvent[];
  /** The value an expression had when it was last evaluated; null when it never was. */
  valueOf(expression: Expression): Value | null;
  /** Every different value an expression had, e.g. in the calls of its function. */
  valuesOf(expression: Expression): readonly Value[];
  relate(a: Rows, b: Rows): RowsRelation;
  /** The source rows a term goes back to. */
  sourcesOf(rows: Rows): readonly Rows[];
  /** Whether the influence brings values of these rows in: its rows and the given ones share rows, surely. */
  reaches(influence: Influence, rows: Rows): boolean;
  /** The entry of a canonical name, methods of estimators included by their class. */
  api(name: string): Api | null;
  /** Versions pinned or bounded in the project: `1.4` for the lowest that is allowed; null when nothing says so. */
  versionOf(library: string): string | null;
  /** Documents of the project that were followed into from here, by absolute path. */
  readonly followed: ReadonlyMap<string, PythonDocument>;
  /** True when a limit of the analysis was hit, so that the absence of an event means nothing. */
  readonly isCutShort: boolean;
  textOf(node: Node): string;
  /** Returns what `compute` gives for these facts, computed on first demand; for what several rules share. */
  once<T>(compute: (facts: Facts) => T): T;
}
