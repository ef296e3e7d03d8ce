/** textDocument/completion inside of `df["…"]`: the columns the frame has there. */
import { CompletionItemKind, type CompletionItem, type Position } from 'vscode-languageserver';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import { columnsAt } from '../../../core/python/reading-data/columns-at.ts';
import { toRange } from '../../convert/to-range.ts';
import type { ProgramPart } from '../open-programs.ts';
import { offsetIn, placeIn } from '../part-offsets.ts';

export function columnCompletion(facts: Facts, { part, position }: { readonly part: ProgramPart; readonly position: Position }): CompletionItem[] {
  const offset = offsetIn(facts.document, part.cell, position);
  const found = offset === null ? null : columnsAt(facts, offset);
  if (found === null) return [];
  const range = toRange(placeIn(facts.document, found).range);
  return found.columns.map(({ name, profile }, index) => ({
    label: name,
    kind: CompletionItemKind.Field,
    detail: profile,
    documentation: `column of ${found.file}`,
    sortText: String(index).padStart(6, '0'),
    filterText: name,
    textEdit: { range, newText: name.replace(/["'\\]/g, (mark) => `\\${mark}`) },
  }));
}
