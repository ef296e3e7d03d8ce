/** Findings about the entries of `lintel.api.json` themselves. */
import type { Config } from '../../config.ts';
import { writeMetaFinding } from '../../meta-finding.ts';
import { invalidApiEntry } from '../../meta-rules.ts';
import type { Finding } from '../../report.ts';
import type { ProjectKnowledge } from '../project/project-knowledge.ts';

/** @param config that of the project's first program; without a program nothing is said */
export function knowledgeFindings(knowledge: ProjectKnowledge | null, { config, displayPath }: { readonly config: Config | null; readonly displayPath: (path: string) => string }): readonly Finding[] {
  if (knowledge === null || config === null) return [];
  return knowledge.problems.flatMap(({ line, column, message }, index) =>
    writeMetaFinding(
      { rule: invalidApiEntry, messageId: 'invalid', words: { fault: message } },
      { config, path: displayPath(knowledge.path), range: { start: { line, column }, end: { line, column: column + 1 } }, cell: null, identity: [message, String(index)] },
    ),
  );
}
