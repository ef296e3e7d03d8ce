/** lintel/ignoreFinding for code: a comment with the reason, above the statement the finding stands in. */
import { statementAt, documentPlaces } from '../../../core/python/check/code-places.ts';
import type { IgnoreFindingParams, IgnoreFindingResult } from '../../../protocol/messages.ts';
import type { CodeChecker } from '../code-checker.ts';
import type { ProgramPart } from '../open-programs.ts';
import { offsetIn } from '../part-offsets.ts';

export function ignoreInCode(params: IgnoreFindingParams, { part, checker }: { readonly part: ProgramPart; readonly checker: CodeChecker }): IgnoreFindingResult {
  const reason = params.reason.replace(/[\s#]+/g, ' ').trim();
  if (reason === '') return { ok: false, message: 'A suppression needs a reason' };
  const document = checker.documentOf(part.path);
  const line = params.line ?? 0;
  const offset = document === null ? null : offsetIn(document, part.cell, { line, character: Number.MAX_SAFE_INTEGER });
  if (document === null || offset === null) return { ok: false, message: 'There is no room for a comment here; use a cell tag, or the configuration' };
  const start = firstOf(offset, document, offsetIn(document, part.cell, { line, character: 0 }) ?? offset);
  const place = documentPlaces(document).placeOf({ start, end: start }).range.start.line - 1;
  const text = part.document.getText({ start: { line: place, character: 0 }, end: { line: place + 1, character: 0 } });
  const isPlain = !/^\s*(?:#|%%|$)/.test(text);
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  const comment = isPlain ? `${indent}# lintel: ignore[${params.rule}] ${reason}\n` : `# lintel: ignore-file[${params.rule}] ${reason}\n`;
  const at = { line: isPlain ? place : text.startsWith('#!') ? 1 : 0, character: 0 };
  if (!isPlain && part.cell !== null) return { ok: false, message: 'There is no room for a comment here; use a cell tag, or the configuration' };
  return { ok: true, uri: part.document.uri, creates: false, edits: [{ range: { start: at, end: at }, newText: comment }] };
}

/** Where the statement starts that the line is of; a comment inside of it would be none, or part of a text. */
function firstOf(end: number, document: Parameters<typeof statementAt>[0], start: number): number {
  for (let at = start; at <= end; at += 1) {
    const statement = statementAt(document, { start: at, end: at });
    if (statement !== null) return Math.min(statement.start, at);
  }
  return start;
}
