/** New lines of code before or after a statement, with its indentation. */
import type { CodeEdit } from '../python-rule.ts';
import type { Facts } from './facts.ts';
import { moduleOf, type Node, type Statement } from './syntax.ts';

/** Null outside the document, and for statements that share their line with other code. */
export function lineBefore(statement: Statement, line: string, { document }: Facts): CodeEdit | null {
  const indentation = indentationOf(statement, document.text);
  if (moduleOf(statement).path !== document.path || indentation === null) return null;
  return { document, start: statement.start, end: statement.start, newText: `${line}\n${indentation}` };
}

/** As `lineBefore`. */
export function lineAfter(statement: Statement, line: string, { document }: Facts): CodeEdit | null {
  const indentation = indentationOf(statement, document.text);
  const endsLine = /^[ \t]*(?:#|\r?\n|$)/u.test(document.text.slice(statement.end));
  if (moduleOf(statement).path !== document.path || indentation === null || !endsLine) return null;
  const end = statement.end + (/^[^\r\n]*/u.exec(document.text.slice(statement.end))?.[0].length ?? 0);
  return { document, start: end, end, newText: `\n${indentation}${line}` };
}

/** Several lines one below the other, as `lineAfter`. */
export function linesAfter(statement: Statement, lines: readonly string[], facts: Facts): CodeEdit | null {
  const indentation = indentationOf(statement, facts.document.text) ?? '';
  return lineAfter(statement, lines.join(`\n${indentation}`), facts);
}

/** Takes a statement out with its line. Null outside the document, and for statements that share their lines with other code. */
export function withoutLine(statement: Statement, { document }: Facts): CodeEdit | null {
  const { text } = document;
  const indentation = indentationOf(statement, text);
  const rest = /^[ \t]*(\r?\n|$)/u.exec(text.slice(statement.end));
  if (moduleOf(statement).path !== document.path || indentation === null || rest === null) return null;
  const start = statement.start - indentation.length;
  const cell = document.cells.find(({ range }) => range !== null && range.start <= statement.start && statement.start < range.end)?.range ?? null;
  const isLast = cell !== null && statement.end >= cell.end;
  if (!isLast) return { document, start, end: statement.end + rest[0].length, newText: '' };
  return { document, start: start > cell.start ? start - 1 : start, end: statement.end, newText: '' };
}

function indentationOf({ start }: Node, text: string): string | null {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^[ \t]*$/u.test(before) ? before : null;
}

/** The statement a node is part of, not deeper than a block; null for the module. */
export function statementOf(node: Node): Statement | null {
  for (let at: Node = node; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (parent.kind === 'Module' || parent.kind === 'ExceptHandler' || parent.kind === 'MatchCase') return at as Statement;
    if ('body' in parent && Array.isArray(parent.body) && (parent.body as readonly Node[]).includes(at)) return at as Statement;
    if ('orelse' in parent && Array.isArray(parent.orelse) && (parent.orelse as readonly Node[]).includes(at)) return at as Statement;
    if (parent.kind === 'Try' && (parent.finalbody as readonly Node[]).includes(at)) return at as Statement;
  }
  return null;
}
