/** Remembers the files an attempt made, so that a failed attempt leaves none open and none behind. */
import type { Scratch, ScratchFile } from '../../ports.ts';

export interface TrackedScratch {
  readonly scratch: Scratch;
  /** Closes and removes every file made through `scratch`. */
  abandon(): Promise<void>;
}

export function trackScratch(scratch: Scratch): TrackedScratch {
  const open = new Map<string, ScratchFile>();
  const made = new Set<string>();
  const create = async (name: string): Promise<ScratchFile> => {
    const file = await scratch.create(name);
    open.set(file.path, file);
    made.add(file.path);
    const close = async (): Promise<void> => {
      if (open.delete(file.path)) await file.close();
    };
    return { path: file.path, write: (text) => file.write(text), close };
  };
  const remove = async (path: string): Promise<void> => {
    made.delete(path);
    await scratch.remove(path);
  };
  const abandon = async (): Promise<void> => {
    for (const file of open.values()) await file.close();
    open.clear();
    for (const path of [...made]) await remove(path);
  };
  return { scratch: { create, remove }, abandon };
}
