/** What the server knows of the datasets of its folders: which there are, in which state they were checked, and the result. */
import type { Config } from '../core/config.ts';
import type { DatasetRef } from '../core/data/opened-table.ts';
import type { FileSystem } from '../core/ports.ts';
import type { Report } from '../core/report.ts';

export interface KnownDataset {
  readonly dataset: DatasetRef;
  readonly config: Config;
  /** Absolute folder that paths in the report are relative to. */
  readonly root: string;
  /** Found by looking through a folder, or checked because somebody asked for it. */
  readonly origin: 'folder' | 'request';
  /** Findings as measured: suppressions are applied when they are shown. */
  readonly report: Report | null;
  /** Size and time of its files when the check behind `report` began; null before the first whole check. */
  readonly stamp: string | null;
  /** Grows with every change outside; a check that began at a lower number is stale. */
  readonly revision: number;
  readonly sizeBytes: number;
}

export type FoundDataset = Pick<KnownDataset, 'dataset' | 'config' | 'root' | 'origin'>;

/** The datasets by absolute path. One owner: the checker. */
export class DatasetStore {
  readonly #byPath = new Map<string, KnownDataset>();

  all(): readonly KnownDataset[] {
    return [...this.#byPath.values()];
  }

  get(path: string): KnownDataset | null {
    return this.#byPath.get(path) ?? null;
  }

  /** The dataset a file belongs to: itself, or the folder whose part it is. */
  ofFile(path: string): KnownDataset | null {
    return this.get(path) ?? this.all().find(({ dataset }) => dataset.parts?.includes(path) === true) ?? null;
  }

  /** Adds the dataset, or takes over its place and config; it counts as checked only while what was measured still holds. */
  put(found: FoundDataset): KnownDataset {
    const old = this.get(found.dataset.path);
    const isSame = old !== null && isSameRequest(old, found);
    const known: KnownDataset = isSame
      ? { ...old, ...found, origin: old.origin === 'folder' ? 'folder' : found.origin }
      : { ...found, stamp: null, report: old?.report ?? null, revision: (old?.revision ?? 0) + 1, sizeBytes: old?.sizeBytes ?? 0 };
    this.#byPath.set(found.dataset.path, known);
    return known;
  }

  update(path: string, change: Partial<Pick<KnownDataset, 'stamp' | 'report' | 'revision' | 'sizeBytes'>>): void {
    const known = this.get(path);
    if (known !== null) this.#byPath.set(path, { ...known, ...change });
  }

  remove(path: string): void {
    this.#byPath.delete(path);
  }
}

/** Suppressions are applied to the findings afterwards, so a change of them alone measures nothing anew. */
function isSameRequest(a: FoundDataset, b: FoundDataset): boolean {
  return JSON.stringify(measuredBy(a)) === JSON.stringify(measuredBy(b));
}

function measuredBy({ dataset, config, root }: FoundDataset): unknown {
  return { dataset, root, config: { ...config, suppressions: null, origins: null, exclude: null, failOn: null } };
}

/** Returns a text that changes when a file of the dataset does, and the size of all of them; null when one is gone. */
export async function stampOf(dataset: DatasetRef, files: FileSystem): Promise<{ readonly stamp: string; readonly sizeBytes: number } | null> {
  const stats = [];
  for (const path of dataset.parts ?? [dataset.path]) {
    const stat = await files.stat(path);
    if (stat === null) return null;
    stats.push(stat);
  }
  return {
    stamp: stats.map(({ sizeBytes, mtimeMs, id }) => `${sizeBytes}:${mtimeMs}:${id}`).join(' '),
    sizeBytes: stats.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}
