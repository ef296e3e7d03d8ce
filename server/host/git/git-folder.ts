/** The folder git keeps of a repository, read without the program: where it is, which branch and commit are checked out. Untrusted text. */
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

export interface GitFolder {
  /** Absolute folder that is checked out. */
  readonly top: string;
  /** Of this work tree: HEAD and the index. */
  readonly folder: string;
  /** Of the whole repository: refs and objects. */
  readonly common: string;
}

const MOST_BYTES = 64 * 1024;
const MOST_PACKED_BYTES = 20_000_000;

/** Null where there is none in the folder or above it. */
export async function findGitFolder(root: string): Promise<GitFolder | null> {
  for (let at = path.resolve(root); ; at = path.dirname(at)) {
    const found = await gitFolderIn(at);
    if (found !== null) return found;
    if (path.dirname(at) === at) return null;
  }
}

async function gitFolderIn(top: string): Promise<GitFolder | null> {
  const dotGit = path.join(top, '.git');
  const found = await stat(dotGit).catch(() => null);
  if (found === null) return null;
  // work trees and submodules have a file that says where the folder is
  const link = found.isFile() ? /^gitdir: (.+?)\s*$/.exec((await readSmall(dotGit)) ?? '')?.[1] : undefined;
  const folder = found.isDirectory() ? dotGit : link === undefined ? null : path.resolve(top, link);
  if (folder === null || (await readSmall(path.join(folder, 'HEAD'))) === null) return null;
  const shared = (await readSmall(path.join(folder, 'commondir')))?.trim();
  return { top, folder, common: shared === undefined || shared === '' ? folder : path.resolve(folder, shared) };
}

export interface Head {
  readonly branch: string | null;
  readonly commit: string | null;
}

const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const REF = /^refs\/(?!.*\.\.)[^\s\0~^:?*[\\]+$/;

export async function readHead({ folder, common }: GitFolder): Promise<Head> {
  const head = ((await readSmall(path.join(folder, 'HEAD'))) ?? '').trim();
  if (ID.test(head)) return { branch: null, commit: head };
  const ref = /^ref: (.+)$/.exec(head)?.[1] ?? '';
  if (!REF.test(ref)) return { branch: null, commit: null };
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
  const loose = ((await readSmall(path.join(common, ref))) ?? '').trim();
  if (ID.test(loose)) return { branch, commit: loose };
  const packed = await readWhole(path.join(common, 'packed-refs'), MOST_PACKED_BYTES);
  const line = (packed?.toString('utf8') ?? '').split('\n').find((each) => each.endsWith(` ${ref}`));
  const id = line?.split(' ', 1)[0] ?? '';
  return { branch, commit: ID.test(id) ? id : null };
}

export async function isShallowFolder({ common }: GitFolder): Promise<boolean> {
  return ((await readSmall(path.join(common, 'shallow'))) ?? '').trim() !== '';
}

/** Bytes of an object's id: 32 where the repository says so. */
export async function idBytes({ common }: GitFolder): Promise<20 | 32> {
  return /^\s*objectformat\s*=\s*sha256\s*$/im.test((await readSmall(path.join(common, 'config'))) ?? '') ? 32 : 20;
}

/** The beginning of a regular file; null when there is none. */
async function readSmall(file: string): Promise<string | null> {
  try {
    if (!(await stat(file)).isFile()) return null;
    const handle = await open(file, 'r');
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

/** Null for what is missing, no regular file or larger. */
export async function readWhole(file: string, mostBytes: number): Promise<Buffer | null> {
  try {
    const found = await stat(file);
    return found.isFile() && found.size <= mostBytes ? await readFile(file) : null;
  } catch {
    return null;
  }
}
