/**
 * Which programs may hand values to each other through files, told from their texts alone: one of them writes something, and both name
 * the same file. Too many links cost time, a missing one loses a path; values are matched by the analysis later.
 */
import { fileName } from '../../paths.ts';
import type { Sources } from './sources.ts';

/** Names with an ending, inside of quotes, as in `"data/train.csv"` or `DATA / 'model.joblib'`. */
const QUOTED_FILE = /(?<=['"/\\])[\w.-]{1,100}\.(?:csv|tsv|txt|json|jsonl|parquet|feather|pkl|pickle|p|joblib|npy|npz|pt|pth|h5|hdf5|keras|bin|arrow|xlsx|db|sqlite|model|sav)(?:\.(?:gz|bz2|zip|xz|zst))?(?=['"])/g;
const WRITES = /\b(?:to_(?:csv|parquet|pickle|feather|json|excel|hdf)|write_(?:csv|parquet|json|ndjson|ipc)|dump|savez?|savez_compressed|savetxt|save_(?:model|weights|pretrained|to_disk)|writerows?|open)\b/;

/** Returns groups of paths, in the order given; writers first within a group. @param sources texts by absolute path */
export function linkPrograms(paths: readonly string[], sources: Sources): readonly (readonly string[])[] {
  const writers = new Set(paths.filter((path) => WRITES.test(sources.get(path) ?? '')));
  const byFile = new Map<string, string[]>();
  for (const path of paths) {
    for (const file of filesNamed(sources.get(path) ?? '')) byFile.set(file, [...(byFile.get(file) ?? []), path]);
  }
  const groups = new Map(paths.map((path) => [path, [path]]));
  for (const sharers of byFile.values()) {
    if (sharers.length > 1 && sharers.some((path) => writers.has(path))) mergeGroups(groups, sharers);
  }
  const place = new Map(paths.map((path, index) => [path, index]));
  const inOrder = (a: string, b: string): number => Number(writers.has(b)) - Number(writers.has(a)) || (place.get(a) ?? 0) - (place.get(b) ?? 0);
  return [...new Set(groups.values())].map((group) => group.toSorted(inOrder));
}

/** Equal texts name the same files and write alike, so they are linked alike. */
export function linksOf(text: string): string {
  return [WRITES.test(text) ? 'writes' : 'reads', ...[...filesNamed(text)].toSorted()].join('/');
}

function filesNamed(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(QUOTED_FILE)].map(([name]) => fileName(name).toLowerCase()));
}

function mergeGroups(groups: Map<string, string[]>, members: readonly string[]): void {
  const merged = [...new Set(members.flatMap((path) => groups.get(path) ?? []))];
  for (const path of merged) groups.set(path, merged);
}
