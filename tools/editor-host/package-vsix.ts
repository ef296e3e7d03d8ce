/** Packs the extension for one platform, from a staging copy that holds what ships and that platform's DuckDB. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from './hosts.ts';
import type { Outcome } from './outcome.ts';

interface NpmPlatform {
  readonly os: string;
  readonly cpu: string;
  readonly libc: string | null;
}

/** npm's names for each platform the engine has a binding for, by VS Code's name of it. */
const targets: Readonly<Record<string, NpmPlatform>> = {
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc' },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc' },
  'alpine-x64': { os: 'linux', cpu: 'x64', libc: 'musl' },
  'alpine-arm64': { os: 'linux', cpu: 'arm64', libc: 'musl' },
  'darwin-x64': { os: 'darwin', cpu: 'x64', libc: null },
  'darwin-arm64': { os: 'darwin', cpu: 'arm64', libc: null },
  'win32-x64': { os: 'win32', cpu: 'x64', libc: null },
  'win32-arm64': { os: 'win32', cpu: 'arm64', libc: null },
};

/** Copied to the staging folder where they exist; .vscodeignore then leaves out what only packing needs. */
export const SHIPPED: readonly string[] = ['package.json', 'package-lock.json', '.vscodeignore', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist', 'docs/rules', 'schemas'];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly icon?: string;
}

/** The path of the packed file, in `folder`. The bundles in dist/ must be built. */
export function packageVsix(target: string, folder: string): Outcome<string> {
  const platform = targets[target];
  if (platform === undefined) return { ok: false, text: `no target \`${target}\`: use one of ${Object.keys(targets).join(', ')}` };
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as Manifest;
  if (!existsSync(path.join(projectRoot, manifest.main))) {
    return { ok: false, text: `${manifest.main} is missing: run \`npm run build\` first` };
  }
  const staging = mkdtempSync(path.join(os.tmpdir(), 'lintel-p-'));
  try {
    for (const entry of [...SHIPPED, ...(manifest.icon === undefined ? [] : [manifest.icon])]) {
      const source = path.join(projectRoot, entry);
      if (existsSync(source)) cpSync(source, path.join(staging, entry), { recursive: true });
    }
    const file = path.join(folder, `${manifest.name}-${target}-${manifest.version}.vsix`);
    const failure = installEngine(staging, platform) ?? pack(staging, target, file);
    return failure === null ? { ok: true, value: file } : { ok: false, text: failure };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function installEngine(staging: string, { os: system, cpu, libc }: NpmPlatform): string | null {
  const platform = [`--os=${system}`, `--cpu=${cpu}`, ...(libc === null ? [] : [`--libc=${libc}`])];
  return run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...platform], staging);
}

function pack(staging: string, target: string, file: string): string | null {
  const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');
  const links = ['--allow-missing-repository', '--no-rewrite-relative-links'];
  return run(process.execPath, [vsce, 'package', '--target', target, '--out', file, ...links], staging);
}

/** Null when the command ended well, else what it printed. */
function run(command: string, args: readonly string[], folder: string): string | null {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', shell });
  if (status === 0) return null;
  return `\`${path.basename(command)} ${args.join(' ')}\` failed:\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`;
}
