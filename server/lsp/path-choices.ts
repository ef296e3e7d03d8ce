/** Files and folders that complete a path. */
import { joinPath } from '../core/paths.ts';
import type { FileSystem } from '../core/ports.ts';
import { isNoisy } from './watched.ts';

export interface PathChoice {
  /** Relative to the root; a folder ends with a slash. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** What is in the folder that is written so far; what nobody wrote is left out, and what lies outside of the root. */
export async function pathChoices(word: string, { root, files }: { readonly root: string; readonly files: Pick<FileSystem, 'list'> }): Promise<readonly PathChoice[]> {
  const folder = word.slice(0, word.lastIndexOf('/') + 1);
  if (folder.startsWith('/') || folder.split('/').includes('..')) return [];
  const entries = await files.list(joinPath(root, folder.replace(/\/$/, '') || '.'));
  return entries.flatMap(({ name, kind }): readonly PathChoice[] => {
    if (isNoisy(joinPath(root, `${folder}${name}/x`)) || name === '.git') return [];
    if (kind === 'file') return [{ path: folder + name, kind }];
    return kind === 'folder' ? [{ path: `${folder}${name}/`, kind }] : [];
  });
}
