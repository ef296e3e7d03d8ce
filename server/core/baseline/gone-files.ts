/** Which files of a baseline are not there any more; what cannot be looked at is taken to be there. */
import { fileName, parentFolder, resolvePath } from '../paths.ts';
import type { FileSystem } from '../ports.ts';
import type { BaselineEntry } from '../report.ts';

/** @param entries paths relative to the working folder. Returns such paths. Cost: lists each folder once. */
export async function goneFiles(entries: readonly Pick<BaselineEntry, 'path'>[], { workingFolder, files }: { readonly workingFolder: string; readonly files: FileSystem }): Promise<ReadonlySet<string>> {
  const folders = new Map<string, Promise<FolderState>>();
  const stateOf = (folder: string): Promise<FolderState> => {
    const known = folders.get(folder) ?? look(folder);
    folders.set(folder, known);
    return known;
  };
  const look = async (folder: string): Promise<FolderState> => {
    const kind = (await files.stat(folder))?.kind;
    if (kind === 'folder') {
      const names = (await files.list(folder)).map(({ name }) => name);
      return names.length > 0 || (await files.canList?.(folder)) !== false ? { kind: 'listed', names: new Set(names) } : { kind: 'unknown' };
    }
    if (kind !== undefined) return { kind: 'gone' };
    return (await isMissing(folder)) ? { kind: 'gone' } : { kind: 'unknown' };
  };
  /** A link that leads nowhere is listed, and tells nothing. */
  const isMissing = async (path: string): Promise<boolean> => {
    const folder = parentFolder(path);
    const state: FolderState = folder === null ? { kind: 'unknown' } : await stateOf(folder);
    return state.kind === 'gone' || (state.kind === 'listed' && !state.names.has(fileName(path)));
  };
  const gone = new Set<string>();
  for (const path of new Set(entries.map((entry) => entry.path))) {
    const whole = resolvePath(workingFolder, path);
    if (!(await isMissing(whole))) continue;
    // names may differ in capitals from what is listed
    const isFolderGone = (await stateOf(parentFolder(whole) ?? whole)).kind === 'gone';
    if (isFolderGone || (await files.stat(whole)) === null) gone.add(path);
  }
  return gone;
}

type FolderState = { readonly kind: 'listed'; readonly names: ReadonlySet<string> } | { readonly kind: 'gone' } | { readonly kind: 'unknown' };
