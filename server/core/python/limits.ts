/**
 * What Python is too large or too deep to be parsed. Looks at the text alone, in one pass, so that a hostile file costs nothing.
 */
import { logicalLines } from './logical-lines.ts';
import type { NotCheckedReason } from '../ports.ts';

/** UTF-16 code units. The largest hand-written modules have a tenth of this; our own choice, for memory. */
const MAX_LENGTH = 2_000_000;

/** Words and signs, some 30,000 lines of code; a tree takes about 500 bytes for each. Our own choice, for memory. */
const MAX_TOKENS = 300_000;

/** Source: CPython, Parser/lexer/state.h, MAXLEVEL: deeper brackets are a syntax error there. */
const MAX_BRACKETS = 200;

/** Source: CPython, Parser/lexer/state.h, MAXINDENT: deeper blocks are a syntax error there. */
const MAX_INDENTS = 100;

export type WithinLimits = { readonly ok: true } | { readonly ok: false; readonly reason: NotCheckedReason; readonly message: string };

/** Messages say what to do. */
export function checkLimits(text: string): WithinLimits {
  if (text.length > MAX_LENGTH) {
    return { ok: false, reason: 'too-large', message: 'more than 2,000,000 characters of Python; move data into files and code into modules' };
  }
  const indents: number[] = [];
  let total = 0;
  for (const { indent, depth, tokens } of logicalLines(text)) {
    if (depth > MAX_BRACKETS) {
      return { ok: false, reason: 'too-deep', message: 'brackets nested more than 200 deep, which Python refuses too; split the expression' };
    }
    total += tokens;
    if (total > MAX_TOKENS) {
      return { ok: false, reason: 'too-large', message: 'more than 300,000 words and signs of Python; move data into files and code into modules' };
    }
    while ((indents.at(-1) ?? 0) > indent) indents.pop();
    if (indent > (indents.at(-1) ?? 0) && indents.push(indent) > MAX_INDENTS) {
      return { ok: false, reason: 'too-deep', message: 'blocks nested more than 100 deep, which Python refuses too; move inner ones into functions' };
    }
  }
  return { ok: true };
}
