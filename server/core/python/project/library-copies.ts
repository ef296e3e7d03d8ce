/** Packages of a project that are known libraries themselves: their sources, or a copy beside the project's own code. */
import { parentFolder, fileName } from '../../paths.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';

/** Modules a library is known by, before a package of its name counts as the library. Own choice: projects call a folder `datasets` too. */
const ENOUGH_MODULES = 3;

/** Files of a package of that name that no project writes for itself, whatever its modules are called. Own choice. */
const ENOUGH_FILES = 200;

/**
 * Tells whether a file belongs to such a package. What its functions do is known better than their code would tell.
 * @param paths absolute
 */
export function libraryCopies(paths: ReadonlySet<string>, { isInKnownLibrary, namesIn }: Pick<KnowledgeBase, 'isInKnownLibrary' | 'namesIn'>): (path: string) => boolean {
  const roots = [...paths].flatMap((path) => {
    const folder = fileName(path) === '__init__.py' ? parentFolder(path) : null;
    return folder === null || !isInKnownLibrary(fileName(folder)) || paths.has(`${parentFolder(folder) ?? ''}/__init__.py`) ? [] : [folder];
  });
  const copies = roots.filter((root) => {
    const inside = [...paths].filter((path) => path.startsWith(`${root}/`));
    const modules = new Set(inside.flatMap((path) => moduleDirectlyIn(root, path) ?? []));
    return inside.length >= ENOUGH_FILES || [...modules].filter((module) => namesIn(`${fileName(root)}.${module}`).length > 0).length >= ENOUGH_MODULES;
  });
  return (path) => copies.some((root) => path.startsWith(`${root}/`));
}

/** `b` of `a/b.py` and `a/b/__init__.py`; null for what is further inside. */
function moduleDirectlyIn(root: string, path: string): string | null {
  const [first = '', second, third] = path.slice(root.length + 1).split('/');
  if (second === undefined) return first.replace(/\.py$/, '');
  return second === '__init__.py' && third === undefined ? first : null;
}
