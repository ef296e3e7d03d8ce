/** Which findings are results where a code host takes only so many: new before known before silenced ones, the most severe first. */
import { SEVERITIES } from '../../../rules/api/finding.ts';
import type { Finding } from '../../core/report.ts';

/** Results of one run; GitHub refuses a file with more. Source: GitHub Docs, SARIF support for code scanning, 2026-11. */
export const MAX_RESULTS = 25_000;

export interface Chosen {
  /** In the order of the report. */
  readonly findings: readonly Finding[];
  readonly leftOut: number;
}

export function chosenResults(findings: readonly Finding[], most = MAX_RESULTS): Chosen {
  if (findings.length <= most) return { findings, leftOut: 0 };
  const rooms = new Map<number, number>();
  for (const finding of findings) rooms.set(rankOf(finding), (rooms.get(rankOf(finding)) ?? 0) + 1);
  let left = most;
  for (const rank of [...rooms.keys()].sort((a, b) => a - b)) {
    const room = Math.min(left, rooms.get(rank) ?? 0);
    rooms.set(rank, room);
    left -= room;
  }
  const chosen: Finding[] = [];
  for (const finding of findings) {
    const room = rooms.get(rankOf(finding)) ?? 0;
    if (room === 0) continue;
    rooms.set(rankOf(finding), room - 1);
    chosen.push(finding);
  }
  return { findings: chosen, leftOut: findings.length - chosen.length };
}

/** Lower comes first. */
export function rankOf({ severity, baseline, suppressed }: Finding): number {
  const step = suppressed !== null ? 2 : baseline === 'new' ? 0 : 1;
  return step * SEVERITIES.length + SEVERITIES.indexOf(severity);
}
