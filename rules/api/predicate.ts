/**
 * Which rows a finding or a count speaks of, as data. Engines print it in their own SQL; `matchesValue` in core judges it
 * on one value. Never holds SQL.
 */

/** A test on one column's value. On text columns number tests see the value read as a number; null when it is none. */
export type Predicate =
  /** The value is missing: SQL null, or empty text. */
  | { readonly op: 'missing' }
  /** The text form of the value is one of these, exactly. */
  | { readonly op: 'in'; readonly values: readonly string[] }
  /** The text, trimmed and lower-cased, is one of these. */
  | { readonly op: 'folded-in'; readonly values: readonly string[] }
  /** The text matches somewhere; only syntax common to JavaScript and RE2 (no lookaround, no backreference). */
  | { readonly op: 'matches'; readonly pattern: string; readonly ignoreCase?: boolean }
  | { readonly op: 'compare'; readonly is: '<' | '<=' | '=' | '!=' | '>=' | '>'; readonly than: number }
  /** Text that can be read as a finite number. */
  | { readonly op: 'is-number' }
  | { readonly op: 'is-nan' }
  | { readonly op: 'is-infinite' }
  /** A list with exactly this many items. */
  | { readonly op: 'list-length'; readonly length: number }
  | { readonly op: 'not'; readonly of: Predicate }
  | { readonly op: 'and'; readonly of: readonly Predicate[] }
  | { readonly op: 'or'; readonly of: readonly Predicate[] };

/** Rows of a table. Columns are given by 0-based index, so that any name is safe. */
export type RowSelector =
  | { readonly kind: 'where'; readonly column: number; readonly predicate: Predicate }
  /** Rows equal to an earlier row in all columns but the `except`ed ones. */
  | { readonly kind: 'repeated-rows'; readonly except: readonly number[] }
  /** Rows in which every column is missing. */
  | { readonly kind: 'empty-rows' }
  /** Rows whose other columns (but the `except`ed ones) occur with more than one value of `label`. */
  | { readonly kind: 'conflicting-rows'; readonly label: number; readonly except: readonly number[] };

/** Rows where `column` is one of `values` (its text form). */
export function whereIn(column: number, values: readonly string[]): RowSelector {
  return { kind: 'where', column, predicate: { op: 'in', values } };
}

export function where(column: number, predicate: Predicate): RowSelector {
  return { kind: 'where', column, predicate };
}
