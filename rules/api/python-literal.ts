/** Python source text for values that come from the user's data. */

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Returns a double-quoted Python string literal; control, invisible and lone surrogate characters are escaped. */
export function pythonString(text: string): string {
  let body = '';
  for (const character of text) body += ESCAPES.get(character) ?? (isPlain(character) ? character : escaped(character));
  return `"${body}"`;
}

/** Returns a Python list of string literals. */
export function pythonStrings(texts: readonly string[]): string {
  return `[${texts.map(pythonString).join(', ')}]`;
}

function isPlain(character: string): boolean {
  return character === ' ' || !/[\p{C}\p{Z}]/u.test(character);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
