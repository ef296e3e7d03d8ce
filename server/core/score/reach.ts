/** Which runs reach a function; what the ladder asks of the call graph. */
import type { Link, Outcome } from '../../../rules/api/repository/place.ts';
import type { FunctionId } from '../../../rules/api/repository/program.ts';
import type { Run } from '../../../rules/api/repository/run.ts';

export interface ReachedRun {
  readonly run: Run;
  /** From the command to the function. */
  readonly chain: readonly Link[];
  /** Whether a failure of the function is the command's failure. */
  readonly enforced: Outcome;
  /** False where a call may lead elsewhere, or the command may leave it out. */
  readonly isCertain: boolean;
}

export interface Reach {
  runsOf(id: FunctionId): readonly ReachedRun[];
}
