/**
 * Puts a real VS Code server with its web workbench, and the Node it needs, into `.vscode-host/<name>`.
 * Runs no install script and no compiler, and takes nothing but npm packages in exact versions.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hosts, hostsFolder, placesIn, placesOf, type HostName, type HostPins, type HostPlaces } from './hosts.ts';
import type { Outcome } from './outcome.ts';

const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

/** Installs the host unless its stamp shows these very pins; value says what was done. */
export function installHost(name: HostName, platform: string = `${process.platform}-${process.arch}`): Outcome<string> {
  const pins = hosts[name];
  if (isInstalled(name, pins)) return { ok: true, value: `${name}: VS Code ${pins.vscode} is already there` };
  if (platform !== 'linux-x64') return { ok: false, text: noHostFor(platform) };
  const startMs = Date.now();
  // Made beside its place and renamed, so that a broken-off install is never taken for a whole one.
  const building = path.join(hostsFolder, `.${name}-${process.pid}`);
  try {
    const failure = build(placesIn(building), pins);
    if (failure !== null) return { ok: false, text: failure };
    const { folder } = placesOf(name);
    rmSync(folder, { recursive: true, force: true });
    renameSync(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return { ok: true, value: `${name}: VS Code ${pins.vscode} installed in ${((Date.now() - startMs) / 1000).toFixed(1)} s` };
}

function isInstalled(name: HostName, pins: HostPins): boolean {
  const { stamp, serverMain } = placesOf(name);
  return existsSync(stamp) && existsSync(serverMain) && readFileSync(stamp, 'utf8') === stampText(pins);
}

function stampText(pins: HostPins): string {
  return JSON.stringify(pins.packages, null, 2) + '\n';
}

function noHostFor(platform: string): string {
  return (
    `The VS Code build from npm runs on linux-x64 only, this is ${platform}. ` +
    'Run `npm run test:electron` for the same tests in a downloaded VS Code, or set VSCODE_EXECUTABLE_PATH to an installed one.'
  );
}

/** Null when all went well, else the sentence for the person. */
function build(places: HostPlaces, pins: HostPins): string | null {
  rmSync(places.folder, { recursive: true, force: true });
  mkdirSync(places.folder, { recursive: true });
  writeFileSync(path.join(places.folder, 'package.json'), JSON.stringify({ private: true, dependencies: pins.packages }));
  // code-server's own install script does the two inner installs; their versions are pinned by shrinkwrap files it ships.
  const steps = [
    () => npmInstall(places.folder, ['--engine-strict=false']),
    () => npmInstall(places.vscode, ['--omit=dev']),
    () => npmInstall(path.join(places.vscode, 'extensions'), ['--omit=dev']),
  ];
  for (const step of steps) {
    const failure = step();
    if (failure !== null) return failure;
  }
  const asar = path.join(places.vscode, 'node_modules.asar');
  if (!existsSync(asar)) symlinkSync('node_modules', asar);
  placeBinaries(places, pins);
  writeFileSync(places.stamp, stampText(pins));
  return null;
}

function npmInstall(folder: string, args: readonly string[]): string | null {
  const common = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];
  const run = spawnSync('npm', ['install', ...args, ...common], { cwd: folder, encoding: 'utf8' });
  if (run.status === 0) return null;
  const output = `${run.error?.message ?? ''}${run.stdout ?? ''}${run.stderr ?? ''}`.trim();
  if (unreachable.test(output)) {
    return (
      'npm cannot reach its registry, and the editor tests need VS Code from it (package code-server). ' +
      'Check the network or `npm config get registry`, then run `npm run host:install`; or copy `.vscode-host/` from a machine where it ran.\n' +
      output
    );
  }
  return `\`npm install\` failed in ${folder}:\n${output}`;
}

function placeBinaries(places: HostPlaces, pins: HostPins): void {
  const outer = path.join(places.folder, 'node_modules');
  const inner = path.join(places.vscode, 'node_modules');
  if (pins.packages['@vscode/ripgrep-linux-x64'] !== undefined) {
    cpSync(path.join(outer, '@vscode/ripgrep-linux-x64/bin'), path.join(inner, '@vscode/ripgrep/bin'), { recursive: true });
  }
  if (pins.packages['node-pty'] !== undefined) {
    rmSync(path.join(inner, 'node-pty'), { recursive: true, force: true });
    cpSync(path.join(outer, 'node-pty'), path.join(inner, 'node-pty'), { recursive: true });
  }
}
