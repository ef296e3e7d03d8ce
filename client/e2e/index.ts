/**
 * Runs the mocha tests beside it. VS Code calls run() because of `extensionTestsPath`; a rejected promise is a failed
 * run. VS Code also reports success when nothing ran, so the results file is what the runner believes.
 */
import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { leaveResults, reportMark } from '../../tools/editor-host/results.ts';

const testLimitMs = 60_000;

/** Settles when every test has run. Errors: rejects when one failed. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = printMarked;
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: testLimitMs, reporter: 'spec' });
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run((failed) => {
      leaveResults({ passed: runner.stats?.passes ?? 0, failed, pending: runner.stats?.pending ?? 0 });
      resolve(failed);
    });
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function printMarked(...values: unknown[]): void {
  for (const line of format(...values).split('\n')) console.log('%s', reportMark + line);
}
