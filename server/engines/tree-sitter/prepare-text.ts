/**
 * Rewrites, all of the same length, of what the grammar takes for something else. The parser reads the rewritten text; names and
 * literals are always cut from the original.
 */

/** A statement that begins with a call of `type` is no type alias, and a lone `\r` ends a line. */
export function prepareText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  return lines.includes('type') ? lines.replace(TYPE_CALL, '$1$2typE') : lines;
}

const TYPE_CALL = /(^|[:;])([^\S\n]*)type(?=[^\S\n]*\()/gm;
