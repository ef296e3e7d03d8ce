/** The engine's child processes, for stories in which one of them dies while it reads. Linux only: it asks /proc. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Ids of the engine processes that have the file open at this moment. Cost: a few hundred small reads of /proc. */
export function enginesReading(file: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => valueOr('', () => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).includes('engine.cjs'))
    .filter((pid) => openFiles(pid).includes(file))
    .map(Number);
}

function openFiles(pid: string): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return valueOr([], () => readdirSync(folder)).map((descriptor) => valueOr('', () => readlinkSync(`${folder}/${descriptor}`)));
}

/** A process or file can go between two looks. */
function valueOr<T>(otherwise: T, look: () => T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
