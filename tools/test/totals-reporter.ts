/** Mocha's spec report, and the totals in the file the test command asks for. */
import Mocha from 'mocha';
import { leaveResults } from '../editor-host/results.ts';

class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      leaveResults({ passed: passes, failed: failures, pending });
    });
  }
}

// Mocha loads a reporter by its default export.
export { TotalsReporter as default };
