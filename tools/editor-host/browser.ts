/** Finds the Chrome, Chromium or Edge that shows the workbench; installs Debian's where that is possible. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Outcome } from './outcome.ts';

/** What the search looks at; a value, so that tests can stand for any machine. */
export interface Machine {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isFile: (file: string) => boolean;
}

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const windowsPlaces = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];
const macPlaces = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const linuxPlaces = ['/snap/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];

/** The browser's path: CHROMIUM first, then names on PATH, then the usual places. Null: none was found. */
export function findBrowser(machine: Machine): string | null {
  const { env } = machine;
  const named = env['CHROMIUM'];
  if (named !== undefined && named !== '') return machine.isFile(named) ? named : null;
  return [...onPath(machine), ...usualPlaces(machine)].find(machine.isFile) ?? null;
}

function onPath({ platform, env }: Machine): string[] {
  const join = platform === 'win32' ? path.win32 : path.posix;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(join.delimiter).filter((folder) => folder !== '');
  const suffix = platform === 'win32' ? '.exe' : '';
  return commandNames.flatMap((name) => folders.map((folder) => join.join(folder, name + suffix)));
}

function usualPlaces({ platform, env }: Machine): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(env['HOME'] === undefined ? [] : [`${env['HOME']}/Applications`])];
    return macPlaces.flatMap((place) => folders.map((folder) => `${folder}/${place}`));
  }
  if (platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
    return windowsPlaces.flatMap((place) => folders.map((folder) => path.win32.join(folder, place)));
  }
  return linuxPlaces;
}

/** The one command a person runs to get a browser. */
export function browserInstallCommand(platform: string): string {
  if (platform === 'darwin') return 'brew install --cask google-chrome';
  if (platform === 'win32') return 'winget install Google.Chrome';
  return 'sudo apt-get update && sudo apt-get install -y chromium';
}

/** The path of a browser that is there, installing Debian's chromium first where apt-get and root allow it. */
export function ensureBrowser(): Outcome<string> {
  const machine: Machine = { platform: process.platform, env: process.env, isFile: existsSync };
  const found = findBrowser(machine);
  if (found !== null) return { ok: true, value: found };
  const named = process.env['CHROMIUM'] ?? '';
  if (named !== '') return { ok: false, text: `CHROMIUM is \`${named}\`, but there is no such file: set it to a Chrome, Chromium or Edge binary` };
  const tried = mayUseApt() ? installDebianChromium() : '';
  const installed = findBrowser(machine);
  if (installed !== null) return { ok: true, value: installed };
  return {
    ok: false,
    text: `The editor tests need Chrome, Chromium or Edge and found none. Run:\n  ${browserInstallCommand(process.platform)}\nor set CHROMIUM to the binary.${tried}`,
  };
}

function mayUseApt(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Empty when it worked, else what apt-get said. */
function installDebianChromium(): string {
  console.log("No Chrome, Chromium or Edge found: installing Debian's chromium with apt-get");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']]) {
    const run = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (run.status !== 0) return `\n\`apt-get ${args.join(' ')}\` failed:\n${(run.stderr ?? '').trim()}`;
  }
  return '';
}
