/** Where code reads the datasets that have findings: of a binary file no code host can show a place. */
import { relativePath } from '../../paths.ts';
import type { DatasetLoad, Finding } from '../../report.ts';
import type { CallPlaces } from './call-places.ts';
import type { LookedRead } from './look-at-tables.ts';

interface LoadsRequest {
  /** Of the datasets themselves. */
  readonly findings: readonly Finding[];
  readonly workingFolder: string;
  readonly places: CallPlaces;
}

/** Returns the first read of each, sorted by dataset. Cost: reads the program of each read again. */
export async function loadsOf(reads: readonly LookedRead[], { findings, workingFolder, places }: LoadsRequest): Promise<readonly DatasetLoad[]> {
  const blamed = new Set(findings.map(({ dataset }) => dataset));
  const loads = new Map<string, DatasetLoad>();
  for (const { at, dataPath } of reads) {
    const dataset = relativePath(workingFolder, dataPath);
    if (!blamed.has(dataset) || loads.has(dataset)) continue;
    const place = await places.placeOf(at);
    if (place !== null) loads.set(dataset, { dataset, path: relativePath(workingFolder, at.path), range: place.range, cell: place.cell });
  }
  return [...loads.values()].sort((a, b) => (a.dataset < b.dataset ? -1 : 1));
}
