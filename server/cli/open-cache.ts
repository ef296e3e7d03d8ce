/** The cache of one run. */
import type { Cache, Logger } from '../core/ports.ts';
import type { CacheFlags } from './cache-flags.ts';
import { absolute } from './configs.ts';
import type { CliHost } from './host.ts';

/** Null when nothing is kept: nobody wants it, or there is no place for it. */
export async function openCache({ flags, host, log }: { readonly flags: CacheFlags; readonly host: CliHost; readonly log: Logger }): Promise<(Cache & { close(): Promise<void> }) | null> {
  const folder = cacheFolder(flags, host);
  if (!flags.usesCache || folder === null || host.caches === undefined) return null;
  return host.caches.open(folder, log);
}

/** Absolute; null where this user has no folder for caches. */
export function cacheFolder({ cacheFolder: given }: CacheFlags, { caches }: CliHost): string | null {
  return given === null ? (caches?.userFolder ?? null) : absolute(given);
}
