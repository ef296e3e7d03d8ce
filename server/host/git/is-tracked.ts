/** Whether git keeps a file, told without the program. */
import path from 'node:path';
import { findGitFolder, idBytes, readWhole } from './git-folder.ts';
import { readIndex } from './git-index.ts';

const MOST_INDEX_BYTES = 200_000_000;

/** @param file absolute, without links @returns false where there is no repository around it; null where its index cannot be read */
export async function isTracked(file: string): Promise<boolean | null> {
  const found = await findGitFolder(path.dirname(file));
  if (found === null) return false;
  const bytes = await readWhole(path.join(found.folder, 'index'), MOST_INDEX_BYTES);
  if (bytes === null) return null;
  const inside = path.relative(found.top, file).split(path.sep).join('/');
  return readIndex(bytes, await idBytes(found))?.some((entry) => entry.path === inside) ?? null;
}
