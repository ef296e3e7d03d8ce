/** Where the modules of the project are. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import { joinPaths } from './folders.ts';

export interface ModuleContext {
  /** Folder Python is started in; null when it cannot be told. */
  readonly folder: string | null;
  readonly files: RepositoryFiles;
  /** `python -m`: a package is its `__main__`, not its `__init__`. */
  readonly isRun: boolean;
}

/** Folders that are put on the path when a project is installed for development. */
const SOURCE_FOLDERS: readonly string[] = ['', 'src', 'lib', 'python'];

/** Returns the module's file; null when there is none, or several and nothing tells which. */
export function moduleFile(module: string, { folder, files, isRun }: ModuleContext): string | null {
  if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(module)) return null;
  const inner = module.replaceAll('.', '/');
  const endings = isRun ? [`${inner}.py`, `${inner}/__main__.py`] : [`${inner}.py`, `${inner}/__init__.py`];
  for (const base of folder === null || folder === '' ? [''] : [folder, '']) {
    for (const source of SOURCE_FOLDERS) {
      const found = endings.map((ending) => joinPaths(joinPaths(base, source === '' ? '' : source).replace(/\/$/, ''), ending)).find((path) => files.has(path));
      if (found !== undefined) return found;
    }
  }
  const fitting = endings.flatMap((ending) => files.matching(`**/${ending}`));
  return fitting.length === 1 ? (fitting[0]?.path ?? null) : null;
}
