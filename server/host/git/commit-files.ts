/**
 * Writes the files of a commit to a folder of our own, through git's object database alone: nothing is checked out, so no filter, hook
 * or attribute has a say. Names in a commit are foreign: each is looked at before it becomes a path, and no link is ever made.
 */
import { mkdir, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { CommitFiles, CommitFilesRequest, EarlierFolder } from '../../core/since/commit-files.ts';
import { createScratch } from '../scratch.ts';
import { readBlobs } from './blob-stream.ts';
import type { Blob } from './blob-stream.ts';
import { listTree, resolveRef } from './commit-tree.ts';
import type { TreeFile } from './commit-tree.ts';
import { findGitFolder } from './git-folder.ts';
import { findGitProgram, gitProgram } from './git-program.ts';
import type { GitProgram } from './git-program.ts';

export interface EarlierLimits {
  readonly files: number;
  readonly fileBytes: number;
  readonly allBytes: number;
  readonly depth: number;
}

/** Own choices: a commit beyond them is no project people review. */
const LIMITS: EarlierLimits = { files: 200_000, fileBytes: 500_000_000, allBytes: 2_000_000_000, depth: 60 };

const COMMAND_LIMIT_MS = 20_000;
const WRITE_LIMIT_MS = 300_000;

/** @param env where the program is looked for. Errors: FileProblem when there is no place for the folder. */
export async function createEarlierFolder(env: Readonly<Record<string, string | undefined>>, limits: EarlierLimits = LIMITS): Promise<EarlierFolder> {
  const scratch = await createScratch();
  const folder = (await realpath(scratch.folder)).split(path.sep).join('/');
  return {
    folder,
    write: async (request) => {
      try {
        return await write(request, { env, limits, into: folder });
      } catch (error) {
        return { ok: false, text: `its files could not be written to \`${folder}\` (${error instanceof Error ? error.message.replaceAll(folder, '.') : String(error)})` };
      }
    },
    dispose: () => scratch.dispose(),
  };
}

interface Writing {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly limits: EarlierLimits;
  readonly into: string;
}

async function write({ folder: asked, ref, isWanted, signal }: CommitFilesRequest, { env, limits, into }: Writing): Promise<CommitFiles> {
  const root = await realpath(asked);
  const folder = await findGitFolder(root);
  if (folder === null) return { ok: false, text: 'there is no git repository with its files checked out here' };
  const file = await findGitProgram(folder.top, env);
  if (file === null) return { ok: false, text: 'git is not installed; install it, or keep known findings in a file with `lintel baseline create`' };
  const program = gitProgram(file, { root: folder.top, signal, env, limitMs: COMMAND_LIMIT_MS });
  const resolved = await resolveRef(ref, { program, folder });
  if (!resolved.ok) return resolved;
  const tree = await listTree(resolved.commit, program);
  if (tree === null) return { ok: false, text: program.isLate() ? 'git took longer than its time limit; try `git gc`' : `git cannot read the files of commit \`${resolved.commit.slice(0, 12)}\`; this clone may lack them` };
  if (tree === 'cut') return { ok: false, text: `commit \`${resolved.commit.slice(0, 12)}\` has too many files` };
  const { chosen, leftOut } = choose(tree, { isWanted, limits });
  const target = path.join(into, inScratch(folder.top));
  await mkdir(path.join(target, '.git'), { recursive: true });
  const failed = await writeAll(chosen, { target, program });
  if (typeof failed === 'string') return { ok: false, text: failed };
  const sorted = [...leftOut, ...failed].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { ok: true, top: folder.top.split(path.sep).join('/'), commit: resolved.commit, paths: new Set(tree.map((each) => each.path)), leftOut: sorted };
}

/** A drive is a folder there. */
function inScratch(top: string): string {
  return top.replace(/^([A-Za-z]):/, '$1');
}

interface LeftOut {
  readonly path: string;
  readonly why: string;
}

interface Choosing {
  readonly isWanted: CommitFilesRequest['isWanted'];
  readonly limits: EarlierLimits;
}

function choose(tree: readonly TreeFile[], { isWanted, limits }: Choosing): { readonly chosen: readonly TreeFile[]; readonly leftOut: readonly LeftOut[] } {
  const chosen: TreeFile[] = [];
  const leftOut: LeftOut[] = [];
  let bytesLeft = limits.allBytes;
  for (const each of tree) {
    if (!isWanted(each.path, each.sizeBytes ?? 0)) continue;
    const why = faultOf(each, { limits, bytesLeft, count: chosen.length });
    if (why !== null) {
      leftOut.push({ path: each.path, why });
      continue;
    }
    bytesLeft -= each.sizeBytes ?? 0;
    chosen.push(each);
  }
  return { chosen, leftOut };
}

const MOST_NAME_BYTES = 255;
const MOST_PATH_BYTES = 3000;

function faultOf({ path: file, sizeBytes }: TreeFile, { limits, bytesLeft, count }: { readonly limits: EarlierLimits; readonly bytesLeft: number; readonly count: number }): string | null {
  const segments = file.split('/');
  if (segments.length > limits.depth || Buffer.byteLength(file) > MOST_PATH_BYTES) return 'it lies too deep';
  if (!segments.every(isPlainName)) return 'its name is none that can be written';
  if (sizeBytes === null) return 'this clone does not have its content';
  if (sizeBytes > limits.fileBytes) return 'it is too large';
  return count >= limits.files || sizeBytes > bytesLeft ? 'the commit is too large' : null;
}

/** Names that lead elsewhere, that a file system takes for another, or that were no UTF-8. */
function isPlainName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || /^\.git$/i.test(name) || name.includes('\ufffd') || name.includes('\0')) return false;
  if (process.platform === 'win32' && (/[\\:*?"<>|\u0001-\u001f]|[. ]$/.test(name) || /^(?:git~\d|con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name))) return false;
  return Buffer.byteLength(name) <= MOST_NAME_BYTES;
}

interface Target {
  readonly target: string;
  readonly program: GitProgram;
}

/** Returns those that could not be written, or a sentence when the whole could not. */
async function writeAll(chosen: readonly TreeFile[], { target, program }: Target): Promise<readonly LeftOut[] | string> {
  if (chosen.length === 0) return [];
  const failed: LeftOut[] = [];
  const made = new Set<string>();
  let next = 0;
  const consume = async (output: AsyncIterable<Buffer>): Promise<void> => {
    for await (const blob of readBlobs(output)) {
      const file = chosen[next];
      if (file === undefined) return;
      next += 1;
      const why = await writeBlob(blob, { file: path.join(target, ...file.path.split('/')), made });
      if (why !== null) failed.push({ path: file.path, why });
    }
  };
  const output = await program.feed(['cat-file', '--batch'], { lines: chosen.map(({ id }) => id), consume, limitMs: WRITE_LIMIT_MS });
  if (output.kind === 'failed') return output.text;
  return next === chosen.length ? failed : 'git ended early';
}

/** Returns why it was not written, or null. Errors: thrown when there is no place left. */
async function writeBlob(blob: Blob, { file, made }: { readonly file: string; readonly made: Set<string> }): Promise<string | null> {
  if (blob.kind === 'missing') return 'this clone does not have its content';
  const folder = path.dirname(file);
  try {
    if (!made.has(folder)) await mkdir(folder, { recursive: true });
    made.add(folder);
  } catch (error) {
    await skip(blob.bytes());
    return refused(error);
  }
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => refused(error));
  if (typeof handle === 'string') {
    await skip(blob.bytes());
    return handle;
  }
  try {
    for await (const piece of blob.bytes()) await handle.writeFile(piece);
  } finally {
    await handle.close();
  }
  return null;
}

async function skip(bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bytes);
}

/** Two names of a commit can be one here, and a file can stand where a folder is needed. */
function refused(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL', 'ENOENT'].includes(code)) return 'its name is none that can be written';
  throw error;
}
