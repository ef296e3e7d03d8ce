/** Where caches of programs are kept on this machine. */
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Lintel's folder among the caches of this user; null where that cannot be told.
 * Source: https://specifications.freedesktop.org/basedir-spec/latest/ (relative paths are to be ignored), Apple's and Microsoft's guidelines.
 */
export function userCacheFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string | null {
  const given = absoluteOrNull(env['XDG_CACHE_HOME']);
  if (given !== null) return path.join(given, 'lintel');
  if (platform === 'win32') {
    const local = absoluteOrNull(env['LOCALAPPDATA']);
    return local === null ? null : path.join(local, 'lintel', 'cache');
  }
  const home = absoluteOrNull(env['HOME']) ?? absoluteOrNull(homedir());
  if (home === null) return null;
  return platform === 'darwin' ? path.join(home, 'Library', 'Caches', 'lintel') : path.join(home, '.cache', 'lintel');
}

function absoluteOrNull(folder: string | undefined): string | null {
  return folder !== undefined && folder !== '' && path.isAbsolute(folder) ? folder : null;
}
