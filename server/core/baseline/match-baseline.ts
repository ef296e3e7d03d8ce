/**
 * Tells known findings from new ones, one to one: an entry stands for as many findings as it counts, so a second copy of known code is new.
 * What is sure is taken first; names of files may only change where the file that was named is gone.
 */
import { fileName } from '../paths.ts';
import type { BaselineEntry, Finding } from '../report.ts';
import { firstTellings } from './first-tellings.ts';

export interface MatchRequest {
  readonly findings: readonly Finding[];
  readonly entries: readonly BaselineEntry[];
  /** Paths of entries, as reports show them, whose file is not there any more. */
  readonly gone: ReadonlySet<string>;
}

export interface BaselineMatch {
  /** In the order given, known ones marked. */
  readonly findings: readonly Finding[];
  /** What each entry stands for now, in the order of the findings; entries that match nothing are left out. */
  readonly found: ReadonlyMap<BaselineEntry, readonly Finding[]>;
  /** Entries that stand for more than was found, with the number that is missing. */
  readonly missing: readonly { readonly entry: BaselineEntry; readonly count: number }[];
  /** Known findings that nobody silenced. */
  readonly known: number;
  /** Those of them whose file has another name. */
  readonly moved: number;
}

/** Returns the findings marked. Cost: one pass over both for each stage. */
export function matchBaseline({ findings, entries, gone }: MatchRequest): BaselineMatch {
  const left = entries.map(({ count }) => count);
  const owners = new Map<Finding, number>();
  // what somebody silenced gives way to what is open
  const waiting = [...findings.filter(({ suppressed }) => suppressed === null), ...findings.filter(({ suppressed }) => suppressed !== null)];
  const firsts = firstTellings(waiting);
  for (const stage of STAGES) {
    const byKey = keyed(entries, { stage, left, gone });
    if (byKey.size === 0) continue;
    for (const finding of waiting) {
      if (owners.has(finding) || firsts.get(finding) !== finding) continue;
      const candidates = byKey.get(stage.keyOf({ rule: finding.rule, path: pathInBaseline(finding), identity: finding.identity }));
      while (candidates !== undefined && candidates.length > 0 && left[candidates[0] ?? 0] === 0) candidates.shift();
      const index = candidates?.[0];
      if (index === undefined) continue;
      left[index] = (left[index] ?? 0) - 1;
      owners.set(finding, index);
    }
  }
  for (const [finding, first] of firsts) {
    const owner = owners.get(first);
    if (owner !== undefined) owners.set(finding, owner);
  }
  return conclude({ findings, entries, left, owners });
}

/** Returns the path a finding is kept under: that of its dataset, since rows move between part files, and code that reads it may not be checked every time. */
export function pathInBaseline({ path, dataset }: Pick<Finding, 'path' | 'dataset'>): string {
  return dataset ?? path;
}

type Keyed = Pick<BaselineEntry, 'rule' | 'path' | 'identity'>;

interface Stage {
  readonly keyOf: (keyed: Keyed) => string;
  /** Whether only entries are asked whose file is gone. */
  readonly isForGone: boolean;
}

const STAGES: readonly Stage[] = [
  { keyOf: ({ rule, path, identity }) => keyOf(rule, path, identity.around), isForGone: false },
  { keyOf: ({ rule, path, identity }) => keyOf(rule, path, identity.line), isForGone: false },
  // a folder was moved, then: a file was renamed
  { keyOf: ({ rule, path, identity }) => keyOf(rule, fileName(path), identity.around), isForGone: true },
  { keyOf: ({ rule, identity }) => keyOf(rule, identity.around), isForGone: true },
  { keyOf: ({ rule, path, identity }) => keyOf(rule, fileName(path), identity.line), isForGone: true },
];

function keyOf(...parts: readonly string[]): string {
  return parts.join('\0');
}

/** Indexes of the entries that still stand for something, by key. */
function keyed(entries: readonly BaselineEntry[], { stage, left, gone }: { readonly stage: Stage; readonly left: readonly number[]; readonly gone: ReadonlySet<string> }): Map<string, number[]> {
  const byKey = new Map<string, number[]>();
  for (const [index, entry] of entries.entries()) {
    if (left[index] === 0 || (stage.isForGone && !gone.has(entry.path))) continue;
    const key = stage.keyOf(entry);
    const others = byKey.get(key);
    if (others === undefined) byKey.set(key, [index]);
    else others.push(index);
  }
  return byKey;
}

interface Concluding {
  readonly findings: readonly Finding[];
  readonly entries: readonly BaselineEntry[];
  readonly left: readonly number[];
  /** Index of the entry that stands for a finding. */
  readonly owners: ReadonlyMap<Finding, number>;
}

function conclude({ findings, entries, left, owners }: Concluding): BaselineMatch {
  const found = new Map<BaselineEntry, Finding[]>();
  let [known, moved] = [0, 0];
  const marked = findings.map((finding): Finding => {
    const entry = entries[owners.get(finding) ?? -1];
    if (entry === undefined) return finding;
    const unchanged: Finding = { ...finding, baseline: 'unchanged' };
    const others = found.get(entry);
    if (others === undefined) found.set(entry, [unchanged]);
    else others.push(unchanged);
    if (finding.suppressed === null) {
      known += 1;
      if (pathInBaseline(finding) !== entry.path) moved += 1;
    }
    return unchanged;
  });
  const missing = entries.flatMap((entry, index) => ((left[index] ?? 0) > 0 ? [{ entry, count: left[index] ?? 0 }] : []));
  return { findings: marked, found, missing, known, moved };
}
