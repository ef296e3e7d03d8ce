/**
 * Files of `--output`: the one way reports get to a disk, for every command. What is there is written over only when Lintel wrote it, or
 * when it is empty and nobody keeps it; a link never leads a report out of the folder it was named in. A reader sees the old or the new
 * report, never half of one.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import type { Stats } from 'node:fs';
import { access, chmod, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { judgeName } from '../core/discovery/file-kinds.ts';
import { inPieces } from '../report/chunks.ts';
import type { Chunks } from '../report/chunks.ts';
import { asFile, isOwnReport, SIGN_BYTES } from '../report/own-report.ts';
import type { ReportFormat } from '../report/own-report.ts';
import { UsageError } from './exit.ts';
import type { CliHost } from './host.ts';
import { writeProblem } from './write-problem.ts';

export interface Output<F extends ReportFormat> {
  readonly format: F;
  /** As given. */
  readonly file: string;
}

export interface ReportFile<F extends ReportFormat> extends Output<F> {
  /** Absolute, where links lead. */
  readonly path: string;
  /** A stream (a pipe, a device) is written to and not replaced. */
  readonly kind: 'file' | 'stream';
  /** Equal for two ways to say one file. */
  readonly identity: string;
}

type Keeping = Pick<CliHost, 'workingFolder' | 'isTracked'>;

/** Returns where the reports will go. Errors: UsageError for the first that may not be written, with what to do instead. */
export async function openReportFiles<F extends ReportFormat>(outputs: readonly Output<F>[], host: Keeping): Promise<readonly ReportFile<F>[]> {
  const opened: ReportFile<F>[] = [];
  for (const output of outputs) {
    const found = await locate(output.file, host);
    if (typeof found === 'string') throw new UsageError(`cannot write \`${output.file}\`: ${found}`);
    if (opened.some(({ identity }) => identity === found.identity)) throw new UsageError(`two reports cannot both go to \`${output.file}\``);
    opened.push({ ...output, ...found });
  }
  return opened;
}

/** Writes one report. Returns null, or why it failed; what was there is as it was then. */
export async function writeReportFile<F extends ReportFormat>({ path: target, kind, format }: ReportFile<F>, chunks: Chunks, host: Keeping): Promise<string | null> {
  try {
    if (kind === 'stream') {
      await writeStream(target, chunks);
      return null;
    }
    // somebody may have put a file there meanwhile
    const found = await lstat(target).catch(() => null);
    const fault = found === null ? null : await overwritingFault(target, { found, host });
    if (fault !== null) return fault;
    await replaceFile(target, { chunks: asFile(chunks, format), mode: found?.mode ?? null });
    return null;
  } catch (error) {
    return writeProblem(error);
  }
}

type Located = Pick<ReportFile<ReportFormat>, 'path' | 'kind' | 'identity'>;

/** A sentence when nothing may be written there. */
async function locate(file: string, host: Keeping): Promise<Located | string> {
  const asked = path.resolve(host.workingFolder, file);
  const [direct, found] = [await lstat(asked).catch(() => null), await stat(asked).catch(() => null)];
  if (found?.isDirectory() === true) return 'it is a folder';
  const folder = await realpath(path.dirname(asked)).catch(() => null);
  if (folder === null || (await stat(folder)).isDirectory() !== true) return `there is no folder \`${path.dirname(file)}\``;
  if (found !== null && !found.isFile()) return locateStream(asked, { found, isLink: direct?.isSymbolicLink() === true });
  // a link in a repository may lead anywhere; where people send a report by name they may
  const workingFolder = await realpath(host.workingFolder).catch(() => host.workingFolder);
  const boundary = isWithin(asked, host.workingFolder) ? workingFolder : folder;
  if (!isWithin(folder, boundary)) return `its folder is a link that leads out of this one; name \`${path.join(folder, path.basename(asked))}\` if that is meant`;
  if (direct?.isSymbolicLink() === true && found === null) return 'it is a link that leads nowhere; remove it first, or name another file';
  const target = found === null ? path.join(folder, path.basename(asked)) : await realpath(asked);
  if (!isWithin(target, boundary)) return `it is a link that leads to another folder; name \`${target}\` if that is meant`;
  const fault = found === null ? null : await overwritingFault(target, { found, host });
  if (fault !== null) return fault;
  // what is there is replaced, which takes the permission of the folder
  return (await isWritable(path.dirname(target))) ? { path: target, kind: 'file', identity: identityOf(target, found) } : 'no permission';
}

async function locateStream(asked: string, { found, isLink }: { readonly found: Stats; readonly isLink: boolean }): Promise<Located | string> {
  if (isLink && !/^\/(?:dev|proc)\//.test(asked)) return 'it is a link to something that is no file; remove it first, or name another file';
  if (found.isSocket() || found.isBlockDevice()) return 'it is neither a file nor a pipe; name another file';
  return (await isWritable(asked)) ? { path: asked, kind: 'stream', identity: identityOf(asked, found) } : 'no permission';
}

/** Says whether an absolute path is the other or lies below it. */
export function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}

function identityOf(target: string, found: Stats | null): string {
  if (found !== null) return `${found.dev}:${found.ino}`;
  // elsewhere names that differ in capitals are often one
  return process.platform === 'linux' ? target : target.toLowerCase();
}

async function isWritable(target: string): Promise<boolean> {
  return access(target, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Null when the file may be written over. */
async function overwritingFault(target: string, { found, host }: { readonly found: Stats; readonly host: Keeping }): Promise<string | null> {
  if (!found.isFile()) return 'something that is no file has appeared there';
  if (found.size > 0) return (await isOwn(target, found.size)) ? null : 'Lintel did not write what is there; name another file, or remove this one first';
  const isKept = judgeName(path.basename(target)) === 'program' || judgeName(path.basename(target)) === 'table' || (await host.isTracked(target)) !== false;
  return isKept ? 'it is empty, but part of the project; name another file, or remove this one first' : null;
}

async function isOwn(target: string, sizeBytes: number): Promise<boolean> {
  const handle = await open(target, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => null);
  if (handle === null) return false;
  try {
    const read = async (position: number): Promise<string> => {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(SIGN_BYTES), 0, SIGN_BYTES, position);
      return buffer.toString('utf8', 0, bytesRead);
    };
    return isOwnReport({ begin: await read(0), end: await read(Math.max(0, sizeBytes - SIGN_BYTES)) });
  } finally {
    await handle.close();
  }
}

/** Puts a file in the place of what is there: written beside it first. Errors: those of the file system; what was there stays then. */
export async function replaceFile(target: string, { chunks, mode }: { readonly chunks: Chunks; readonly mode: number | null }): Promise<void> {
  const beside = path.join(path.dirname(target), `.${path.basename(target).slice(0, 100)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    const handle = await open(beside, 'wx');
    try {
      for (const piece of inPieces(chunks)) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (mode !== null) await chmod(beside, mode & 0o777);
    await rename(beside, target);
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

/** Does not wait for a reader that never comes. */
async function writeStream(target: string, chunks: Chunks): Promise<void> {
  const probe = await open(target, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    const handle = await open(target, constants.O_WRONLY);
    try {
      for (const piece of inPieces(chunks)) await handle.writeFile(piece);
    } finally {
      await handle.close();
    }
  } finally {
    await probe.close();
  }
}
