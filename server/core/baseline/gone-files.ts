/** Which files of a baseline are not there any more; what cannot be looked at is taken to be there. */
import { fileName, parentFolder, resolvePath } from '../paths.ts';
import type { FileSystem } from '../ports.ts';
import type { BaselineEntry } from '../report.ts';

/** @param entries paths relative to the working folder. Returns such paths. Cost: one look for each file. */
export async function goneFiles(entries: readonly Pick<BaselineEntry, 'path'>[], { workingFolder, files }: { readonly workingFolder: string; readonly files: FileSystem }): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  for (const path of new Set(entries.map((entry) => entry.path))) {
    if (await isGone(resolvePath(workingFolder, path), files)) gone.add(path);
  }
  return gone;
}

async function isGone(path: string, files: FileSystem): Promise<boolean> {
  if ((await files.stat(path)) !== null) return false;
  const folder = parentFolder(path);
  if (folder === null) return false;
  const kind = (await files.stat(folder))?.kind;
  if (kind === undefined) return isGone(folder, files);
  if (kind !== 'folder') return true;
  // a link that leads nowhere, or a folder that may not be looked into, tells nothing
  const names = await files.list(folder);
  return !names.some(({ name }) => name === fileName(path)) && (names.length > 0 || (await files.canList?.(folder)) !== false);
}
