/** The processes of one run, seen through /proc where there is one and through signals elsewhere. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface GroupWatch {
  /** Resolves with the id of the first engine the run starts; rejects when the run ends without one. */
  child(): Promise<number>;
  /** Stops watching; returns the most memory one process held, or null where that cannot be seen. */
  end(): number | null;
  /** What is left of the group after a moment to end, as `id command`. */
  left(): Promise<readonly string[]>;
  kill(): void;
}

const LOOK_MS = 10;
const END_GRACE_MS = 2000;
const hasProc = existsSync('/proc/self/stat');

/** @param leader id of the process that leads the group */
export function watchGroup(leader: number): GroupWatch {
  let peakBytes: number | null = null;
  let found: (id: number) => void = () => undefined;
  let missed: (error: Error) => void = () => undefined;
  const child = new Promise<number>((resolve, reject) => {
    found = resolve;
    missed = reject;
  });
  // whoever asks for it hears of it
  child.catch(() => undefined);
  const looking = setInterval(() => {
    for (const { id, command } of members(leader)) {
      if (/engine\.cjs/.test(command)) found(id);
      peakBytes = Math.max(peakBytes ?? 0, highWater(id));
    }
  }, LOOK_MS);
  return {
    child: () => child,
    end: () => {
      clearInterval(looking);
      missed(new Error('the run has ended without starting an engine'));
      return peakBytes;
    },
    left: async () => {
      const until = Date.now() + END_GRACE_MS;
      while (isAlive(leader) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      return isAlive(leader) ? members(leader).map(({ id, command }) => `${id} ${command}`) : [];
    },
    kill: () => signalGroup(leader, 'SIGKILL'),
  };
}

/** Whether it can be seen which files a process has open. */
export const seesOpenFiles = hasProc;

/** Resolves once the process has the file open; rejects when it ends before. */
export async function hasOpened(id: number, file: string): Promise<void> {
  for (;;) {
    if (openFiles(id).includes(file)) return;
    if (readQuietly(`/proc/${id}/stat`) === '') throw new Error(`process ${id} has ended without opening ${file}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function openFiles(id: number): readonly string[] {
  try {
    return readdirSync(`/proc/${id}/fd`).map((fd) => readLinkQuietly(`/proc/${id}/fd/${fd}`));
  } catch {
    return [];
  }
}

function readLinkQuietly(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

function isAlive(leader: number): boolean {
  return hasProc ? members(leader).length > 0 : signalGroup(leader, 0);
}

function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

interface Member {
  readonly id: number;
  readonly command: string;
}

/** Living processes of the group; dead ones nobody has waited for do not count. */
function members(leader: number): readonly Member[] {
  if (!hasProc) return [];
  return readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? readQuietly(`/proc/${name}/stat`) : '';
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(group) !== leader || state === 'Z' || state === 'X') return [];
    return [{ id: Number(name), command: readQuietly(`/proc/${name}/cmdline`).replaceAll('\0', ' ') }];
  });
}

function highWater(id: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readQuietly(`/proc/${id}/status`))?.[1] ?? 0) * 1024;
}

function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
