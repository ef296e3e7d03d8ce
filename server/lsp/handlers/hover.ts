/** textDocument/hover: the profile of the column under the cursor and the findings on it. */
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DescribedRule } from '../../core/meta-rules.ts';
import type { Finding, Range as ReportRange, TableProfile } from '../../core/report.ts';
import { locateColumn } from '../locate-column.ts';
import { profileCard } from '../profile-card.ts';

export interface HoverRequest {
  readonly document: TextDocument;
  readonly position: Position;
  readonly profile: TableProfile;
  /** All of the dataset. */
  readonly findings: readonly Finding[];
  /** Whether the finding stands in this document, not in another part of the dataset. */
  readonly isHere: (finding: Finding) => boolean;
  readonly ruleById: (id: string) => DescribedRule | null;
  readonly hasCommands: boolean;
}

export function hover({ document, position, profile, findings, isHere, ruleById, hasCommands }: HoverRequest): Hover | null {
  const { line, character } = position;
  const lineText = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).replace(/\r?\n$|\r$/, '');
  const found = locateColumn(profile, { lineText: lineText.replace(/^\ufeff/, ''), characterIndex: character });
  const column = found === null ? undefined : profile.columns[found.index];
  if (found === null || column === undefined) return null;
  const ofColumn = findings.filter((finding) => finding.column === column.name && finding.dataset !== null);
  const value = profileCard({
    table: profile,
    column,
    columnIndex: found.index,
    findings: ofColumn,
    shownFindings: ofColumn.filter((finding) => finding.suppressed === null && isHere(finding) && covers(finding, position)),
    ruleById,
    hasCommands,
  });
  const contents = { kind: MarkupKind.Markdown, value };
  return found.cell === null ? { contents } : { contents, range: { start: { line, character: found.cell.start }, end: { line, character: found.cell.end } } };
}

/** True where an editor has the finding's own message in its hover: from its first character to behind its last. */
function covers({ range }: Finding, { line, character }: Position): boolean {
  if (range === null) return false;
  const { start, end } = range;
  const at = { line: line + 1, column: character + 1 };
  return !isBefore(at, start) && !isBefore(end, at);
}

function isBefore(one: ReportRange['start'], other: ReportRange['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
