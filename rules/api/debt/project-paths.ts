/** Paths as programs write them, compared as files. Plain data. */

/** The path without `./`, backslashes and leading `../`; folders depend on where a program is started, so a longer and a shorter path may be one file. */
export function plainPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '.' && part !== '..' && part !== '')
    .join('/');
}

/** Whether both may name one file: one is the end of the other, by whole parts. */
export function mayBeSameFile(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [plainPath(a), plainPath(b)] : [plainPath(b), plainPath(a)];
  return short !== '' && (long === short || long.endsWith(`/${short}`));
}
