/** The in-host suites, one VS Code after the other, and what they add up to. */
import { bundleTests, suiteFile } from './bundle-tests.ts';
import type { HostName } from './hosts.ts';
import { exitCodes, runInHost, type Ending, type InHostRun } from './in-host.ts';
import type { SuiteResults } from './results.ts';
import { codeProject, editorProject, emptyProject } from './workspace.ts';

export interface SuitesOptions {
  readonly host: HostName;
  readonly developmentFolder: string;
  readonly extensionsFolder: string | null;
  readonly log: 'report' | 'everything';
  readonly keep: 'delete' | 'keep';
}

const suiteLimitMs = 240_000;

/** Each suite opens what its stories are about. */
const suites: readonly Pick<InHostRun, 'workspace' | 'trust' | 'testsFile'>[] = [
  { testsFile: suiteFile('stories'), workspace: editorProject, trust: 'off' },
  { testsFile: suiteFile('code'), workspace: codeProject, trust: 'off' },
  { testsFile: suiteFile('restricted'), workspace: editorProject, trust: 'restricted' },
  { testsFile: suiteFile('idle'), workspace: emptyProject, trust: 'off' },
];

/** Totals of all suites; one that ended badly without a failed test counts as one failure. */
export async function runSuites(options: SuitesOptions): Promise<SuiteResults> {
  await bundleTests();
  const total = { passed: 0, failed: 0, pending: 0 };
  for (const suite of suites) {
    const { passed, failed, pending } = countOf(await runInHost({ ...options, ...suite, limitMs: suiteLimitMs }));
    total.passed += passed;
    total.failed += failed;
    total.pending += pending;
  }
  return total;
}

function countOf({ code, results }: Ending): SuiteResults {
  const counts = results ?? { passed: 0, failed: 0, pending: 0 };
  return code === exitCodes.passed || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
