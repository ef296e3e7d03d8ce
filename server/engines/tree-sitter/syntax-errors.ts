/** What to say of text that does not parse. */
import type { SyntaxError } from '../../../rules/api/python/document.ts';
import { ERROR } from './flat-tree.ts';
import { endOf, kindOf, startOf, textOf, type Lowering } from './lowering.ts';
import type { Replaced } from './repair.ts';

/** Longest text quoted in a message; our own choice. */
const MAX_QUOTED = 40;

/** @param flaw a node that is broken or missing */
export function flawError(l: Lowering, flaw: number): SyntaxError {
  const at = { start: startOf(l, flaw), end: endOf(l, flaw) };
  const kind = kindOf(l, flaw);
  if (kind !== ERROR) return { ...at, message: kind.startsWith('$') ? `\`${kind.slice(1)}\` is missing here` : 'something is missing here' };
  const text = textOf(l, flaw);
  const [first = ''] = text.trim().split(/\r?\n|\r/);
  return { ...at, message: first === '' ? 'this is not understood' : `\`${first.slice(0, MAX_QUOTED)}\` is not understood here` };
}

const HEADER = /^(?:(?:async\s+)?(?:def|for|with)|class|if|elif|else|while|try|except|finally|match|case)\b/;

/**
 * The error of a line that was put aside.
 * @param line its text
 * @param errors of the line parsed alone
 */
export function gapError(replaced: Replaced, { line, offset, errors }: { readonly line: string; readonly offset: number; readonly errors: readonly SyntaxError[] }): SyntaxError {
  const at = { start: replaced.start + offset, end: replaced.end + offset };
  const { unclosed } = replaced;
  if (unclosed !== null) {
    const start = unclosed.at + offset;
    const opener = line.charAt(unclosed.at - replaced.start);
    return { start, end: start + 1, message: unclosed.kind === 'bracket' ? `\`${opener}\` is never closed` : 'this string is never closed' };
  }
  if (HEADER.test(line) && !line.trimEnd().endsWith(':')) return { ...at, start: at.end, message: '`:` is missing at the end of the line' };
  const [first] = errors;
  return first ?? { ...at, message: 'this line does not fit the lines around it' };
}
