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
    for (const file of filesNamed(sources.get(path) ?? '')) {
      const sharers = byFile.get(file);
      if (sharers === undefined) byFile.set(file, [path]);
      else sharers.push(path);
    }
  }
  const linked = createLinks();
  for (const sharers of byFile.values()) {
    const [first = '', ...others] = sharers;
    if (others.length > 0 && sharers.some((path) => writers.has(path))) for (const other of others) linked.link(first, other);
  }
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const group = groups.get(linked.headOf(path));
    if (group === undefined) groups.set(linked.headOf(path), [path]);
    else group.push(path);
  }
  const place = new Map(paths.map((path, index) => [path, index]));
  const inOrder = (a: string, b: string): number => Number(writers.has(b)) - Number(writers.has(a)) || (place.get(a) ?? 0) - (place.get(b) ?? 0);
  return [...groups.values()].map((group) => group.toSorted(inOrder));
}

/** Equal texts name the same files and write alike, so they are linked alike. */
export function linksOf(text: string): string {
  return [WRITES.test(text) ? 'writes' : 'reads', ...[...filesNamed(text)].toSorted()].join('/');
}

function filesNamed(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(QUOTED_FILE)].map(([name]) => fileName(name).toLowerCase()));
}

interface Links {
  link(a: string, b: string): void;
  /** The same for all that are linked, directly or over others. */
  headOf(path: string): string;
}

/** Sets that grow together, each with a head (union-find with halved ways). */
function createLinks(): Links {
  const above = new Map<string, string>();
  const headOf = (path: string): string => {
    let at = path;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) {
      const head = above.get(next);
      if (head !== undefined) above.set(at, head);
      at = next;
    }
    return at;
  };
  return {
    headOf,
    link: (a, b) => {
      const [head, other] = [headOf(a), headOf(b)];
      if (head !== other) above.set(other, head);
    },
  };
}
