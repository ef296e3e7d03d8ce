/** Where a Python statement ends, by its strings and brackets alone. Total: any text has an end. */

const TOKEN = /\\(?:\r\n|[^])|#[^\r\n]*|"""|'''|["']|[()[\]{}]|\r\n|\r|\n/g;
const STRING_ENDS: Readonly<Record<string, RegExp>> = {
  '"""': /\\[^]|"""/g,
  "'''": /\\[^]|'''/g,
  '"': /\\(?:\r\n|[^])|["\r\n]/g,
  "'": /\\(?:\r\n|[^])|['\r\n]/g,
};

/** Returns the offset behind the line break that ends the statement, or the text's length. @param start inside no string or bracket */
export function endOfStatement(text: string, start: number): number {
  let depth = 0;
  for (let at = start; ; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) return text.length;
    const [token] = match;
    at = match.index + token.length;
    const stringEnd = STRING_ENDS[token];
    if (stringEnd !== undefined) at = endOfString(text, at, stringEnd);
    else if ('([{'.includes(token)) depth += 1;
    else if (')]}'.includes(token)) depth = Math.max(depth - 1, 0);
    else if (/^[\r\n]/.test(token) && depth === 0) return at;
  }
}

/** Behind the closing quotes; a line break ends a simple string that was not closed, and is left to be read. */
function endOfString(text: string, start: number, pattern: RegExp): number {
  for (let at = start; ; ) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return text.length;
    if (/^[\r\n]/.test(match[0])) return match.index;
    at = match.index + match[0].length;
    if (!match[0].startsWith('\\')) return at;
  }
}
