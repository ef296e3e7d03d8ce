/** What is wrong with a config file as the editor shows it: read by the same reader as on the command line, over the texts that are open. */
import { createConfigLoader } from '../../core/config/load.ts';
import { metaRules } from '../../core/meta-rules.ts';
import { parentFolder, resolvePath } from '../../core/paths.ts';
import type { FileSystem } from '../../core/ports.ts';
import { placeProblems, type PlacedProblem } from '../find.ts';
import type { Services } from '../services.ts';

export interface LiveProblemsRequest {
  /** Absolute path of the file. */
  readonly path: string;
  /** Absolute folder that display paths are relative to. */
  readonly root: string;
  /** As the editor shows it; null for files that are not open. */
  readonly openText: (path: string) => string | null;
}

/** Returns the problems that stand in the file. Paths are absolute. */
export async function liveProblems({ path, root, openText }: LiveProblemsRequest, { rules, ports }: Pick<Services, 'rules' | 'ports'>): Promise<readonly PlacedProblem[]> {
  const folder = parentFolder(path);
  if (folder === null) return [];
  const files = withOpenTexts(ports.files, openText);
  const { problems } = await createConfigLoader({ files, rules: [...rules, ...metaRules], workingFolder: root, source: 'discover' }).forFolder(folder);
  const own = problems.map((problem) => ({ ...problem, path: resolvePath(root, problem.path) })).filter((problem) => problem.path === path);
  return placeProblems(own, files);
}

/** The disk, with what is open in place of what was saved. */
function withOpenTexts(files: FileSystem, openText: (path: string) => string | null): FileSystem {
  return {
    ...files,
    readText: async (path, maxBytes) => {
      const text = openText(path);
      if (text === null) return files.readText(path, maxBytes);
      return new TextEncoder().encode(text).length > maxBytes ? null : text;
    },
  };
}
