/** Paths of a repository: relative to its root, forward slashes, '' for the root itself. Null stands for what cannot be told. */

/** Returns where `path` leads from `folder`; null for absolute paths, `~`, what leaves the repository, and from an unknown folder. */
export function resolveFolder(folder: string | null, path: string): string | null {
  if (folder === null || path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:/.test(path)) return null;
  return fromRoot(`${folder}/${path}`);
}

/** Returns the path without `.` and `..`; null when it leaves the repository. */
export function fromRoot(path: string): string | null {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined) return null;
  }
  return kept.join('/');
}

/** Returns `path`, seen from the root, as it is written in `folder`. */
export function upTo(folder: string, path: string): string {
  const from = folder.split('/').filter((segment) => segment !== '');
  const to = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
  const steps = [...from.slice(shared).map(() => '..'), ...to.slice(shared)];
  return steps.length === 0 ? '.' : steps.join('/');
}

/** Returns the folder that holds the path; '' for what lies in the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function joinPaths(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
