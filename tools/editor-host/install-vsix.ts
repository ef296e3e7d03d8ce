/** Installs a VSIX into an empty extensions folder, with the VS Code the tests run in. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { placesOf, type HostName } from './hosts.ts';
import type { Outcome } from './outcome.ts';
import { hostEnv } from './server.ts';

/** The extensions folder, below `home`. */
export function installVsix(vsix: string, host: HostName, home: string): Outcome<string> {
  const places = placesOf(host);
  const extensions = path.join(home, 'extensions');
  const folders = ['--extensions-dir', extensions, '--user-data-dir', path.join(home, 'data'), '--server-data-dir', path.join(home, 'server')];
  const args = [places.serverMain, '--install-extension', vsix, '--force', '--accept-server-license-terms', ...folders];
  const { status, stdout, stderr } = spawnSync(places.node, args, { env: hostEnv(home), encoding: 'utf8' });
  if (status === 0) return { ok: true, value: extensions };
  return { ok: false, text: `VS Code did not install ${path.basename(vsix)}:\n${stdout ?? ''}${stderr ?? ''}` };
}
