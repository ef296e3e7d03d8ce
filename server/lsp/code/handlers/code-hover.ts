/** textDocument/hover in code: findings, columns of tables, and rows of variables. */
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { Rule } from '../../../../rules/api/rule.ts';
import type { DescribedRule } from '../../../core/meta-rules.ts';
import { resolvePath } from '../../../core/paths.ts';
import { describeRows } from '../../../core/python/describe-rows.ts';
import { columnsAt } from '../../../core/python/reading-data/columns-at.ts';
import type { Finding } from '../../../core/report.ts';
import type { LeakStep } from '../../../protocol/messages.ts';
import { toRange } from '../../convert/to-range.ts';
import { escapeMarkdown, escapeValue, escapeWithCode } from '../../markdown.ts';
import { findingCard } from '../finding-card.ts';
import { contains, type OpenPrograms, type ProgramPart } from '../open-programs.ts';
import { offsetIn, placeIn } from '../part-offsets.ts';

export interface CodeHoverRequest {
  readonly part: ProgramPart;
  readonly position: Position;
  /** Null when the program could not be analysed. */
  readonly facts: Facts | null;
  /** On this program, as shown. */
  readonly findings: readonly Finding[];
  readonly open: OpenPrograms;
  /** Absolute folder that paths of findings are relative to. */
  readonly root: string;
  readonly ruleById: (id: string) => DescribedRule | Rule | null;
  readonly hasCommands: boolean;
}

export function codeHover(request: CodeHoverRequest): Hover | null {
  const { part, position, findings, ruleById, hasCommands } = request;
  const here = findings.filter(({ cell, range, suppressed }) => suppressed === null && cell === part.cell && range !== null && contains(toRange(range), position));
  const cards = here.flatMap((finding) => {
    const rule = ruleById(finding.rule);
    return rule === null ? [] : [findingCard({ finding, rule, steps: leakSteps(finding, request), hasCommands })];
  });
  const about = request.facts === null ? null : aboutData(request.facts, request);
  const texts = [...(about === null ? [] : [about.text]), ...cards];
  if (texts.length === 0) return null;
  return { contents: { kind: MarkupKind.Markdown, value: texts.join('\n\n---\n\n') }, ...(about === null ? {} : { range: toRange(about.range) }) };
}

/** The path of a finding, and the place it stands in as the last step. */
export function leakSteps(finding: Finding, { open, root }: Pick<CodeHoverRequest, 'open' | 'root'>): readonly LeakStep[] {
  return [...finding.related.map(({ message, ...place }) => ({ text: message, place })), { text: finding.message, place: finding }].map(({ text, place }) => ({
    ...open.locationOf({ path: resolvePath(root, place.path), cell: place.cell, range: place.range }),
    text,
  }));
}

function aboutData(facts: Facts, { part, position }: CodeHoverRequest): { readonly text: string; readonly range: NonNullable<Finding['range']> } | null {
  const offset = offsetIn(facts.document, part.cell, position);
  if (offset === null) return null;
  const columns = columnsAt(facts, offset);
  const column = columns?.columns.find(({ name }) => name === columns.name);
  if (columns !== null && column !== undefined) return { text: `**${escapeValue(column.name)}** · ${escapeMarkdown(columns.file)}\n\n${escapeMarkdown(column.profile)}`, range: placeIn(facts.document, columns).range };
  const name = facts.nodes('Name').find(({ start, end }) => start <= offset && offset <= end);
  const rows = name === undefined ? null : describeRows(facts, facts.valueOf(name));
  return name === undefined || rows === null ? null : { text: `\`${name.id}\`: ${escapeWithCode(rows)}`, range: placeIn(facts.document, name).range };
}
