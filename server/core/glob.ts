/** Path patterns of the config file, with the meaning they have in .gitignore. Pure. */
import ignore from 'ignore';

/**
 * True when the absolute `path` matches the pattern, which is relative to the absolute `folder`. Paths outside the folder match
 * nothing.
 */
export function globMatches(pattern: string, path: string, folder: string): boolean {
  const inside = relativeTo(path, folder);
  return inside !== null && ignore().add(escapeLeading(pattern)).ignores(inside);
}

/** Returns the path below the folder with forward slashes, or null when it lies elsewhere. */
export function relativeTo(path: string, folder: string): string | null {
  const base = folder.replaceAll('\\', '/').replace(/\/$/, '');
  const full = path.replaceAll('\\', '/');
  return full.startsWith(`${base}/`) ? full.slice(base.length + 1) : null;
}

/** `./data` means the folder itself, and a leading `!` or `#` is part of the name. */
function escapeLeading(pattern: string): string {
  return pattern.replace(/^\.\//, '/').replace(/^([!#])/, '\\$1');
}
