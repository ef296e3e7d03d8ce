/** Which programs belong together: those under one configuration, else under the nearest folder that looks like a project. */
import { isInside, parentFolder } from '../../paths.ts';
import type { FileSystem } from '../../ports.ts';
import type { FoundProgram } from './check-code.ts';

/** Files a project's folder has. */
const MARKERS: readonly string[] = ['.git', 'pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'Pipfile', 'environment.yml', 'environment.yaml', 'lintel.yaml', '.lintel.yaml'];

export interface Project {
  /** Absolute. */
  readonly root: string;
  /** Absolute: from here its programs are named. Its root; the folder around that where nothing marks the root as a project's, so that `tests` speaks also when checked by itself. */
  readonly home: string;
  readonly programs: readonly FoundProgram[];
}

interface Root {
  readonly folder: string;
  readonly isMarked: boolean;
}

/** Projects in the order of their first program. */
export async function groupByProject(
  { programs, workingFolder }: { readonly programs: readonly FoundProgram[]; readonly workingFolder: string },
  files: FileSystem,
): Promise<readonly Project[]> {
  const roots = new Map<string, Promise<Root | null>>();
  const rootOf = (folder: string): Promise<Root | null> => {
    const known = roots.get(folder) ?? findRoot(folder);
    roots.set(folder, known);
    return known;
  };
  const findRoot = async (folder: string): Promise<Root | null> => {
    const names = new Set((await files.list(folder)).map(({ name }) => name));
    const isMarked = MARKERS.some((name) => names.has(name));
    if (folder === workingFolder || isMarked) return { folder, isMarked };
    const parent = parentFolder(folder);
    return parent === null ? null : rootOf(parent);
  };
  const groups = new Map<string, { readonly root: Root; readonly programs: FoundProgram[] }>();
  for (const found of programs) {
    const { config, program } = found;
    const folder = parentFolder(program.path) ?? program.path;
    const root = config.file !== null && isInside(program.path, config.folder) ? { folder: config.folder, isMarked: true } : ((await rootOf(folder)) ?? { folder, isMarked: false });
    const group = groups.get(root.folder);
    if (group === undefined) groups.set(root.folder, { root, programs: [found] });
    else group.programs.push(found);
  }
  return [...groups.values()].map(({ root: { folder, isMarked }, programs: members }) => ({ root: folder, home: isMarked ? folder : (parentFolder(folder) ?? folder), programs: members }));
}
