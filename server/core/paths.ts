/** Paths inside core: absolute, forward slashes on every platform. Hosts turn native paths into this form at the border. */

/** Returns `name` inside `folder`. */
export function joinPath(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** Returns the folder that holds the path, or null for a root. */
export function parentFolder(path: string): string | null {
  const slash = path.lastIndexOf('/');
  if (slash < 0 || isRoot(path)) return null;
  const parent = path.slice(0, slash);
  return parent === '' || /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent;
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Says whether the path is the folder or lies below it. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Returns `path` as seen from `folder`, with `..` where it leaves the folder; `.` for the folder itself. */
export function relativePath(folder: string, path: string): string {
  const from = segments(folder);
  const to = segments(path);
  if (from[0] !== to[0] && /^[A-Za-z]:$/.test(to[0] ?? '')) return path;
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
  const steps = [...from.slice(shared).map(() => '..'), ...to.slice(shared)];
  return steps.length === 0 ? '.' : steps.join('/');
}

/** Returns `path` made absolute against `folder`, with `.` and `..` resolved. */
export function resolvePath(folder: string, path: string): string {
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:\//.test(path);
  const kept: string[] = [];
  for (const segment of segments(isAbsolute ? path : `${folder}/${path}`)) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  const drive = /^[A-Za-z]:$/.test(kept[0] ?? '');
  if (drive && kept.length === 1) return `${kept[0]}/`;
  return drive ? kept.join('/') : `/${kept.join('/')}`;
}

function isRoot(path: string): boolean {
  return path === '/' || /^[A-Za-z]:\/$/.test(path);
}

function segments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}
