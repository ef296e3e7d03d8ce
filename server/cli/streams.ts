/** Writing to stdout, stderr and report files. */
import { randomBytes } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, UsageError } from './exit.ts';

/** Writes and waits until it is out; returns 0, or 2 when the stream cannot take it. A reader that has left is no failure. */
export function writeText(stream: NodeJS.WriteStream, text: string): Promise<number> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve(error.code === 'EPIPE' ? EXIT.clean : EXIT.incomplete);
    stream.once('error', fail);
    stream.write(text, (error) => {
      if (error === null || error === undefined) {
        stream.off('error', fail);
        resolve(EXIT.clean);
      } else {
        // the error event follows, and would end the process without a listener
        fail(error);
      }
    });
  });
}

/** Returns the absolute file a report will be written to. Errors: UsageError when nothing can be written there. */
export async function reportTarget(file: string): Promise<string> {
  const target = path.resolve(file);
  const found = await stat(target).catch(() => null);
  if (found?.isDirectory() === true) throw new UsageError(`cannot write \`${file}\`: it is a folder`);
  const real = found === null ? target : await realpath(target);
  const folder = path.dirname(real);
  const folderStat = await stat(folder).catch(() => null);
  if (folderStat?.isDirectory() !== true) throw new UsageError(`cannot write \`${file}\`: there is no folder \`${path.dirname(file)}\``);
  const place = found !== null && !found.isFile() ? real : folder;
  await access(place, constants.W_OK).catch(() => {
    throw new UsageError(`cannot write \`${file}\`: no permission`);
  });
  return real;
}

/** Writes beside the target and renames, so that a reader sees the old or the new report. Returns null, or why it failed. */
export async function writeReport(target: string, text: string): Promise<string | null> {
  const found = await stat(target).catch(() => null);
  const isPlain = found === null || found.isFile();
  const beside = path.join(path.dirname(target), `.${path.basename(target).slice(0, 100)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    // a pipe or a device cannot be replaced
    if (isPlain) await replaceFile(target, { beside, text });
    else await writeFile(target, text);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    if (isPlain) await rm(beside, { force: true }).catch(() => undefined);
  }
}

async function replaceFile(target: string, { beside, text }: { readonly beside: string; readonly text: string }): Promise<void> {
  const handle = await open(beside, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, target);
}
