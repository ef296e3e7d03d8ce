/** Packages of a project that are known libraries themselves: their sources, or a copy beside the project's own code. */
import { parentFolder, fileName } from '../../paths.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';

/** Modules a library is known by, before a package of its name counts as the library. Own choice: projects call a folder `datasets` too. */
const ENOUGH_MODULES = 3;

/**
 * Tells whether a file belongs to such a package. What its functions do is known better than their code would tell.
 * @param paths absolute
 */
export function libraryCopies(paths: ReadonlySet<string>, { isInKnownLibrary, namesIn }: Pick<KnowledgeBase, 'isInKnownLibrary' | 'namesIn'>): (path: string) => boolean {
  const known = new Map<string, Set<string>>();
  for (const path of paths) {
    const file = fileName(path);
    const folder = parentFolder(path);
    if (folder === null || !file.endsWith('.py')) continue;
    const isPackage = file === '__init__.py';
    const library = isPackage ? parentFolder(folder) : folder;
    if (library === null) continue;
    const name = fileName(library);
    const module = isPackage ? fileName(folder) : file.slice(0, -'.py'.length);
    if (!isInKnownLibrary(name) || namesIn(`${name}.${module}`).length === 0) continue;
    known.set(library, (known.get(library) ?? new Set()).add(module));
  }
  const roots = [...known].flatMap(([folder, modules]) => (modules.size >= ENOUGH_MODULES && paths.has(`${folder}/__init__.py`) ? [`${folder}/`] : []));
  return (path) => roots.some((root) => path.startsWith(root));
}
