/** JSON lines: a head, one line per finding, per thing not checked and per profile, and a summary at the end. */
import type { Report } from '../core/report.ts';
import { escapeInvisible, jsonBaseline, jsonChecked, jsonFinding, jsonHead, jsonLoad, jsonNotChecked, jsonProfile, jsonSummary } from './json.ts';
import { scoreObject } from './score/json.ts';
import type { ReportOptions } from './summary.ts';

/** Returns the report as JSON lines; a reader that sees no `summary` line has seen a report cut off. */
export function* toJsonl(report: Report, options: ReportOptions): Generator<string, void> {
  yield lineOf('head', jsonHead(options));
  for (const finding of report.findings) yield lineOf('finding', jsonFinding(finding));
  for (const each of report.notChecked) yield lineOf('not-checked', jsonNotChecked(each));
  for (const each of report.checked) yield lineOf('checked', jsonChecked(each));
  for (const load of report.loads ?? []) yield lineOf('load', jsonLoad(load));
  for (const profile of options.profiles === 'shown' ? report.profiles : []) yield lineOf('profile', jsonProfile(profile));
  if (report.score !== null) yield lineOf('score', scoreObject(report.score, options));
  if (report.baseline !== null) yield lineOf('baseline', jsonBaseline(report.baseline));
  yield lineOf('summary', { rules: report.rules, ...jsonSummary(report) });
}

function lineOf(type: string, value: object): string {
  return `${escapeInvisible(JSON.stringify({ type, ...value }))}\n`;
}
