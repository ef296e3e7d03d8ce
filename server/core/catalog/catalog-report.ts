/** What a catalogue run returns: plain data that every output is made from. Paths are relative to the catalogued folder. */
import type { GitFacts } from '../../../rules/api/repository/files.ts';
import type { Catalog, Dataset, Gap } from './catalog.ts';

export interface CatalogReport {
  readonly catalog: Catalog;
  /** The catalogued folder, relative to the working folder; `.` for itself. */
  readonly root: string;
  readonly commit: string | null;
  /** Null where git was not asked. */
  readonly isDirty: boolean | null;
  readonly isComplete: boolean;
}

export function catalogReport({ catalog, root, git, isCancelled }: { readonly catalog: Catalog; readonly root: string; readonly git: GitFacts | null; readonly isCancelled: boolean }): CatalogReport {
  return { catalog, root, commit: git?.commit ?? null, isDirty: git?.isDirty ?? null, isComplete: catalog.notChecked.length === 0 && !isCancelled };
}

export function withGap(datasets: readonly Dataset[], gap: Gap): readonly Dataset[] {
  return datasets.filter(({ gaps }) => gaps.includes(gap));
}

export function isPersonal({ schema }: Dataset): boolean {
  return schema?.columns.some((column) => column.isPersonal) === true;
}
