/**
 * `npm run test:electron [-- --version 1.91.0 | --stand-in]`: the in-host stories in a desktop VS Code, which
 * @vscode/test-electron downloads; or in the one VSCODE_EXECUTABLE_PATH names; or in the one from npm.
 */
import { runTests } from '@vscode/test-electron';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTests, suiteFile } from './bundle-tests.ts';
import { projectRoot } from './hosts.ts';
import { resultsVariable, type SuiteResults } from './results.ts';
import { editorProject, makeWorkspace } from './workspace.ts';

const { values } = parseArgs({ options: { version: { type: 'string' }, 'stand-in': { type: 'boolean', default: false } } });
const named = process.env['VSCODE_EXECUTABLE_PATH'] ?? '';
const executable = values['stand-in'] ? path.join(import.meta.dirname, 'stand-in.sh') : named;
const folder = mkdtempSync(path.join(os.tmpdir(), 'lintel-d-'));
const resultsFile = path.join(folder, 'results.json');
try {
  await bundleTests();
  const workspace = await makeWorkspace(editorProject, folder);
  await runTests({
    ...(executable === '' ? {} : { vscodeExecutablePath: executable }),
    ...(values.version === undefined ? {} : { version: values.version }),
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: suiteFile('stories'),
    extensionTestsEnv: { [resultsVariable]: resultsFile },
    launchArgs: [workspace],
  });
  tell(existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as SuiteResults) : null);
} catch (error) {
  console.error(explain(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function tell(results: SuiteResults | null): void {
  console.log(results === null ? 'VS Code ended without a report' : `${results.passed} passed, ${results.failed} failed`);
  if (results === null || results.passed === 0 || results.failed > 0) process.exitCode = 1;
}

function explain(message: string): string {
  if (!/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|getaddrinfo/.test(message)) return message;
  return `${message}\nVS Code cannot be downloaded here. Set VSCODE_EXECUTABLE_PATH to an installed VS Code, or run \`npm run test:host\`.`;
}
