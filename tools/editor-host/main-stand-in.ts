/**
 * Takes the arguments VS Code's own binary takes (--extensionDevelopmentPath= --extensionTestsPath= [folder]), so that
 * @vscode/test-electron can start it as a VS Code executable.
 */
import path from 'node:path';
import { hostNamed } from './hosts.ts';
import { runInHost } from './in-host.ts';
import { leaveResults } from './results.ts';
import { editorProject } from './workspace.ts';

const args = process.argv.slice(2);
const developmentFolder = valueOf('extensionDevelopmentPath');
const testsFile = valueOf('extensionTestsPath');
if (developmentFolder === undefined || testsFile === undefined) {
  console.error('needs --extensionDevelopmentPath=FOLDER and --extensionTestsPath=FILE');
  process.exit(2);
}
const { code, results } = await runInHost({
  host: hostNamed(process.env['EDITOR_HOST']),
  workspace: path.resolve(args.find((arg) => !arg.startsWith('-')) ?? editorProject),
  developmentFolder: path.resolve(developmentFolder),
  testsFile: path.resolve(testsFile),
  extensionsFolder: null,
  trust: 'off',
  limitMs: 240_000,
  log: 'report',
  keep: 'delete',
});
if (results !== null) leaveResults(results);
process.exit(code);

function valueOf(name: string): string | undefined {
  const prefix = `--${name}=`;
  return args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);
}
