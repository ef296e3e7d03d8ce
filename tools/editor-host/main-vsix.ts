/** `npm run test:vsix [-- FILE.vsix]`: both editor suites against the installed package; packs one when none is named. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hostNamed } from './hosts.ts';
import { installVsix } from './install-vsix.ts';
import type { Outcome } from './outcome.ts';
import { packageVsix } from './package-vsix.ts';
import { leaveResults, type SuiteResults } from './results.ts';
import { runBrowserSuite } from './run-browser.ts';
import { runSuites } from './suites.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'lintel-x-'));
try {
  const results = await testInstalled();
  if (!results.ok) console.error(results.text);
  const counts = results.ok ? results.value : { passed: 0, failed: 1, pending: 0 };
  leaveResults(counts);
  process.exitCode = counts.failed > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function testInstalled(): Promise<Outcome<SuiteResults>> {
  const host = hostNamed(process.env['EDITOR_HOST']);
  const named = process.argv[2];
  const vsix = named === undefined ? packageVsix('linux-x64', folder) : { ok: true as const, value: path.resolve(named) };
  if (!vsix.ok) return vsix;
  console.log(`installing ${path.basename(vsix.value)}`);
  const installed = installVsix(vsix.value, host, folder);
  if (!installed.ok) return installed;
  const inHost = await runSuites({
    host,
    developmentFolder: path.join(import.meta.dirname, 'harness'),
    extensionsFolder: installed.value,
    log: 'report',
    keep: 'delete',
  });
  const inBrowser = await runBrowserSuite({ host, extensionsFolder: installed.value });
  return {
    ok: true,
    value: {
      passed: inHost.passed + inBrowser.passed,
      failed: inHost.failed + inBrowser.failed,
      pending: inHost.pending + inBrowser.pending,
    },
  };
}
