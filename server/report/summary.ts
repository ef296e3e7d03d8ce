/** Counts that every report ends with. */
import type { Severity } from '../../rules/api/finding.ts';
import type { CheckedFile, Finding, Report } from '../core/report.ts';
import { counted } from './numbers.ts';

/** What a report is written with, besides the report itself. */
export interface ReportOptions {
  readonly toolVersion: string;
  /** Whether table profiles are part of the report. */
  readonly profiles: 'shown' | 'left-out';
}

/** Returns the findings that are new and that nobody silenced. */
export function openFindings(report: Report): readonly Finding[] {
  return report.findings.filter((finding) => finding.suppressed === null && finding.baseline === 'new');
}

export function countSeverity(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** Returns one sentence: findings, files, what is known, what was silenced, what was not checked. */
export function summarySentence(report: Report): string {
  const open = openFindings(report);
  const bySeverity = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = countSeverity(open, severity);
    return count === 0 ? [] : [counted(count, severity)];
  });
  const suppressed = report.findings.filter((finding) => finding.suppressed !== null).length;
  const known = report.baseline?.known ?? 0;
  const isNew = known > 0 ? 'new ' : '';
  const parts = [
    open.length === 0 ? `no ${isNew}findings` : `${counted(open.length, `${isNew}finding`)} (${bySeverity.join(', ')})`,
    `${checkedFiles(report)} checked`,
    ...(known === 0 ? [] : [`${known} known`]),
    ...(suppressed === 0 ? [] : [`${suppressed} silenced${bySource(report)}`]),
    ...(report.notChecked.length === 0 ? [] : [`${report.notChecked.length} not checked`]),
    ...(report.isComplete || report.notChecked.length > 0 ? [] : ['the check is incomplete']),
  ];
  const [first = '', ...rest] = parts;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join('; ');
}

export function countKind({ checked }: Report, kind: CheckedFile['kind']): number {
  return checked.filter((file) => file.kind === kind).length;
}

function checkedFiles(report: Report): string {
  const [programs, datasets, others] = [countKind(report, 'program'), countKind(report, 'dataset'), countKind(report, 'other')];
  const parts = [
    ...(programs === 0 ? [] : [counted(programs, 'Python file')]),
    ...(datasets === 0 && report.checked.length > 0 ? [] : [counted(datasets, 'dataset')]),
    ...(others === 0 ? [] : [counted(others, 'other file')]),
  ];
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

function bySource({ findings }: Report): string {
  const kinds = new Set(findings.flatMap(({ suppressed }) => (suppressed === null ? [] : [suppressed.kind])));
  if (kinds.size > 1) return '';
  return kinds.has('config') ? ' by the configuration' : ' in the code';
}
