/** Paths of files as programs put them together. */
import { constantOf } from '../values.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { parentFolder, resolvePath } from '../../../paths.ts';
import type { Run } from './run.ts';

/** Returns `a / b` of pathlib, which is also `os.path.join`. */
export function joinPathText(a: string, b: string): string {
  if (a === '' || isAbsolute(b)) return b;
  const parts = b.replace(/^(?:\.\/)+/u, '');
  return a.endsWith('/') ? a + parts : `${a}/${parts}`;
}

export function parentOfPath(path: string): string {
  const trimmed = path.replace(/\/+$/u, '');
  const slash = trimmed.lastIndexOf('/');
  if (slash === -1) return trimmed === '.' ? '..' : '.';
  return slash === 0 ? '/' : trimmed.slice(0, slash);
}

export function nameOfPath(path: string): string {
  const trimmed = path.replace(/\/+$/u, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** True for `/data`, `C:/data` and addresses. */
export function isAbsolute(path: string): boolean {
  return /^(?:[/\\~]|[A-Za-z]:[/\\]|[A-Za-z][A-Za-z0-9+.-]+:\/\/)/u.test(path);
}

/** Returns the text of a path as the program means it; the path of a file that `open` gave; null when unknown. */
export function pathOf(value: Value): string | null {
  if (value.kind === 'object') {
    const file = value.arguments.get('file');
    return file === undefined || !value.className?.endsWith('TextIOWrapper') ? null : pathOf(file);
  }
  const known = constantOf(value);
  return typeof known === 'string' && known !== '' ? known.replaceAll('\\', '/') : null;
}

/** Returns the places in the project a path may mean, likeliest first: beside the document, and for scripts from the project's root. */
export function placesOf(path: string, run: Run): readonly string[] {
  if (isAbsolute(path)) return [path];
  const { document, project } = run.request;
  const beside = resolvePath(parentFolder(document.path) ?? project.root, path);
  if (document.kind === 'notebook') return [beside];
  return [...new Set([beside, resolvePath(project.root, path)])];
}
