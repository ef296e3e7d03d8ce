/** What tells findings apart without line numbers: the same finding keeps its identity while lines, cells and files move. */

/** Hashes of what a finding is about; neither holds a path. */
export interface Identity {
  /** Of the blamed line, blanks folded; of data the column and the message. */
  readonly line: string;
  /** Of the same with its neighbours: the lines before and after it that are not blank, in a notebook those of the cell. */
  readonly around: string;
}

/** The text a finding stands in. */
export interface Content {
  readonly line: string;
  readonly before: string;
  readonly after: string;
}

export function identityOf({ line, before, after }: Content): Identity {
  const [own, ...others] = [line, before, after].map((text) => text.trim().replace(/\s+/g, ' '));
  return { line: fingerprint([own ?? '']), around: fingerprint([own ?? '', ...others]) };
}

/** Lines of a text around one of them. @param lineAt text of a line, null outside of the text @param line 1-based */
export function contentAt(lineAt: (line: number) => string | null, line: number): Content {
  return { line: lineAt(line) ?? '', before: nearest(lineAt, line, -1), after: nearest(lineAt, line, 1) };
}

/** Blank lines passed over. Own choice: farther neighbours belong to something else. */
const MAX_BLANK = 10;

function nearest(lineAt: (line: number) => string | null, line: number, step: 1 | -1): string {
  for (let at = line + step; at !== line + step * MAX_BLANK; at += step) {
    const text = lineAt(at);
    if (text === null) return '';
    if (text.trim() !== '') return text;
  }
  return '';
}

/**
 * FNV-1a, 64 bits, over the parts' UTF-8 bytes, parts ended by a zero byte. The hash is kept in four limbs of 16 bits: products stay exact.
 * Source: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fingerprint(parts: readonly string[]): string {
  // 0xcbf29ce484222325, lowest limb first
  let [a, b, c, d] = [0x2325, 0x8422, 0x9ce4, 0xcbf2];
  for (const byte of new TextEncoder().encode(parts.map((part) => `${part}\0`).join(''))) {
    a ^= byte;
    // times 0x100000001b3
    const low = a * 0x1b3;
    const second = b * 0x1b3 + (low >>> 16);
    const third = c * 0x1b3 + a * 0x100 + (second >>> 16);
    const fourth = d * 0x1b3 + b * 0x100 + (third >>> 16);
    [a, b, c, d] = [low & 0xffff, second & 0xffff, third & 0xffff, fourth & 0xffff];
  }
  return [d, c, b, a].map((limb) => limb.toString(16).padStart(4, '0')).join('');
}
