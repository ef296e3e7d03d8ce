/** A baseline without what is provably gone; the rest is kept as it is found now, so that the next change is told from there. */
import { entriesOf, settleEntries } from '../../core/baseline/baseline-entries.ts';
import type { BaselineEntry } from '../../core/report.ts';
import type { Comparison } from './compare.ts';

export interface Pruned {
  readonly entries: readonly BaselineEntry[];
  /** Findings, not entries. */
  readonly removed: number;
  readonly moved: number;
}

export function pruned(before: readonly BaselineEntry[], { report, match }: Comparison): Pruned {
  const absent = report.baseline?.absent ?? [];
  const key = ({ path, rule, identity }: BaselineEntry): string => [path, rule, identity.around, identity.line].join('\0');
  const gone = new Map(absent.map((entry) => [key(entry), entry.count]));
  const entries = before.flatMap((entry): readonly BaselineEntry[] => {
    const found = match.found.get(entry) ?? [];
    const open = entriesOf(found);
    const left = entry.count - (gone.get(key(entry)) ?? 0) - open.reduce((sum, { count }) => sum + count, 0);
    return [...open, ...(left > 0 ? [{ ...entry, count: left }] : [])];
  });
  return { entries: settleEntries(entries), removed: absent.reduce((sum, { count }) => sum + count, 0), moved: report.baseline?.moved ?? 0 };
}
