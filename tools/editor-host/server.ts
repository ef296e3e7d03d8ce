/** One VS Code server process with its own home, settings and copy of the workspace; all of it goes when it is stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { placesOf, type HostName } from './hosts.ts';
import { makeWorkspace } from './workspace.ts';

export interface ServerOptions {
  readonly host: HostName;
  /** The folder that is copied and opened. */
  readonly workspace: string;
  /** Holds installed extensions; null is an empty folder of its own. */
  readonly extensionsFolder: string | null;
  /** `restricted`: workspace trust is on and the folder is not trusted. */
  readonly trust: 'off' | 'restricted';
  /** Inherited by the extension host; home: the folder that goes with the server. */
  readonly envIn: (home: string) => Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly keep: 'delete' | 'keep';
  readonly onOutput: (text: string) => void;
}

export interface RunningServer {
  /** Everything of this run; deleted with the server. */
  readonly home: string;
  /** The opened copy of the workspace. */
  readonly workspace: string;
  /** What the server has printed so far. */
  readonly output: () => string;
  /** Settles when the server process ends, with its exit code. */
  readonly exited: Promise<number | null>;
  /** A file of this machine as the workbench names it. */
  readonly uriOf: (file: string) => string;
  /** The page that opens the workspace; payload: options of the workbench. */
  readonly urlWith: (payload: readonly (readonly [string, string])[]) => string;
  readonly stop: () => Promise<void>;
}

const startLimitMs = 30_000;

const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // The web workbench saves by itself, the desktop does not.
  'files.autoSave': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'workbench.enableExperiments': false,
  'security.workspace.trust.startupPrompt': 'never',
};

/** The environment for VS Code: this process's, with a home of its own and without what steers other Node programs. */
export function hostEnv(home: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || /^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/.test(name) ? [] : [[name, value] as const],
  );
  const own = { HOME: home, TMPDIR: home, XDG_RUNTIME_DIR: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  return { ...Object.fromEntries(inherited), ...own, EXTENSIONS_GALLERY: '{}', ...extra };
}

/** A running server whose page answers. Errors: throws when the host is not installed or does not come up. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const places = placesOf(options.host);
  if (!existsSync(places.stamp)) throw new Error(`no VS Code at ${places.folder}: run \`npm run host:install -- ${options.host}\``);
  // Short, because Unix socket paths live below it.
  const home = mkdtempSync(path.join(os.tmpdir(), 'lintel-e-'));
  const workspace = await makeWorkspace(options.workspace, home);
  writeSettings(home, options.settings);
  const port = await freePort();
  const child = spawn(places.node, serverArgs(places.serverMain, { home, port, options }), {
    cwd: home,
    env: hostEnv(home, options.envIn(home)),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      options.onOutput(chunk.toString());
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const forgetExit = endWithThisProcess(child, home);
  const stop = async (): Promise<void> => {
    forgetExit();
    await endGroup(child);
    if (options.keep === 'keep') console.log(`kept ${home}`);
    else rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  if (!(await answers(port, child))) {
    await stop();
    throw new Error(`the VS Code server did not come up\n${output}`);
  }
  return {
    home,
    workspace,
    output: () => output,
    exited,
    uriOf: (file) => `vscode-remote://localhost:${port}${encodeURI(file)}`,
    urlWith: (payload) => pageUrl(port, workspace, payload),
    stop,
  };
}

function serverArgs(serverMain: string, { home, port, options }: { home: string; port: number; options: ServerOptions }): string[] {
  return [
    serverMain,
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
    ...['--disable-telemetry', '--telemetry-level', 'off'],
    ...(options.trust === 'off' ? ['--disable-workspace-trust'] : []),
    // Without it a built workbench ignores the development and test paths of the payload and waits for ever.
    '--enable-smoke-test-driver',
    ...['--user-data-dir', path.join(home, 'data'), '--server-data-dir', path.join(home, 'server')],
    ...['--extensions-dir', options.extensionsFolder ?? path.join(home, 'extensions')],
  ];
}

function writeSettings(home: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = path.join(home, 'data/User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
}

function pageUrl(port: number, workspace: string, payload: readonly (readonly [string, string])[]): string {
  const query = new URLSearchParams({
    folder: workspace,
    payload: JSON.stringify([['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload]),
  });
  return `http://localhost:${port}/?${query.toString().replaceAll('+', '%20')}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function answers(port: number, child: ChildProcess): Promise<boolean> {
  const endMs = Date.now() + startLimitMs;
  while (Date.now() < endMs && isAlive(child)) {
    const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (response?.ok === true) return true;
    await wait(100);
  }
  return false;
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Whatever ends this process also ends the server and clears its home. Returns how to call that off. */
function endWithThisProcess(child: ChildProcess, home: string): () => void {
  const onExit = (): void => {
    signalGroup(child, 'SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const onInterrupt = (): void => process.exit(130);
  const onTerminate = (): void => process.exit(143);
  process.once('exit', onExit).once('SIGINT', onInterrupt).once('SIGTERM', onTerminate);
  return () => process.off('exit', onExit).off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
}

/** The server has children (extension host, terminals, watcher), so the whole group goes. */
async function endGroup(child: ChildProcess): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    signalGroup(child, signal);
    for (let round = 0; round < 30 && isAlive(child); round += 1) await wait(100);
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended.
  }
}
