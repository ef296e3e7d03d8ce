/** What one source of knowledge says of datasets, before it is put together. */
import type { RepositoryPlace } from '../../../rules/api/repository/place.ts';
import type { Actor, DatasetKind, DatasetVersion } from './catalog.ts';

export interface Target {
  readonly kind: DatasetKind;
  /** As in the dataset. */
  readonly name: string;
}

export interface UseClaim {
  readonly way: 'read' | 'write';
  readonly target: Target;
  readonly actor: Actor;
  readonly at: RepositoryPlace;
  readonly by: string;
  /** For writes: targets that are in it for sure; empty when that cannot be told. */
  readonly from: readonly Target[];
  /** Whether nothing else the actor reads is in it. */
  readonly isFromWhole: boolean;
  /** Whether all the actor reads goes into all it writes, as it says itself. */
  readonly isDeclared: boolean;
  readonly columns: readonly ClaimedColumn[];
}

export interface ClaimedColumn {
  readonly name: string;
  readonly type: string | null;
}

export interface Declaration {
  readonly target: Target;
  readonly at: RepositoryPlace;
  readonly alias: string | null;
  readonly format: string | null;
  readonly schema: { readonly source: 'sql' | 'schema' | 'code'; readonly isWhole: boolean; readonly columns: readonly ClaimedColumn[] } | null;
  readonly version: DatasetVersion | null;
  readonly sizeBytes: number | null;
  readonly files: number | null;
}

export interface Claims {
  readonly uses: readonly UseClaim[];
  readonly declarations: readonly Declaration[];
}

export const NO_CLAIMS: Claims = { uses: [], declarations: [] };

export function keyOf({ kind, name }: Target): string {
  return `${kind}:${kind === 'table' ? name.toLowerCase() : name}`;
}

/** A declaration that says no more than that there is such a dataset. */
export function declare(target: Target, at: RepositoryPlace, more: Partial<Omit<Declaration, 'target' | 'at'>> = {}): Declaration {
  return { target, at, alias: null, format: null, schema: null, version: null, sizeBytes: null, files: null, ...more };
}

export function use(claim: Pick<UseClaim, 'way' | 'target' | 'actor' | 'at' | 'by'> & Partial<UseClaim>): UseClaim {
  return { from: [], isFromWhole: false, isDeclared: false, columns: [], ...claim };
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function comparePlaces(a: RepositoryPlace, b: RepositoryPlace): number {
  return compareText(a.path, b.path) || (a.cell ?? 0) - (b.cell ?? 0) || (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) || (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0);
}
