/** Copies of one dataset that differ by date, version or part in their names: `ratings_2024-01-01.csv`, `model-v2.joblib`, `part-0003.parquet`. */
import type { RepositoryFile } from '../../../rules/api/repository/files.ts';
import { compareText } from './claims.ts';

export interface NameGroups {
  /** The name of the group, `*` for what differs; the name itself when it stands alone. */
  readonly groupOf: (name: string) => string;
  /** By name of the group: what stands for `*`, sorted; parts of one state are no versions. */
  readonly versions: ReadonlyMap<string, readonly string[]>;
}

const DATE = /(?<![\d])(?:19|20)\d{2}(?:[-_.]?(?:0[1-9]|1[0-2])(?:[-_.]?(?:0[1-9]|[12]\d|3[01])(?:[T_-]?\d{2}[.:_-]?\d{2}(?:[.:_-]?\d{2}(?:\.\d{1,6}Z?)?)?)?)?)?(?!\d)/g;
const VERSION = /(?<=[-_.])v(?:er(?:sion)?)?[-_.]?\d+(?:\.\d+){0,2}(?![a-z\d])/gi;
const PART = /(?<=(?:^|\/)[^/]*(?:part|shard|chunk|batch|fold)[-_.]?)\d+(?:[-_.](?:of[-_.])?[\da-f]+)*/gi;

/** @param names of files and addresses that are told apart by nothing else */
export function groupNames(names: readonly string[]): NameGroups {
  const members = new Map<string, Map<string, string>>();
  const parts = new Set<string>();
  for (const name of names) {
    const { pattern, differs, isPart } = patternOf(name);
    if (pattern === name || name.includes('*')) continue;
    members.set(pattern, (members.get(pattern) ?? new Map<string, string>()).set(name, differs));
    if (isPart) parts.add(pattern);
  }
  const groups = new Map<string, string>();
  const versions = new Map<string, readonly string[]>();
  const given = new Set(names);
  for (const [pattern, found] of members) {
    // a program may name the pattern, with one file of it here
    if (found.size < 2 && !given.has(pattern)) continue;
    for (const name of found.keys()) groups.set(name, pattern);
    if (!parts.has(pattern)) versions.set(pattern, [...new Set(found.values())].sort(compareText));
  }
  return { groupOf: (name) => groups.get(name) ?? name, versions };
}

function patternOf(name: string): { readonly pattern: string; readonly differs: string; readonly isPart: boolean } {
  const differs: string[] = [];
  const taken = (found: string): string => {
    differs.push(found);
    return '*';
  };
  const dated = name.replace(DATE, taken).replace(VERSION, taken);
  const isDated = differs.length > 0;
  const pattern = dated.replace(PART, taken).replace(/\*(?:[-_.]?\*)+/g, '*');
  // what is left must still name something
  return /[a-z]{2,}/i.test(pattern.replace(/\.\w+$/, '').split('/').at(-1)?.replaceAll('*', '') ?? '') || /=\*/.test(pattern) ? { pattern, differs: differs.join(' '), isPart: !isDated } : { pattern: name, differs: '', isPart: false };
}

/** Folders of more files of one kind are one dataset. Own choice. */
const MANY = 200;

/** Patterns of folders that hold very many data files of one ending. */
export function crowdedFolders(files: readonly RepositoryFile[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { path } of files) counts.set(crowdOf(path), (counts.get(crowdOf(path)) ?? 0) + 1);
  return new Set([...counts].flatMap(([pattern, count]) => (count > MANY ? [pattern] : [])));
}

/** `data/images/*.png` */
export function crowdOf(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `${path.slice(0, slash)}*${/\.[a-z\d]+$/i.exec(path.slice(slash))?.[0] ?? ''}`;
}
