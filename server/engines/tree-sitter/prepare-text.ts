/**
 * Rewrites, all of the same length, of what the grammar takes for something else. The parser reads the rewritten text; names and
 * literals are always cut from the original.
 */

/** A statement that begins with a call of `type` is no type alias, and a lone `\r` ends a line. */
export function prepareText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  return lines.includes('type') ? lines.replace(TYPE_CALL, '$1typE') : lines;
}

const TYPE_CALL = /((?:^|[:;])[^\S\n]*)type(?=[^\S\n]*\()/gm;

/**
 * What only a text with errors is rewritten for: lists of type parameters may have defaults, and a line inside brackets may be
 * indented less than the block it is in.
 */
export function prepareFlawedText(text: string): string {
  return joinBracketLines(blankTypeParameters(text));
}

const TYPE_PARAMETERS = /\b(?:def|class|type)[^\S\n]+\w+[^\S\n]*(?=\[)/g;

function blankTypeParameters(text: string): string {
  let result = text;
  for (const match of text.matchAll(TYPE_PARAMETERS)) {
    const start = match.index + match[0].length;
    const end = closingBracket(text, start);
    if (end !== null) result = result.slice(0, start) + ' '.repeat(end - start) + result.slice(end);
  }
  return result;
}

/** Longest list of type parameters looked at; our own choice. */
const MAX_LIST = 2_000;

/** Offset after the bracket that closes the one at `start`, or null. */
function closingBracket(text: string, start: number): number | null {
  let depth = 0;
  const stop = Math.min(text.length, start + MAX_LIST);
  for (let at = start; at < stop; at += 1) {
    const character = text.charAt(at);
    if (character === '[') depth += 1;
    else if (character === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}

/** Strings keep their line breaks; a comment between lines is blanked with its line break. */
const STRING_OR_BREAK = /("""|''')(?:\\[^]|(?!\1)[^\\])*\1|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|#[^\n]*|[([{]|[)\]}]|\n/g;

function joinBracketLines(text: string): string {
  let depth = 0;
  return text.replace(STRING_OR_BREAK, (token: string) => {
    if (token.length === 1 && '([{'.includes(token)) depth += 1;
    else if (token.length === 1 && ')]}'.includes(token)) depth = Math.max(depth - 1, 0);
    else if (depth > 0 && token === '\n') return ' ';
    else if (depth > 0 && token.startsWith('#')) return ' '.repeat(token.length);
    return token;
  });
}

/** Every comment with its `#`, told from strings by the text alone. */
export function commentsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(STRING_OR_BREAK)].flatMap(({ 0: token, index }) => (token.startsWith('#') ? [{ start: index, end: index + token.replace(/\r$/, '').length }] : []));
}
