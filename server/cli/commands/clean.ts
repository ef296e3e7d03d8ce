/** `lintel clean`: removes the results of earlier runs, and no other file. */
import { formatSize } from '../../core/config/quantities.ts';
import { counted } from '../../report/numbers.ts';
import { display } from '../../report/terminal.ts';
import { CACHE_DIR_FLAG, readCacheFlags } from '../cache-flags.ts';
import { EXIT } from '../exit.ts';
import type { CliHost } from '../host.ts';
import { cacheFolder } from '../open-cache.ts';
import { collectFlags } from '../raw-flags.ts';
import { writeText } from '../streams.ts';

/** `173kB`, `22MB`: nobody counts the bytes of what is gone. */
function roundSize(bytes: number): string {
  const unit = bytes < 10_000_000 ? 1_000 : 1_000_000;
  return formatSize(Math.ceil(bytes / unit) * unit);
}

/** Returns the exit code; 2 when the folder is none of ours or an entry cannot be removed. */
export async function runClean(given: ReadonlyMap<string, readonly string[]>, host: CliHost): Promise<number> {
  const flags = readCacheFlags(collectFlags([CACHE_DIR_FLAG], { given, env: host.env }));
  const folder = cacheFolder(flags, host);
  if (folder === null || host.caches === undefined) return writeText(host.stderr, 'lintel: there is no folder for caches on this machine, so nothing is kept\n');
  const shown = display(`\`${folder}\``);
  try {
    const removed = await host.caches.empty(folder);
    if (removed !== null) return await writeText(host.stderr, `lintel: removed ${counted(removed.entries, 'result', 'results')} of earlier runs (${roundSize(removed.bytes)}) from ${shown}\n`);
    if (flags.cacheFolder === null) return await writeText(host.stderr, `lintel: nothing is kept in ${shown}\n`);
    await writeText(host.stderr, `lintel: ${shown} is no cache of Lintel, so nothing is removed from it\n`);
  } catch (error) {
    await writeText(host.stderr, `lintel: an entry of ${shown} cannot be removed (${display(error instanceof Error && 'code' in error ? String(error.code) : String(error))}); check its permissions\n`);
  }
  return EXIT.incomplete;
}
