/** Lists the files of a repository: ignore files, excludes, environments and caches are left out; what git tracks is in, ignored or not. */
import type { Config } from '../../config.ts';
import { CONFIG_FILE_NAMES } from '../../config/load.ts';
import { isIgnored, layersAbove, withLayer } from '../../discovery/ignore-files.ts';
import type { IgnoreLayers } from '../../discovery/ignore-files.ts';
import { ENVIRONMENT_FILE } from '../../discovery/file-kinds.ts';
import { isExcluded } from '../../glob.ts';
import { joinPath, parentFolder, relativePath } from '../../paths.ts';
import type { CancelSignal, FileSystem } from '../../ports.ts';
import { UNLISTED } from '../../discovery/walk.ts';
import type { NotChecked } from '../../report.ts';
import { isOwnRecord, isSkippedRepositoryFolder } from './file-names.ts';

/** Bounds of one repository. Own choices: beyond any project; reached within seconds and in the memory of an editor. */
export interface RepositoryLimits {
  readonly files: number;
  readonly entries: number;
  readonly depth: number;
  /** How many texts are read, and the bytes of one and of all. */
  readonly texts: number;
  readonly textBytes: number;
  readonly allTextBytes: number;
}

export const REPOSITORY_LIMITS: RepositoryLimits = { files: 200_000, entries: 400_000, depth: 40, texts: 20_000, textBytes: 1_000_000, allTextBytes: 64_000_000 };

export interface WalkRequest {
  readonly root: string;
  readonly files: FileSystem;
  readonly signal: CancelSignal | null;
  readonly configOf: (folder: string) => Promise<Config>;
  readonly tracked: ReadonlySet<string> | null;
  readonly limits: RepositoryLimits;
  readonly onFolder: (path: string) => void;
}

export interface WalkedFile {
  /** Relative to the root. */
  readonly path: string;
  readonly sizeBytes: number;
}

export interface Walked {
  readonly files: readonly WalkedFile[];
  readonly notChecked: readonly NotChecked[];
}

interface WalkState {
  readonly request: WalkRequest;
  readonly files: WalkedFile[];
  readonly seenFolders: Set<string>;
  /** Folders that hold tracked files. */
  readonly trackedFolders: ReadonlySet<string>;
  entriesLeft: number;
  isFull: boolean;
  hasLeftDepths: boolean;
  /** Folders that cannot be looked into. */
  readonly unlisted: string[];
}

interface Folder {
  /** Relative to the root; empty for the root. */
  readonly path: string;
  readonly config: Config;
  readonly layers: IgnoreLayers;
  readonly depth: number;
}

export async function walkRepository(request: WalkRequest): Promise<Walked> {
  const { root, limits, files } = request;
  const state: WalkState = {
    request,
    files: [],
    seenFolders: new Set(),
    trackedFolders: foldersOf(request.tracked ?? []),
    entriesLeft: limits.entries,
    isFull: false,
    hasLeftDepths: false,
    unlisted: [],
  };
  await walk({ path: '', config: await request.configOf(root), layers: await layersAbove(root, files), depth: 0 }, state);
  const messages = [
    ...(state.isFull ? [`more than ${limits.files.toLocaleString('en-US')} files; name the folder of the project, or use \`exclude\``] : []),
    ...(state.hasLeftDepths ? [`folders nest more than ${limits.depth} deep; what lies deeper was not looked at`] : []),
  ];
  const cancelled: NotChecked[] = request.signal?.aborted === true ? [{ path: '.', reason: 'cancelled', message: 'the check was cancelled while files were listed' }] : [];
  const unlisted = state.unlisted.map((path): NotChecked => ({ path: path === '' ? '.' : path, reason: 'unreadable', message: UNLISTED }));
  return { files: state.files, notChecked: [...unlisted, ...messages.map((message): NotChecked => ({ path: '.', reason: 'too-large', message })), ...cancelled] };
}

async function walk(folder: Folder, state: WalkState): Promise<void> {
  const { request } = state;
  const { root, files, limits } = request;
  if (state.isFull || request.signal?.aborted === true) return;
  if (folder.depth > limits.depth) {
    state.hasLeftDepths = true;
    return;
  }
  const absolute = folder.path === '' ? root : joinPath(root, folder.path);
  // mounts may lead back
  const id = (await files.stat(absolute))?.id ?? absolute;
  if (state.seenFolders.has(id)) return;
  state.seenFolders.add(id);
  request.onFolder(folder.path);
  const entries = await files.list(absolute);
  if (entries.length === 0 && (await files.canList?.(absolute)) === false) state.unlisted.push(folder.path);
  const names = entries.map(({ name }) => name);
  if (folder.depth > 0 && names.includes(ENVIRONMENT_FILE)) return;
  const isConfigured = folder.depth > 0 && names.some((name) => CONFIG_FILE_NAMES.includes(name));
  const here: Folder = {
    ...folder,
    config: isConfigured ? await request.configOf(absolute) : folder.config,
    layers: await withLayer(folder.layers, { folder: absolute, names, files }),
  };
  const kept = entries.filter((entry) => isKept(entry, here, state));
  await takeFiles(kept.filter(({ kind }) => kind === 'file').map(({ name }) => below(here.path, name)), state);
  for (const { name, kind } of kept) if (kind === 'folder') await walk({ ...here, path: below(here.path, name), depth: here.depth + 1 }, state);
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function isKept({ name, kind }: { readonly name: string; readonly kind: string }, { path: folder, config, layers }: Folder, state: WalkState): boolean {
  state.entriesLeft -= 1;
  if (state.entriesLeft < 0) state.isFull = true;
  if (state.isFull || (kind !== 'file' && kind !== 'folder')) return false;
  const path = below(folder, name);
  if (kind === 'folder' ? isSkippedRepositoryFolder(path) : isOwnRecord(path)) return false;
  const absolute = joinPath(state.request.root, path);
  if (isExcluded(relativePath(config.folder, absolute), config.exclude)) return false;
  const isTracked = kind === 'folder' ? state.trackedFolders.has(path) : state.request.tracked?.has(path) === true;
  return isTracked || !isIgnored(absolute, { layers, isFolder: kind === 'folder' });
}

/** Sizes asked for at once. Own choice: enough to keep a disk busy, fewer than any limit of open files. */
const AT_ONCE = 64;

async function takeFiles(paths: readonly string[], state: WalkState): Promise<void> {
  const { root, files, limits, signal } = state.request;
  for (let from = 0; from < paths.length && signal?.aborted !== true; from += AT_ONCE) {
    const some = paths.slice(from, from + AT_ONCE);
    const stats = await Promise.all(some.map((path) => files.stat(joinPath(root, path))));
    for (const [index, path] of some.entries()) {
      if (state.files.length >= limits.files) {
        state.isFull = true;
        return;
      }
      state.files.push({ path, sizeBytes: stats[index]?.sizeBytes ?? 0 });
    }
  }
}

function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = parentOf(path); at !== '' && !folders.has(at); at = parentOf(at)) folders.add(at);
  }
  return folders;
}

function parentOf(path: string): string {
  const parent = parentFolder(path);
  return parent === null || parent === '/' ? '' : parent;
}
