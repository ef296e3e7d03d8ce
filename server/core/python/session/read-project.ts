/** Reads the files of a project for a session. What is open in an editor is taken from there. */
import type { CancelSignal, FileSystem } from '../../ports.ts';
import { relativePath } from '../../paths.ts';
import type { NotChecked } from '../../report.ts';
import type { FoundProgram } from '../check/check-code.ts';
import { readImported } from '../check/project-sources.ts';
import { readSource } from '../check/read-source.ts';
import { findManifests } from '../project/find-manifests.ts';
import { readProjectKnowledge } from '../project/project-knowledge.ts';
import type { PythonParser } from '../parser.ts';
import type { ProjectFiles } from './session-project.ts';

export interface ProjectReading {
  /** Absolute. */
  readonly root: string;
  readonly programs: readonly FoundProgram[];
  readonly workingFolder: string;
  /** The text of an open file; null when it is not open. */
  readonly openText: (path: string) => string | null;
  readonly files: FileSystem;
  readonly parser: PythonParser;
  readonly signal: CancelSignal;
}

export async function readProject({ root, programs, workingFolder, openText, files, parser, signal }: ProjectReading): Promise<ProjectFiles> {
  const sources = new Map<string, string>();
  const notChecked: NotChecked[] = [];
  for (const { program } of programs) {
    const open = openText(program.path);
    const source = open === null ? await readSource(program.path, { files, signal }) : { ok: true as const, text: open };
    if (source.ok) sources.set(program.path, source.text);
    else if (!signal.aborted) notChecked.push({ path: relativePath(workingFolder, program.path), reason: source.reason, message: source.message });
  }
  await readImported(sources, { root, files, signal });
  const manifests = await findManifests({ root, programs: [...sources.keys()], files, openParser: async () => parser });
  return { programs, sources, manifests, knowledge: await readProjectKnowledge(root, files), notChecked };
}
