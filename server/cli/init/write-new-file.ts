/**
 * Writes a file that is not there yet: whole or not at all, never over anything, never through a link. Other ways to write are for
 * reports (report-files.ts).
 */
import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, writeProblem } from '../write-problem.ts';

/** @param relative path below the root, forward slashes. Returns null, or why it failed as a sentence. */
export async function writeNewFile(root: string, relative: string, text: string): Promise<string | null> {
  try {
    const folder = await openFolder(root, path.dirname(relative));
    if (folder === null) return 'its folder is no folder of this repository, but a link or a file';
    const target = path.join(folder, path.basename(relative));
    const beside = path.join(folder, `.${path.basename(relative)}.${randomBytes(4).toString('hex')}.tmp`);
    try {
      await writeWhole(beside, text);
      return await putInPlace(beside, { target, text });
    } finally {
      await rm(beside, { force: true }).catch(() => undefined);
    }
  } catch (error) {
    return writeProblem(error);
  }
}

/** The folder, made where it is missing; null when a link or a file stands in the way. */
async function openFolder(root: string, relative: string): Promise<string | null> {
  let at = await realpath(root);
  for (const name of relative.split('/').filter((each) => each !== '' && each !== '.')) {
    at = path.join(at, name);
    await mkdir(at).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    if (!(await lstat(at)).isDirectory()) return null;
  }
  return at;
}

async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A second name for the whole file: unlike a rename, it is refused where something is. */
async function putInPlace(beside: string, { target, text }: { readonly target: string; readonly text: string }): Promise<string | null> {
  try {
    await link(beside, target);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'something has appeared there';
    // file systems without second names
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EMLINK'].includes(errorCode(error))) throw error;
    try {
      await writeWhole(target, text);
    } catch (second) {
      if (errorCode(second) === 'EEXIST') return 'something has appeared there';
      throw second;
    }
  }
  return null;
}
