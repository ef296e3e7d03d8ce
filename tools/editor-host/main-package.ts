/** `npm run package [-- --target linux-arm64]`: the VSIX of one platform, written to the project's folder. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from './hosts.ts';
import { packageVsix } from './package-vsix.ts';

const { values } = parseArgs({ options: { target: { type: 'string', default: 'linux-x64' } } });
const packed = packageVsix(values.target, projectRoot);
if (packed.ok) {
  console.log(`${path.basename(packed.value)}: ${(statSync(packed.value).size / 1e6).toFixed(1)} MB`);
} else {
  console.error(packed.text);
  process.exitCode = 1;
}
