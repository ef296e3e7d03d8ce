/** JSON lines: a head, one line per finding, per thing not checked and per profile, and a summary at the end. */
import type { Report } from '../core/report.ts';
import { escapeInvisible, jsonFinding, jsonHead, jsonNotChecked, jsonProfile, jsonSummary } from './json.ts';
import type { ReportOptions } from './summary.ts';

/** Returns the report as JSON lines; a reader that sees no `summary` line has seen a report cut off. */
export function toJsonl(report: Report, options: ReportOptions): string {
  const lines = [
    { type: 'head', ...jsonHead(options) },
    ...report.findings.map((finding) => ({ type: 'finding', ...jsonFinding(finding) })),
    ...report.notChecked.map((each) => ({ type: 'not-checked', ...jsonNotChecked(each) })),
    ...(options.profiles === 'shown' ? report.profiles.map((profile) => ({ type: 'profile', ...jsonProfile(profile) })) : []),
    { type: 'summary', ...jsonSummary(report) },
  ];
  return lines.map((line) => `${escapeInvisible(JSON.stringify(line))}\n`).join('');
}
