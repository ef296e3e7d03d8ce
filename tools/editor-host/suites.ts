/** The two in-host suites, one after the other, and what they add up to. */
import { bundleTests, suiteFile, type SuiteName } from './bundle-tests.ts';
import type { HostName } from './hosts.ts';
import { exitCodes, runInHost, type Ending } from './in-host.ts';
import type { SuiteResults } from './results.ts';
import { editorProject } from './workspace.ts';

export interface SuitesOptions {
  readonly host: HostName;
  readonly developmentFolder: string;
  readonly extensionsFolder: string | null;
  readonly log: 'report' | 'everything';
  readonly keep: 'delete' | 'keep';
}

const suiteLimitMs = 240_000;

/** Totals of both suites; a suite that ended badly without a failed test counts as one failure. */
export async function runSuites(options: SuitesOptions): Promise<SuiteResults> {
  await bundleTests();
  const trusted = await runSuite('stories', 'off', options);
  const restricted = await runSuite('restricted', 'restricted', options);
  return [trusted, restricted].map(countOf).reduce((sum, part) => ({
    passed: sum.passed + part.passed,
    failed: sum.failed + part.failed,
    pending: sum.pending + part.pending,
  }));
}

function runSuite(suite: SuiteName, trust: 'off' | 'restricted', options: SuitesOptions): Promise<Ending> {
  return runInHost({ ...options, workspace: editorProject, testsFile: suiteFile(suite), trust, limitMs: suiteLimitMs });
}

function countOf({ code, results }: Ending): SuiteResults {
  const counts = results ?? { passed: 0, failed: 0, pending: 0 };
  return code === exitCodes.passed || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
