/** Lines of a text with their offsets. */

export interface TextLine {
  /** Without the line break. */
  readonly text: string;
  /** Offset of its first character. */
  readonly start: number;
}

export function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: text.slice(start, match.index), start });
    start = match.index + match[0].length;
  }
  lines.push({ text: text.slice(start), start });
  return lines;
}
