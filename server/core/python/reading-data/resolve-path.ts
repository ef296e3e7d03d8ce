/** Finds the file a program names, as programs do: from the folder they lie in, or from one above that they are started in. */
import { fileName, isInside, joinPath, parentFolder, resolvePath } from '../../paths.ts';
import type { FileStat, FileSystem } from '../../ports.ts';
import { nearestName } from '../../nearest-name.ts';

export type ResolvedPath =
  | { readonly kind: 'found'; readonly path: string; readonly stat: FileStat }
  /** `nearest`: written as in the code; null when no near name is there. */
  | { readonly kind: 'missing'; readonly nearest: string | null }
  /** Several different files could be meant. */
  | { readonly kind: 'ambiguous' };

export interface PathRequest {
  /** As the code writes it. */
  readonly written: string;
  /** Absolute path of the script or notebook. */
  readonly program: string;
  /** Absolute. */
  readonly workingFolder: string;
}

export async function resolveDataPath(request: PathRequest, files: FileSystem): Promise<ResolvedPath> {
  const written = request.written.replaceAll('\\', '/').replace(/^file:\/\//, '');
  const folders = /^(?:\/|[A-Za-z]:\/)/.test(written) ? ['/'] : startFolders(request);
  const found: { path: string; stat: FileStat }[] = [];
  for (const folder of folders) {
    const path = resolvePath(folder, written);
    const stat = await files.stat(path);
    if (stat !== null && !found.some((other) => other.stat.id === stat.id)) found.push({ path, stat });
  }
  const [first] = found;
  if (first === undefined) return { kind: 'missing', nearest: await nearestFile(written, folders, files) };
  // a notebook runs in its own folder
  const isSure = found.length === 1 || (request.program.endsWith('.ipynb') && parentFolder(request.program) !== null && first.path === resolvePath(parentFolder(request.program) ?? '/', written));
  return isSure ? { kind: 'found', ...first } : { kind: 'ambiguous' };
}

/** The program's folder, then those above it up to the working folder. */
function startFolders({ program, workingFolder }: PathRequest): readonly string[] {
  const own = parentFolder(program) ?? '/';
  const folders = [own];
  for (let folder = parentFolder(own); folder !== null && isInside(folder, workingFolder); folder = parentFolder(folder)) folders.push(folder);
  return folders.includes(workingFolder) ? folders : [...folders, workingFolder];
}

/** Only where the folder is there: then the data has been fetched, and the name is what is wrong. */
async function nearestFile(written: string, folders: readonly string[], files: FileSystem): Promise<string | null> {
  const name = fileName(written);
  for (const folder of folders) {
    const within = parentFolder(resolvePath(folder, written));
    if (within === null) continue;
    const names = (await files.list(within)).filter(({ kind }) => kind === 'file').map((entry) => entry.name);
    const nearest = nearestName(name, names.filter((other) => other !== name && endingOf(other) === endingOf(name)));
    if (nearest !== null) return written.includes('/') ? joinPath(parentFolder(written) ?? '.', nearest) : nearest;
  }
  return null;
}

function endingOf(name: string): string {
  return name.slice(name.indexOf('.') + 1).toLowerCase();
}
