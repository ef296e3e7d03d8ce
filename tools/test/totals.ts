/** The lines the test command ends with. */
import type { SuiteResults } from '../editor-host/results.ts';

export interface RingOutcome {
  readonly name: string;
  readonly results: SuiteResults;
  readonly seconds: number;
}

/** One ring's counts; pending tests are named, because they did not run. */
export function ringLine({ name, results, seconds }: RingOutcome): string {
  const pending = results.pending > 0 ? `, ${results.pending} pending` : '';
  return `${name.padEnd(8)} ${results.passed} passed, ${results.failed} failed${pending} (${seconds.toFixed(1)} s)`;
}

/** The sum over all rings. */
export function lastLine(outcomes: readonly RingOutcome[]): string {
  const sum = (pick: (results: SuiteResults) => number): number => outcomes.reduce((total, { results }) => total + pick(results), 0);
  return `${sum((results) => results.passed)} passed, ${sum((results) => results.failed)} failed`;
}
