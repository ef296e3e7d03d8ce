/** Folders of steps, relative to the root: `''` is the root itself. */

/** Returns `inner` as seen from `outer`; null when it leaves the root, is absolute or holds what only a run knows. */
export function insideFolder(outer: string | null, inner: string | null): string | null {
  if (outer === null) return null;
  if (inner === null || inner === '') return outer;
  if (/[$`~%]|\{\{/.test(inner)) return null;
  const path = inner.replaceAll('\\', '/');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return null;
  return normalFolder(outer === '' ? path : `${outer}/${path}`);
}

/** Returns the path without `.`, `..` and empty parts; null when it leaves the root. */
export function normalFolder(path: string): string | null {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) return null;
  }
  return kept.join('/');
}

/** Returns the folder of a file; `''` for files in the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
