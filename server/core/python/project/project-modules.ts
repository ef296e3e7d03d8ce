/** Finds which file of a project an import names, as Python would when the importing file is run or its package is imported. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import { joinPath, parentFolder } from '../../paths.ts';
import type { ProjectModules } from '../analysis/analyse.ts';

export interface ProjectModulesRequest {
  /** Absolute. */
  readonly root: string;
  /** Every Python file that is known, absolute. */
  readonly paths: ReadonlySet<string>;
  /** Null when the file cannot be read. */
  readonly documentOf: (path: string) => PythonDocument | null;
  /** Where Python has a top-level module of that name from, when it is not the project's. */
  readonly originOf: (topLevel: string) => ModuleOrigin;
  readonly versionOf: (library: string) => string | null;
  /** Whether a file belongs to a copy of a known library, which is not looked into. */
  readonly isLibrary: (path: string) => boolean;
}

/** `library`: a distribution known by that import name, installed or not. */
export type ModuleOrigin = 'standard' | 'library' | 'unknown';

export function projectModulesOf({ root, paths, documentOf, originOf, versionOf, isLibrary }: ProjectModulesRequest): ProjectModules {
  const found = new Map<string, string | null>();
  const packages = new Map<string, boolean>();
  const isPackage = (folder: string): boolean => {
    const known = packages.get(folder) ?? paths.has(joinPath(folder, '__init__.py'));
    packages.set(folder, known);
    return known;
  };
  const pathOf = (module: string, level: number, from: string): string | null => {
    const parts = module === '' ? [] : module.split('.');
    const folders = level === 0 ? foldersFor(parts[0] ?? '', { root, from, isPackage, originOf, paths }) : [ancestor(from, level)];
    for (const folder of folders) {
      const base = parts.reduce(joinPath, folder);
      const path = [joinPath(base, '__init__.py'), ...(parts.length === 0 ? [] : [`${base}.py`])].find((candidate) => paths.has(candidate));
      if (path !== undefined) return path;
    }
    return null;
  };
  return {
    root,
    resolve: (module, level, from) => {
      const key = `${level} ${module} ${parentFolder(from) ?? ''}`;
      let path = found.get(key);
      if (path === undefined) {
        path = pathOf(module, level, from);
        found.set(key, path);
      }
      return path === null || isLibrary(path) ? null : documentOf(path);
    },
    versionOf,
  };
}

interface Search extends Pick<ProjectModulesRequest, 'root' | 'paths' | 'originOf'> {
  readonly from: string;
  readonly isPackage: (folder: string) => boolean;
}

/**
 * Folders an absolute import is looked up in, first to last. A script sees its own folder before everything else; a module of a
 * package sees it only when someone runs the file itself, which says nothing against the standard library or a known library.
 */
function foldersFor(topLevel: string, search: Search): readonly string[] {
  const { root, from, isPackage, originOf } = search;
  const own = parentFolder(from) ?? root;
  const origin = originOf(topLevel);
  const roots = [...new Set([root, joinPath(root, 'src'), joinPath(root, 'lib'), folderAbovePackage(own, isPackage)])];
  if (origin === 'standard') return isPackage(own) ? [] : [own];
  // a folder without __init__.py gives way to an installed library
  const whole = origin === 'library' ? roots.filter((folder) => isPackage(joinPath(folder, topLevel))) : roots;
  if (!isPackage(own)) return [own, ...whole];
  return origin === 'library' ? whole : [...whole, own];
}

function folderAbovePackage(folder: string, isPackage: (folder: string) => boolean): string {
  let at = folder;
  while (isPackage(at)) {
    const parent = parentFolder(at);
    if (parent === null) return at;
    at = parent;
  }
  return at;
}

/** One dot is the folder of the file, each further one goes up. */
function ancestor(from: string, level: number): string {
  let folder = from;
  for (let step = 0; step < level; step += 1) folder = parentFolder(folder) ?? folder;
  return folder;
}
