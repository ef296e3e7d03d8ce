/** What a project itself says of libraries: `lintel.api.json` in its root. */
import { joinPath } from '../../paths.ts';
import type { FileSystem } from '../../ports.ts';
import { buildKnowledge } from '../knowledge/build-knowledge.ts';
import { readUserKnowledge } from '../knowledge/read-user-knowledge.ts';
import type { UserKnowledge } from '../knowledge/read-user-knowledge.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';

export const KNOWLEDGE_FILE = 'lintel.api.json';

const MAX_BYTES = 8_000_000;

/** Plain data. */
export interface ProjectKnowledge extends UserKnowledge {
  /** Absolute. */
  readonly path: string;
}

/** @param root absolute; returns null when there is no such file or it cannot be read as text */
export async function readProjectKnowledge(root: string, files: Pick<FileSystem, 'readText'>): Promise<ProjectKnowledge | null> {
  const path = joinPath(root, KNOWLEDGE_FILE);
  const text = await files.readText(path, MAX_BYTES);
  return text === null ? null : { path, ...readUserKnowledge(text) };
}

/** What is known with the project's own entries, which win over others of the same name. */
export function knowledgeFor(project: ProjectKnowledge | null, general: KnowledgeBase): KnowledgeBase {
  return project === null || project.libraries.length === 0 ? general : buildKnowledge([...general.libraries, ...project.libraries]);
}
