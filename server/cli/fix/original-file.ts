/** A file of the user as it was read, so that it can be written back without changing anything but what is mended. */
import { randomBytes } from 'node:crypto';
import { chmod, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

export interface OriginalFile {
  /** Where links lead. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly text: string;
  readonly hasByteOrderMark: boolean;
}

/** @returns null when the file is no plain UTF-8, so that it could not be written back as it was */
export async function readOriginal(file: string): Promise<OriginalFile | null> {
  const real = await realpath(file);
  const bytes = await readFile(real);
  const text = new TextDecoder('utf-8').decode(bytes);
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const original = { path: real, bytes, text, hasByteOrderMark };
  return encode(text, original).equals(bytes) ? original : null;
}

/**
 * Writes beside the file and renames, with the permissions it had.
 * @returns null, or a sentence why it was not written; the file is untouched then
 */
export async function writeMended(original: OriginalFile, text: string): Promise<string | null> {
  const beside = path.join(path.dirname(original.path), `.${path.basename(original.path).slice(0, 100)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    if (!(await readFile(original.path)).equals(original.bytes)) return 'it changed meanwhile; run the command again';
    const { mode } = await stat(original.path);
    const handle = await open(beside, 'wx');
    try {
      await handle.writeFile(encode(text, original));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(beside, mode);
    await rename(beside, original.path);
    return null;
  } catch (error) {
    return `it cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : String(error)})`;
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

function encode(text: string, { hasByteOrderMark }: Pick<OriginalFile, 'hasByteOrderMark'>): Buffer {
  return Buffer.from(`${hasByteOrderMark ? '\ufeff' : ''}${text}`, 'utf8');
}
