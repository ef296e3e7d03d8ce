/** `npm run test:browser [-- --host min]`: stories a browser sees in the workbench; screenshots in .vscode-host/shots. */
import { parseArgs } from 'node:util';
import { hostNamed } from './hosts.ts';
import { leaveResults } from './results.ts';
import { runBrowserSuite } from './run-browser.ts';

const { values } = parseArgs({ options: { host: { type: 'string' } } });
const results = await runBrowserSuite({ host: hostNamed(values.host ?? process.env['EDITOR_HOST']), extensionsFolder: null });
leaveResults(results);
process.exitCode = results.failed > 0 ? 1 : 0;
