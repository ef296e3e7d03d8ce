/** The syntax tree leaves type parameters out; their names are read from the text: `T` and `Ts` of `def first[T: int, *Ts](...)`. */

/** Names in the brackets that follow `offset`; empty when there are none. */
export function typeParametersAt(text: string, offset: number): readonly string[] {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  if (text[at] !== '[') return [];
  const names: string[] = [];
  let depth = 0;
  let isAtStart = false;
  for (; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if ('[({'.includes(char)) depth += 1;
    else if ('])}'.includes(char)) depth -= 1;
    else if (char === '"' || char === "'") at = Math.max(text.indexOf(char, at + 1), at);
    else if (depth === 1 && isAtStart && isNameStart(char)) {
      const name = nameAt(text, at);
      names.push(name);
      at += name.length - 1;
      isAtStart = false;
    }
    if (depth === 0) return names;
    if (depth === 1 && (char === ',' || char === '[')) isAtStart = true;
  }
  return [];
}

function isNameStart(char: string): boolean {
  return /[\p{L}_]/u.test(char);
}

function nameAt(text: string, offset: number): string {
  return /^[\p{L}\p{N}_]+/u.exec(text.slice(offset, offset + 256))?.[0] ?? '';
}
