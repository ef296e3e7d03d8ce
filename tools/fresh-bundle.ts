/** The built command line, made again when its sources are newer. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Returns the path of the bundle. */
export function freshBundle(): string {
  const bundle = path.join(root, 'dist', 'cli.cjs');
  const isStale = !existsSync(bundle) || statSync(bundle).mtimeMs < Math.max(newestSource(path.join(root, 'server')), newestSource(path.join(root, 'rules')));
  if (isStale) execFileSync(process.execPath, [path.join(root, 'tools', 'build.mjs')], { stdio: 'inherit' });
  return bundle;
}

function newestSource(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? newestSource(full) : entry.name.endsWith('.test.ts') ? 0 : statSync(full).mtimeMs;
  });
  return Math.max(0, ...times);
}
