/**
 * A lock for a file that several runs may write: a file beside it that says who holds it. A lock is stale when the process that made it is
 * gone, or another has its id; where neither can be told, as on another machine, after 30 seconds. Never waited for longer than 10.
 */
import { randomBytes } from 'node:crypto';
import { link, lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

export type Locking<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly text: string };

const STALE_MS = 30_000;
const PATIENCE_MS = 10_000;
const STEP_MS = 50;

/** Runs the work while the lock is held. `text` says who holds it, as the end of a sentence. Errors: those of the file system, and of the work. */
export async function withLock<T>(lockPath: string, work: () => Promise<T>): Promise<Locking<T>> {
  const own = JSON.stringify({ process: process.pid, startedAt: await startOf(process.pid), host: hostname() });
  for (let waitedMs = 0; !(await take(lockPath, own)); waitedMs += STEP_MS) {
    const held = await look(lockPath);
    if (held === null) continue;
    if (await isStale(held)) {
      await breakLock(lockPath, held.text);
      continue;
    }
    if (waitedMs >= PATIENCE_MS) return { ok: false, text: `${holderOf(held)} is writing it; run again when that has ended` };
    await wait(STEP_MS);
  }
  try {
    return { ok: true, value: await work() };
  } finally {
    if ((await look(lockPath))?.text === own) await rm(lockPath, { force: true });
  }
}

interface Held {
  readonly text: string;
  readonly mtimeMs: number;
}

async function take(lockPath: string, own: string): Promise<boolean> {
  // whoever sees the lock sees it whole
  const beside = `${lockPath}.${randomBytes(4).toString('hex')}`;
  try {
    await writeNew(beside, own);
    await link(beside, lockPath);
    return true;
  } catch (error) {
    // whoever holds the lock tidies up
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return false;
    if (!NO_LINKS.includes(codeOf(error))) throw error;
    return await takeWithoutLink(lockPath, own);
  } finally {
    await rm(beside, { force: true });
  }
}

/** Said by file systems that have no hard links. */
const NO_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

async function takeWithoutLink(lockPath: string, own: string): Promise<boolean> {
  try {
    await writeNew(lockPath, own);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

/** Null when nobody holds it any more. */
async function look(lockPath: string): Promise<Held | null> {
  try {
    const { mtimeMs, size } = await lstat(lockPath);
    return { text: size > MOST_BYTES ? '' : await readFile(lockPath, 'utf8'), mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const MOST_BYTES = 4096;

interface Holder {
  readonly process: number;
  readonly startedAt: string | null;
  readonly host: string;
}

async function isStale({ text, mtimeMs }: Held): Promise<boolean> {
  const isOld = Math.abs(Date.now() - mtimeMs) > STALE_MS;
  const holder = readHolder(text);
  if (holder === null || holder.host !== hostname()) return isOld;
  if (!isRunning(holder.process)) return true;
  const startedAt = await startOf(holder.process);
  return startedAt === null || holder.startedAt === null ? isOld : startedAt !== holder.startedAt;
}

/** Only the lock that was looked at is removed: another run may have done so, and made its own. */
async function breakLock(lockPath: string, seen: string): Promise<void> {
  const aside = `${lockPath}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(lockPath, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await look(aside))?.text !== seen) await link(aside, lockPath).catch(() => undefined);
  await rm(aside, { force: true });
}

function readHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('process' in value) || !('host' in value) || !('startedAt' in value)) return null;
    const { process: id, host, startedAt } = value;
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 1 || typeof host !== 'string') return null;
    return { process: id, host, startedAt: typeof startedAt === 'string' ? startedAt : null };
  } catch {
    return null;
  }
}

function holderOf({ text }: Held): string {
  const holder = readHolder(text);
  return holder === null ? 'another run' : `process ${holder.process}${holder.host === hostname() ? '' : ` on ${holder.host.slice(0, 60)}`}`;
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // somebody else's process may not be asked, but is there
    return codeOf(error) === 'EPERM';
  }
}

/** When a process began, in ticks since the machine did; null where that cannot be told. Source: proc_pid_stat(5), field 22. */
async function startOf(id: number): Promise<string | null> {
  const text = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => null);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
