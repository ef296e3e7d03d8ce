/** What a test ring leaves behind for the test command. The suite inside VS Code writes the same shape. */
import { writeFileSync } from 'node:fs';

/** Names the file a ring writes its results to; inherited by every child process. */
export const resultsVariable = 'LINTEL_TEST_RESULTS';

/** Starts each report line that comes out of VS Code. */
export const reportMark = '\u0001';

export interface SuiteResults {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
}

/** Writes the results where the environment asks for them; does nothing where it does not. */
export function leaveResults(results: SuiteResults): void {
  const file = process.env[resultsVariable];
  if (file !== undefined && file !== '') writeFileSync(file, JSON.stringify(results));
}
