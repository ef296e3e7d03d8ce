/** What the engine's process and its owner say to each other. Both ends are built from the same sources. */
import type { EngineColumn, EngineInfo, EngineResult, EngineSource, NumberReading, Scan, ScanResult, SelectedRows } from '../../core/data/engine.ts';
import type { RowSelector } from '../../../rules/api/predicate.ts';
import type { DuckDbOptions } from './duckdb-engine.ts';

export type Sample = { readonly rowCount: number; readonly rows: readonly (readonly (string | null)[])[] };

/** What can be asked of the child, and the value it answers with. */
export interface Calls {
  readonly info: { readonly ask: object; readonly answer: EngineInfo };
  readonly open: { readonly ask: { readonly source: EngineSource }; readonly answer: { readonly table: number; readonly columns: readonly EngineColumn[] } };
  readonly scan: { readonly ask: { readonly table: number; readonly scan: Scan; readonly readings: readonly NumberReading[] }; readonly answer: ScanResult };
  readonly sample: { readonly ask: { readonly table: number; readonly maxRows: number }; readonly answer: Sample };
  readonly select: {
    readonly ask: { readonly table: number; readonly selectors: readonly RowSelector[]; readonly limit: number; readonly readings: readonly NumberReading[] };
    readonly answer: readonly SelectedRows[];
  };
  readonly close: { readonly ask: { readonly table: number }; readonly answer: null };
}

export type CallKind = keyof Calls;

export type Call = { readonly [K in CallKind]: { readonly kind: K; readonly id: number } & Calls[K]['ask'] }[CallKind];

export type ToChild =
  | { readonly kind: 'start'; readonly options: DuckDbOptions; readonly residentLimitBytes: number }
  | { readonly kind: 'cancel'; readonly id: number }
  | Call;

export type FromChild =
  /** The native module is loaded, or known to be missing: a death from here on is the fault of what is read. */
  | { readonly kind: 'ready' }
  /** The last word of a child that holds more memory than it may. */
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'answer'; readonly id: number; readonly result: EngineResult<Calls[CallKind]['answer']> };

/** Where DuckDB of the process `pid` spills to. */
export function spillFolder(scratchFolder: string, pid: number): string {
  return `${scratchFolder}/duckdb-${pid}`;
}
