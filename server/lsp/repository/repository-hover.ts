/** textDocument/hover on a finding in settings and the like: why it matters, and what to do instead. */
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import type { DescribedRule } from '../../core/meta-rules.ts';
import { findingCard } from '../code/finding-card.ts';
import { contains } from '../code/open-programs.ts';
import { toRange } from '../convert/to-range.ts';
import type { RepositoryFile } from './repository-server.ts';

export interface RepositoryHoverRequest {
  readonly file: RepositoryFile;
  readonly position: Position;
  readonly ruleById: (id: string) => DescribedRule | null;
  readonly hasCommands: boolean;
}

export function repositoryHover({ file, position, ruleById, hasCommands }: RepositoryHoverRequest): Hover | null {
  const cards = file.findings.flatMap((finding) => {
    const rule = finding.suppressed === null && finding.range !== null && contains(toRange(finding.range), position) ? ruleById(finding.rule) : null;
    return rule === null ? [] : [findingCard({ finding, rule, steps: [], hasCommands })];
  });
  return cards.length === 0 ? null : { contents: { kind: MarkupKind.Markdown, value: cards.join('\n\n---\n\n') } };
}
