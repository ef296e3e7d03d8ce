/**
 * A fault of a table is told in its file, or on each way code reads it where the file itself is not checked. It is one fault all the same,
 * known wherever it is told.
 */
import { isInside } from '../paths.ts';
import type { Finding } from '../report.ts';

/** Returns for each finding the first of those that tell the same from other places; itself for all that is no fault of a table. */
export function firstTellings(findings: readonly Finding[]): ReadonlyMap<Finding, Finding> {
  const firsts = new Map<Finding, Finding>();
  const byFault = new Map<string, Finding>();
  const toldAt = new Map<string, number>();
  for (const finding of findings) {
    if (finding.dataset === null) {
      firsts.set(finding, finding);
      continue;
    }
    // not its neighbours: code may read fewer columns
    const about = [finding.dataset, finding.rule, finding.identity.line].join('\0');
    const there = `${about}\0${placeOfTelling(finding)}`;
    const nth = (toldAt.get(there) ?? 0) + 1;
    toldAt.set(there, nth);
    const fault = `${about}\0${nth}`;
    const first = byFault.get(fault) ?? finding;
    byFault.set(fault, first);
    firsts.set(finding, first);
  }
  return firsts;
}

/** The call, or empty for the dataset. */
function placeOfTelling({ path, dataset, cell, range }: Finding): string {
  return dataset !== null && isInside(path, dataset) ? '' : [path, cell ?? '', range?.start.line ?? '', range?.start.column ?? ''].join('\0');
}
