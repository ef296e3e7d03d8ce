/** The flags of commands that keep results for the next run. */
import { isSwitchedOn } from './raw-flags.ts';
import type { FlagSpec, RawFlag } from './raw-flags.ts';

export const CACHE_DIR_FLAG: FlagSpec = { name: 'cache-dir', value: 'FOLDER', doc: 'keep results of earlier runs here, such as .lintel/cache (default: the folder for caches of this user)' };

export const CACHE_FLAGS: readonly FlagSpec[] = [{ name: 'no-cache', doc: 'neither use nor keep results of earlier runs' }, CACHE_DIR_FLAG];

export interface CacheFlags {
  readonly usesCache: boolean;
  /** As given; null for the one of this user. */
  readonly cacheFolder: string | null;
}

/** Errors: UsageError naming the flag or variable. */
export function readCacheFlags(raw: ReadonlyMap<string, RawFlag>): CacheFlags {
  return { usesCache: !isSwitchedOn(raw.get('no-cache')), cacheFolder: raw.get('cache-dir')?.values.at(-1) ?? null };
}
