/** The entries of a baseline: made of findings, one for those that cannot be told apart, in the order files keep them. */
import { CONFIDENCES } from '../../../rules/api/finding.ts';
import type { BaselineEntry, Finding } from '../report.ts';
import { firstTellings } from './first-tellings.ts';
import { pathInBaseline } from './match-baseline.ts';

/** Returns entries for the findings that nobody silenced. */
export function entriesOf(findings: readonly Finding[]): readonly BaselineEntry[] {
  const firsts = firstTellings(findings.filter(({ suppressed }) => suppressed === null));
  return settleEntries(
    [...new Set(firsts.values())].map((finding): BaselineEntry => ({ rule: finding.rule, path: pathInBaseline(finding), identity: finding.identity, count: 1, confidence: finding.confidence, message: finding.message })),
  );
}

/** Returns the entries sorted by path, rule and identity, equal ones added up: the message is the first one's, the confidence the lowest. */
export function settleEntries(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const other = byKey.get(key);
    byKey.set(key, other === undefined ? entry : { ...other, count: other.count + entry.count, confidence: lower(other.confidence, entry.confidence) });
  }
  return [...byKey.values()].sort(compareEntries);
}

/** Returns the entries found together with those kept of what was looked at from elsewhere: what both know stands once, as often as either says. */
export function joinEntries(found: readonly BaselineEntry[], kept: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const counts = new Map(found.map((entry) => [keyOf(entry), entry.count]));
  const rest = kept.flatMap((entry) => {
    const count = entry.count - (counts.get(keyOf(entry)) ?? 0);
    return count > 0 ? [{ ...entry, count }] : [];
  });
  return settleEntries([...found, ...rest]);
}

function keyOf({ path, rule, identity }: BaselineEntry): string {
  return [path, rule, identity.around, identity.line].join('\0');
}

function lower(a: BaselineEntry['confidence'], b: BaselineEntry['confidence']): BaselineEntry['confidence'] {
  return CONFIDENCES.indexOf(a) > CONFIDENCES.indexOf(b) ? a : b;
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return compareText(a.path, b.path) || compareText(a.rule, b.rule) || compareText(a.identity.around, b.identity.around) || compareText(a.identity.line, b.identity.line);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
