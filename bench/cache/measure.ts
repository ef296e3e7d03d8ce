/** Times runs without a cache, with an empty one, with a full one, and after one file was edited. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface CacheCase {
  readonly name: string;
  /** A file or folder; it is copied, as it is edited. */
  readonly from: string;
  /** What is edited, relative to the copy; gets a line more. */
  readonly edited: { readonly file: string; readonly line: string };
  readonly args: readonly string[];
}

export interface CacheTimes {
  readonly name: string;
  readonly firstMs: number;
  readonly secondMs: number;
  readonly editedMs: number;
  /** Whether each run printed what a run without a cache prints. */
  readonly isSame: boolean;
}

export function measureCache({ name, from, edited, args }: CacheCase, { cliPath }: { readonly cliPath: string }): CacheTimes {
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-bench-cache-'));
  try {
    const project = path.join(folder, 'project');
    cpSync(from, statSync(from).isFile() ? path.join(project, path.basename(from)) : project, { recursive: true });
    const run = (...more: readonly string[]): { readonly ms: number; readonly report: string } => {
      const beginMs = performance.now();
      const { stdout } = spawnSync(process.execPath, [cliPath, ...args, '--format', 'json', '--no-progress', ...more], { cwd: project, encoding: 'utf8', maxBuffer: 2 ** 30, env: { ...process.env, XDG_CACHE_HOME: path.join(folder, 'caches') } });
      return { ms: performance.now() - beginMs, report: stdout };
    };
    const [first, second, without] = [run(), run(), run('--no-cache')];
    appendFileSync(path.join(project, edited.file), edited.line);
    const [after, afterWithout] = [run(), run('--no-cache')];
    const isSame = first.report === without.report && second.report === without.report && after.report === afterWithout.report && first.report !== '';
    return { name, firstMs: first.ms, secondMs: second.ms, editedMs: after.ms, isSame };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const TABLE_HEAD = '| what | first | second | one file edited | same findings |\n|---|---|---|---|---|';

export function tableRow({ name, firstMs, secondMs, editedMs, isSame }: CacheTimes): string {
  const share = (ms: number): string => `${(ms / 1000).toFixed(2)} s (${Math.round((100 * ms) / firstMs)} %)`;
  return `| ${name} | ${(firstMs / 1000).toFixed(2)} s | ${share(secondMs)} | ${share(editedMs)} | ${isSame ? 'yes' : 'NO'} |`;
}
