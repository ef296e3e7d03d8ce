/** Makes row terms (hash-consed) and decides how they stand to each other. One instance belongs to one analysis. */
import type { Bound, MaskRows, Rows, RowsRelation, SourceRows } from '../../../../rules/api/python/rows.ts';
import type { Node } from '../../../../rules/api/python/syntax.ts';

/** How the rows of `a` stand to those of `b`. */
export type Relate = (a: Rows, b: Rows) => RowsRelation;

export interface RowTerms {
  source(source: Pick<SourceRows, 'key' | 'label' | 'purpose' | 'node'>): Rows;
  part(part: { readonly parent: Rows; readonly split: number; readonly side: number; readonly turn: number | null; readonly isDisjointAcrossTurns: boolean; readonly share: number | null; readonly node: Node | null }): Rows;
  slice(parent: Rows, from: Bound, to: Bound, node: Node | null): Rows;
  mask(parent: Rows, mask: Pick<MaskRows, 'mask' | 'isNegated' | 'test' | 'node'>): Rows;
  rest(parent: Rows, without: Rows, node: Node | null): Rows;
  /** `key`: equal keys on the same parent are the same rows. */
  subset(parent: Rows, key: number, node: Node | null, share?: number | 'some' | null): Rows;
  reordered(parent: Rows, key: number, node: Node | null): Rows;
  union(of: readonly Rows[], node: Node | null): Rows;
  copies(parent: Rows, key: number, node: Node | null): Rows;
  grouped(parent: Rows, key: number, node: Node | null): Rows;
  unknown(from: readonly Rows[], node: Node | null): Rows;
  readonly relate: Relate;
  sourcesOf(rows: Rows): readonly Rows[];
}
