/** The one way a baseline gets to a disk: under a lock, beside its target and then in its place, and only where what is there is what was read. */
import { lstat, mkdir, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BaselineEntry } from '../../core/report.ts';
import type { ScoreBaseline } from '../../core/score/score-baseline.ts';
import { baselineText } from '../../report/baseline/file-text.ts';
import { isWithin, replaceFile } from '../report-files.ts';
import { writeProblem } from '../write-problem.ts';
import type { BaselineFile } from './baseline-place.ts';
import { withLock } from './lock-file.ts';

export interface WriteRequest {
  readonly file: BaselineFile;
  readonly entries: readonly BaselineEntry[];
  readonly score?: ScoreBaseline;
  /** What was read; null when nothing was there. */
  readonly before: string | null;
  readonly workingFolder: string;
  readonly toolVersion: string;
}

/** Returns null, or why nothing was written, as the end of a sentence; what was there is as it was then. */
export async function writeBaseline({ file, entries, score, before, workingFolder, toolVersion }: WriteRequest): Promise<string | null> {
  try {
    const target = await locate(file);
    if (typeof target !== 'object') return target;
    const locked = await withLock(`${target.path}.lock`, async () => {
      const found = await lstat(target.path).catch(() => null);
      if (found?.isFile() === false) return 'something that is no file is there';
      const now = found === null ? null : await readFile(target.path, 'utf8');
      if (now !== before) return before === null ? 'another run has written it meanwhile; `--force` replaces it' : 'it was changed meanwhile; run again';
      await removeLeftovers(target.path);
      await replaceFile(target.path, { chunks: baselineText(entries, { root: file.root, workingFolder, toolVersion, ...(score === undefined ? {} : { score }) }), mode: found?.mode ?? null });
      return null;
    });
    return locked.ok ? locked.value : locked.text;
  } catch (error) {
    return writeProblem(error);
  }
}

/** A link in a repository may lead anywhere; a sentence when it leads out. */
async function locate(file: BaselineFile): Promise<{ readonly path: string } | string> {
  const folder = path.dirname(file.path);
  if (!file.isNamed) await mkdir(folder).catch((error: unknown) => (isThereAlready(error) ? undefined : Promise.reject(error)));
  const realFolder = await realpath(folder).catch(() => null);
  if (realFolder === null || !(await stat(realFolder)).isDirectory()) return `there is no folder \`${path.dirname(file.displayPath)}\``;
  const boundary = await realpath(file.root);
  if (!isWithin(realFolder, boundary)) return 'its folder is a link that leads elsewhere; remove the link, or name another file with --baseline';
  const direct = await lstat(file.path).catch(() => null);
  const name = path.basename(file.path);
  if (direct === null || !direct.isSymbolicLink()) return { path: path.join(realFolder, name) };
  const target = await realpath(file.path).catch(() => null);
  return target !== null && isWithin(target, boundary) ? { path: target } : 'it is a link that leads elsewhere; remove the link, or name another file with --baseline';
}

function isThereAlready(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

/** Of runs that were killed: whoever holds the lock is alone. */
async function removeLeftovers(target: string): Promise<void> {
  const [folder, name] = [path.dirname(target), path.basename(target)];
  const left = (await readdir(folder)).filter((each) => (each.startsWith(`.${name}.`) && /\.[0-9a-f]{8}\.tmp$/.test(each)) || (each.startsWith(`${name}.lock.`) && /\.[0-9a-f]{8}$/.test(each)));
  for (const each of left) await rm(path.join(folder, each), { force: true });
}
