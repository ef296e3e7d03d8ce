/** What fails a run besides severities, and what is said of a failed run: short, in order, with the command that shows it. */
import type { Finding, Report } from '../core/report.ts';
import { shownNotChecked } from '../report/not-checked.ts';
import { counted } from '../report/numbers.ts';
import { countSeverity, openFindings } from '../report/summary.ts';
import { display } from '../report/terminal.ts';
import type { GateFlags } from './gate-flags.ts';

/** Whether the gates that the flags set up let the report pass. */
export function isGateShut(report: Report, { failsOnNew, maxWarnings }: GateFlags): boolean {
  const open = openFindings(report);
  return (failsOnNew && open.length > 0) || (maxWarnings !== null && countSeverity(open, 'warning') > maxWarnings);
}

/** Whether somebody set up a gate, so that a failure is explained: a report alone may be long, or in a file. */
export function isGated(report: Report, { holdsSeverity, failsOnNew, maxWarnings }: GateFlags): boolean {
  return report.baseline !== null || holdsSeverity || failsOnNew || maxWarnings !== null;
}

export interface FailureRequest {
  readonly gates: GateFlags;
  /** Whether the finding fails the run by its severity. */
  readonly fails: (finding: Finding) => boolean;
  /** Why the score fails the run. */
  readonly ofScore: readonly string[];
  /** Shows the same findings. */
  readonly command: string;
}

/** Returns the lines: new, moved, ended suppressions, incomplete, the score, the command. */
export function failureText(report: Report, { gates, fails, ofScore, command }: FailureRequest): string {
  const lines = [...newLines(report, { gates, fails }), ...movedLines(report), ...expiredLines(report), ...incompleteLines(report), ...ofScore.map(display)];
  return [...lines, `to see it here: ${command}`].map((line) => `lintel: ${line}\n`).join('');
}

/** Findings and files named. Own choice: a screen shows all of it. */
const SHOWN = 5;

function newLines(report: Report, { gates, fails }: Pick<FailureRequest, 'gates' | 'fails'>): readonly string[] {
  const open = openFindings(report);
  const warnings = countSeverity(open, 'warning');
  const tooMany = gates.maxWarnings !== null && warnings > gates.maxWarnings ? [`new warnings: ${warnings}, more than --max-warnings ${gates.maxWarnings}`] : [];
  const failing = open.filter((finding) => gates.failsOnNew || fails(finding) || (tooMany.length > 0 && finding.severity === 'warning'));
  const named = failing.slice(0, SHOWN).map((finding) => `  ${placeOf(finding)} ${finding.severity} ${finding.rule}`);
  return [
    ...(failing.length === 0 ? [] : [`new: ${counted(failing.length, 'finding')}${report.baseline === null ? '' : ` not known to ${display(`\`${report.baseline.name}\``)}`}`]),
    ...named,
    ...(failing.length > SHOWN ? [`  and ${failing.length - SHOWN} more`] : []),
    ...tooMany,
  ];
}

function placeOf({ path, cell, range }: Finding): string {
  return `${display(path)}${cell === null ? '' : `:cell ${cell}`}${range === null ? '' : `:${range.start.line}:${range.start.column}`}`;
}

function movedLines({ baseline }: Report): readonly string[] {
  return baseline === null || baseline.moved === 0 ? [] : [`moved: ${counted(baseline.moved, 'known finding')} in ${baseline.moved === 1 ? 'a file' : 'files'} of another name; ${baseline.moved === 1 ? 'it does' : 'they do'} not fail`];
}

function expiredLines(report: Report): readonly string[] {
  const expired = openFindings(report).filter(({ rule }) => rule === 'config/expired-suppression');
  return expired.length === 0 ? [] : [`expired: ${counted(expired.length, 'suppression')} past the last day, ${expired.slice(0, SHOWN).map(placeOf).join(', ')}${expired.length > SHOWN ? ', …' : ''}`];
}

function incompleteLines(report: Report): readonly string[] {
  if (report.notChecked.length === 0) return report.isComplete ? [] : ['incomplete: the check was stopped'];
  const { named } = shownNotChecked(report.notChecked);
  const some = named.slice(0, SHOWN).map(({ path, reason }) => `${display(path)} (${reason})`);
  return [`incomplete: ${counted(report.notChecked.length, 'file')} not checked, ${some.join(', ')}${report.notChecked.length > some.length ? ', …' : ''}`];
}
