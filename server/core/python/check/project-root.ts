/** Which programs belong together: those under one configuration, else under the nearest folder that looks like a project. */
import { isInside, parentFolder } from '../../paths.ts';
import type { FileSystem } from '../../ports.ts';
import type { FoundProgram } from './check-code.ts';

/** Files a project's folder has. */
const MARKERS: readonly string[] = ['.git', 'pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'Pipfile', 'environment.yml', 'environment.yaml', 'lintel.yaml', '.lintel.yaml'];

export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly programs: readonly FoundProgram[];
}

/** Projects in the order of their first program. */
export async function groupByProject(
  { programs, workingFolder }: { readonly programs: readonly FoundProgram[]; readonly workingFolder: string },
  files: FileSystem,
): Promise<readonly Project[]> {
  const roots = new Map<string, Promise<string | null>>();
  const rootOf = (folder: string): Promise<string | null> => {
    const known = roots.get(folder) ?? findRoot(folder);
    roots.set(folder, known);
    return known;
  };
  const findRoot = async (folder: string): Promise<string | null> => {
    const names = new Set((await files.list(folder)).map(({ name }) => name));
    if (folder === workingFolder || MARKERS.some((name) => names.has(name))) return folder;
    const parent = parentFolder(folder);
    return parent === null ? null : rootOf(parent);
  };
  const groups = new Map<string, FoundProgram[]>();
  for (const found of programs) {
    const { config, program } = found;
    const folder = parentFolder(program.path) ?? program.path;
    const root = config.file !== null && isInside(program.path, config.folder) ? config.folder : ((await rootOf(folder)) ?? folder);
    const members = groups.get(root);
    if (members === undefined) groups.set(root, [found]);
    else members.push(found);
  }
  return [...groups].map(([root, members]) => ({ root, programs: members }));
}
