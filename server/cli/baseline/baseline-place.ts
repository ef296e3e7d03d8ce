/**
 * Where a baseline lies: the nearest `.lintel/baseline.json` from the first path asked for up to the folder git begins in. Where there is none yet,
 * it belongs beside the nearest configuration, else where git begins, else in the folder asked for. Paths in it are relative to that folder.
 */
import type { Config } from '../../core/config.ts';
import { fileName, joinPath, parentFolder, relativePath } from '../../core/paths.ts';
import type { FileSystem } from '../../core/ports.ts';
import { absolute } from '../configs.ts';

export interface BaselineFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the working folder. */
  readonly displayPath: string;
  /** Absolute folder that paths in the file are relative to. */
  readonly root: string;
  /** Whether a person named it. */
  readonly isNamed: boolean;
}

export interface PlaceRequest {
  /** As given with `--baseline`; null to look for it. */
  readonly named: string | null;
  /** The first path asked for, absolute. */
  readonly first: string;
  readonly workingFolder: string;
  readonly files: FileSystem;
}

const OWN_FOLDER = '.lintel';
const NAME = 'baseline.json';

/** Returns the baseline to use; null when none was named and there is none. */
export async function findBaseline(request: PlaceRequest): Promise<BaselineFile | null> {
  if (request.named !== null) return namedBaseline(request.named, request.workingFolder);
  for (let folder: string | null = await folderOf(request); folder !== null; folder = await folderAbove(folder, request.files)) {
    if (await isThere(folder, request.files)) return within(folder, request.workingFolder);
  }
  return null;
}

/** Returns where a baseline is to be written when there is none. @param config of the folder asked for */
export async function newBaseline(request: PlaceRequest, config: Config): Promise<BaselineFile> {
  const asked = await folderOf(request);
  if (config.file !== null && (await liesAbove(config.folder, { folder: asked, files: request.files }))) return within(config.folder, request.workingFolder);
  for (let folder: string | null = asked; folder !== null; folder = parentFolder(folder)) {
    if ((await request.files.stat(joinPath(folder, '.git'))) !== null) return within(folder, request.workingFolder);
  }
  return within(asked, request.workingFolder);
}

/** A configuration given with `--config` may lie anywhere. */
async function liesAbove(above: string, { folder, files }: { readonly folder: string; readonly files: FileSystem }): Promise<boolean> {
  for (let at: string | null = folder; at !== null; at = await folderAbove(at, files)) {
    if (at === above) return true;
  }
  return false;
}

/** A link that leads nowhere is there, too, and is refused when it is read. */
async function isThere(folder: string, files: FileSystem): Promise<boolean> {
  const own = joinPath(folder, OWN_FOLDER);
  return (await files.stat(joinPath(own, NAME))) !== null || (await files.list(own)).some(({ name }) => name === NAME);
}

function within(root: string, workingFolder: string): BaselineFile {
  const path = joinPath(joinPath(root, OWN_FOLDER), NAME);
  return { path, displayPath: relativePath(workingFolder, path), root, isNamed: false };
}

/** Paths are relative to the folder of the file, or to the one above where that is `.lintel`. */
function namedBaseline(named: string, workingFolder: string): BaselineFile {
  const path = absolute(named);
  const folder = parentFolder(path) ?? path;
  const root = fileName(folder) === OWN_FOLDER ? (parentFolder(folder) ?? folder) : folder;
  return { path, displayPath: relativePath(workingFolder, path), root, isNamed: true };
}

async function folderOf({ first, workingFolder, files }: PlaceRequest): Promise<string> {
  return (await files.stat(first))?.kind === 'folder' ? first : (parentFolder(first) ?? workingFolder);
}

/** Null at the folder git begins in: what is above belongs to somebody else. */
async function folderAbove(folder: string, files: FileSystem): Promise<string | null> {
  return (await files.stat(joinPath(folder, '.git'))) === null ? parentFolder(folder) : null;
}
