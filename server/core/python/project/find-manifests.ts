/** Finds and reads the manifests of a project: in its root, beside its programs, in folders kept for them, and what those include. */
import { isInside, joinPath, parentFolder } from '../../paths.ts';
import type { FileSystem } from '../../ports.ts';
import type { NeedParser } from '../python-tools.ts';
import type { Manifest } from './dependencies/manifest.ts';
import { isManifest, readManifest } from './dependencies/read-manifest.ts';

/** Folders of a root that hold requirements or environments by habit. */
const HABITUAL_FOLDERS: readonly string[] = ['requirements', 'env', 'envs', 'environment', 'environments', 'conda', 'docker'];

/** Larger ones are lock files of hundreds of distributions; our own choice. */
const MAX_BYTES = 8_000_000;

/** Our own choice: repositories of many projects have about as many. */
const MAX_FOLDERS = 200;
const MAX_MANIFESTS = 100;

/** Folders a project may lie below the root of its repository. */
const MAX_CLIMB = 6;

export interface ManifestSearch {
  /** Absolute. */
  readonly root: string;
  /** Absolute paths of the project's programs. */
  readonly programs: readonly string[];
  readonly files: FileSystem;
  /** Called when a file needs it. */
  readonly openParser: NeedParser;
}

export async function findManifests({ root, programs, files, openParser }: ManifestSearch): Promise<readonly Manifest[]> {
  const queue: string[] = [];
  for (const folder of await foldersOf({ root, programs, files })) {
    for (const { name, kind } of await files.list(folder)) {
      if (kind === 'file' && isManifest(joinPath(folder, name))) queue.push(joinPath(folder, name));
    }
  }
  const manifests: Manifest[] = [];
  const seen = new Set<string>();
  for (let path = queue.shift(); path !== undefined && manifests.length < MAX_MANIFESTS; path = queue.shift()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const text = await files.readText(path, MAX_BYTES);
    if (text === null) continue;
    const manifest = await readManifest({ path, text }, openParser);
    manifests.push(manifest);
    queue.push(...manifest.includes);
  }
  return manifests;
}

async function foldersOf({ root, programs, files }: Omit<ManifestSearch, 'openParser'>): Promise<readonly string[]> {
  const folders = new Set([root, ...HABITUAL_FOLDERS.map((name) => joinPath(root, name))]);
  for (const program of programs) {
    for (let at = parentFolder(program); at !== null && isInside(at, root) && folders.size < MAX_FOLDERS && !folders.has(at); at = parentFolder(at)) folders.add(at);
  }
  return [...folders, ...(await foldersAbove(root, files))];
}

/** From the root's parent up to the root of its repository; none when it is in no repository. */
async function foldersAbove(root: string, files: FileSystem): Promise<readonly string[]> {
  const above: string[] = [];
  let at: string | null = root;
  for (let step = 0; step < MAX_CLIMB && at !== null; step += 1) {
    if ((await files.stat(joinPath(at, '.git'))) !== null) return above;
    at = parentFolder(at);
    if (at !== null) above.push(at);
  }
  return [];
}
