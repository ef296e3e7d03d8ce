/** Whether files of a work tree differ from what git tracks, told by looking at them: git itself would run the repository's filters. */
import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import type { CancelSignal } from '../../core/ports.ts';
import { readWhole } from './git-folder.ts';
import type { IndexEntry } from './git-index.ts';

export interface WorkTree {
  readonly top: string;
  readonly entries: readonly IndexEntry[];
  readonly idLength: 20 | 32;
  /** Whether filters turn a file's contents into something else, so that contents prove no change. */
  readonly isFiltered: (path: string) => boolean;
  readonly signal: CancelSignal | null;
}

/** Own choices: what is larger is taken to be as it was. */
const MOST_HASHED_BYTES = 20_000_000;
const MOST_HASHED_IN_ALL = 200_000_000;
/** Entries looked at before everything else is let in. */
const AT_ONCE = 256;

export async function isWorkTreeDirty(tree: WorkTree): Promise<boolean> {
  let bytesLeft = MOST_HASHED_IN_ALL;
  const looked = tree.entries.filter(({ kind, isAssumed }) => kind !== 'submodule' && !isAssumed);
  for (let from = 0; from < looked.length; from += AT_ONCE) {
    if (tree.signal?.aborted === true) return false;
    if (from > 0) await new Promise((resolve) => setImmediate(resolve));
    const verdicts = looked.slice(from, from + AT_ONCE).map((entry) => look(entry, tree));
    if (verdicts.includes('changed')) return true;
    for (const verdict of verdicts) {
      if (typeof verdict === 'string' || verdict.sizeBytes > Math.min(bytesLeft, MOST_HASHED_BYTES)) continue;
      bytesLeft -= verdict.sizeBytes;
      if (await hasOtherContent(verdict, tree)) return true;
    }
  }
  return false;
}

/** The entry itself where only the content tells. */
function look(entry: IndexEntry, { top, isFiltered }: WorkTree): 'same' | 'changed' | IndexEntry {
  const found = entryAt(path.join(top, entry.path));
  if (found === null) return 'changed';
  const isLink = found.isSymbolicLink();
  if (entry.kind === 'link' ? !isLink && !found.isFile() : !found.isFile()) return 'changed';
  const isSameTime = found.mtimeNs / 1_000_000_000n === BigInt(entry.mtimeSeconds) && (entry.mtimeNanoseconds === 0 || Number(found.mtimeNs % 1_000_000_000n) === entry.mtimeNanoseconds);
  const sizeBytes = Number(found.size);
  if (isSameTime && sizeBytes % 2 ** 32 === entry.sizeBytes) return 'same';
  return isFiltered(entry.path) ? 'same' : { ...entry, sizeBytes };
}

function entryAt(file: string): BigIntStats | null {
  try {
    return lstatSync(file, { bigint: true });
  } catch {
    return null;
  }
}

async function hasOtherContent({ path: relative, kind, id }: IndexEntry, { top, idLength }: WorkTree): Promise<boolean> {
  if (id === '') return true;
  const file = path.join(top, relative);
  const bytes = kind === 'link' ? await readlink(file).then((target) => Buffer.from(target), () => null) : await readWhole(file, MOST_HASHED_BYTES);
  if (bytes === null || idOf(bytes, idLength) === id) return false;
  if (kind === 'link' || !bytes.includes('\r\n')) return true;
  // git may have turned line ends on the way out
  return idOf(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'), idLength) !== id;
}

function idOf(bytes: Buffer, idLength: 20 | 32): string {
  return createHash(idLength === 20 ? 'sha1' : 'sha256').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
