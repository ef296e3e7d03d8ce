/** `npm run test:host [-- --host min --extensions FOLDER --debug --keep]`: the suites inside a real extension host. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hostNamed, projectRoot } from './hosts.ts';
import { leaveResults } from './results.ts';
import { runSuites } from './suites.ts';

const { values } = parseArgs({
  options: {
    host: { type: 'string' },
    /** Tests the extension installed there instead of the one in this folder. */
    extensions: { type: 'string' },
    debug: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const results = await runSuites({
  host: hostNamed(values.host ?? process.env['EDITOR_HOST']),
  // A test run needs some extension under development: an empty one when an installed one is tested.
  developmentFolder: values.extensions === undefined ? projectRoot : path.join(import.meta.dirname, 'harness'),
  extensionsFolder: values.extensions === undefined ? null : path.resolve(values.extensions),
  log: values.debug ? 'everything' : 'report',
  keep: values.keep ? 'keep' : 'delete',
});
leaveResults(results);
process.exitCode = results.failed > 0 ? 1 : 0;
