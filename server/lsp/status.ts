/** Counts over all results, for the status item and the answers of the check requests. Pure. */
import type { Finding, NotChecked } from '../core/report.ts';
import type { CheckSummary, StatusParams } from '../protocol/messages.ts';
import type { CheckerState } from './checker.ts';
import type { Outcome } from './waiters.ts';

export interface Counts {
  readonly datasets: number;
  /** Python files and notebooks. */
  readonly programs: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly notChecked: number;
}

/** A dataset without a result. */
export const UNKNOWN: Counts = { datasets: 1, programs: 0, errors: 0, warnings: 0, infos: 0, notChecked: 1 };

export const NO_COUNTS: Counts = { datasets: 0, programs: 0, errors: 0, warnings: 0, infos: 0, notChecked: 0 };

/** Counts of one dataset; ignored findings do not count. */
export function countsOf(findings: readonly Finding[], notChecked: readonly NotChecked[]): Counts {
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity && finding.suppressed === null).length;
  return { datasets: 1, programs: 0, errors: count('error'), warnings: count('warning'), infos: count('info'), notChecked: Math.min(notChecked.length, 1) };
}

export function sumOf(all: readonly Counts[]): Counts {
  const sum = { ...NO_COUNTS };
  for (const each of all) {
    sum.datasets += each.datasets;
    sum.programs += each.programs;
    sum.errors += each.errors;
    sum.warnings += each.warnings;
    sum.infos += each.infos;
    sum.notChecked += each.notChecked;
  }
  return sum;
}

export interface StatusRequest {
  readonly counts: Counts;
  readonly state: CheckerState;
  readonly isEnabled: boolean;
  readonly engineProblem: string | null;
}

export function toStatus({ counts, state, isEnabled, engineProblem }: StatusRequest): StatusParams {
  const kind = !isEnabled ? 'off' : state.isChecking ? 'checking' : state.wasCancelled ? 'cancelled' : 'idle';
  return { state: kind, text: state.text, done: Math.round(state.done * 100) / 100, ...counts, engineProblem };
}

/** One sentence for people. */
export function toSummary(outcome: Outcome, counts: Counts): CheckSummary {
  if (counts.datasets + counts.programs === 0 && outcome === 'done') return { outcome: 'no-data', ...counts, message: 'No data files, Python files or notebooks found' };
  if (outcome === 'cancelled') return { outcome, ...counts, message: 'The check was cancelled' };
  const found = [plural(counts.errors, 'error'), plural(counts.warnings, 'warning'), plural(counts.infos, 'note')].filter((text) => text !== null);
  const notChecked = counts.notChecked === 0 ? '' : `; ${counts.notChecked} not checked`;
  const what = [plural(counts.datasets, 'dataset'), plural(counts.programs, 'Python file')].filter((text) => text !== null).join(', ');
  const message = `${what}: ${found.length === 0 ? 'nothing found' : found.join(', ')}${notChecked}`;
  return { outcome, ...counts, message };
}

function plural(count: number, noun: string): string | null {
  return count === 0 ? null : `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
