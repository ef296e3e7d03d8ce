/** Whether a walk of the working folder would pass over a path that is named: a hook names files, and excludes hold for them too. */
import type { Config } from '../config.ts';
import { isExcluded } from '../glob.ts';
import { fileName, isInside, parentFolder, relativePath } from '../paths.ts';
import type { FileSystem } from '../ports.ts';
import { isSkippedFolder } from './file-kinds.ts';
import { isIgnored, layersAbove } from './ignore-files.ts';

export interface LeftOutRequest {
  /** Absolute. */
  readonly workingFolder: string;
  readonly files: FileSystem;
  readonly configOf: (folder: string) => Promise<Config>;
}

/** @param path absolute. Null when a walk would come by. */
export async function leftOutBy(path: string, { workingFolder, files, configOf }: LeftOutRequest): Promise<'ignored' | 'excluded' | null> {
  const isFolder = (await files.stat(path))?.kind === 'folder';
  const onTheWay: string[] = [];
  for (let at = path; at !== workingFolder && isInside(at, workingFolder); at = parentFolder(at) ?? workingFolder) onTheWay.unshift(at);
  for (const each of onTheWay.length === 0 ? [path] : onTheWay) {
    const config = await configOf(parentFolder(each) ?? each);
    if (isExcluded(relativePath(config.folder, each), config.exclude)) return 'excluded';
    if ((each !== path || isFolder) && isSkippedFolder(fileName(each))) return 'ignored';
  }
  return isIgnored(path, { layers: await layersAbove(path, files), isFolder }) ? 'ignored' : null;
}
