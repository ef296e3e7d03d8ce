/**
 * Marked text: expected findings drawn under the culprit. A line of carets and a message id marks a stretch of the line above it,
 * `! messageId` at the top marks the whole table. Both kinds of lines are taken out to get the text that is checked. Pure.
 */

/** `startColumn` and `endColumn` are 1-based UTF-16 columns, the end exclusive. An empty cell is drawn as one caret. */
export type Mark =
  | { readonly kind: 'table'; readonly message: string }
  | { readonly kind: 'cell'; readonly lineNumber: number; readonly startColumn: number; readonly endColumn: number; readonly message: string };

export interface MarkedText {
  /** The text without its mark lines. */
  readonly text: string;
  /** Sorted by place, then message. */
  readonly marks: readonly Mark[];
}

const CARET_LINE = /^#?(?:[ \t]*\^+[ \t]+[A-Za-z][\w/:.-]*)+[ \t]*$/;
const CARETS = /(\^+)[ \t]+([A-Za-z][\w/:.-]*)/g;
const TABLE_LINE = /^! *([A-Za-z][\w/:.-]*)[ \t]*$/;

/** Returns the plain text and the marks that were drawn into it. Several caret lines under one line all mark that line. */
export function parseMarkedText(marked: string): MarkedText {
  const kept: string[] = [];
  const marks: Mark[] = [];
  for (const line of marked.split('\n')) {
    const table = kept.length === 0 ? TABLE_LINE.exec(line) : null;
    if (table !== null) marks.push({ kind: 'table', message: table[1] ?? '' });
    else if (kept.length > 0 && CARET_LINE.test(line)) marks.push(...caretMarks(line, kept.length));
    else kept.push(line);
  }
  return { text: kept.join('\n'), marks: sortMarks(marks) };
}

function caretMarks(line: string, lineNumber: number): Mark[] {
  return [...line.matchAll(CARETS)].map((match) => ({
    kind: 'cell',
    lineNumber,
    startColumn: match.index + 1,
    endColumn: match.index + 1 + (match[1] ?? '').length,
    message: match[2] ?? '',
  }));
}

/** Returns the marks in the order they are drawn: the table's first, then by place, then by message. */
export function sortMarks(marks: readonly Mark[]): readonly Mark[] {
  return [...marks].sort((a, b) => placeOf(a) - placeOf(b) || widthOf(a) - widthOf(b) || (a.message < b.message ? -1 : Number(a.message > b.message)));
}

/** More columns than any line of an example has. */
const LINE_STRIDE = 1_000_000;

function placeOf(mark: Mark): number {
  return mark.kind === 'table' ? 0 : mark.lineNumber * LINE_STRIDE + mark.startColumn;
}

function widthOf(mark: Mark): number {
  return mark.kind === 'table' ? 0 : mark.endColumn - mark.startColumn;
}

/** Lines shown around a mark when a text is too long to be shown whole. */
const CONTEXT_LINES = 1;
const LONGEST_WHOLE_TEXT_LINES = 40;

/** Returns the text with the marks drawn into it; long texts are cut to the lines around the marks. */
export function drawMarks(text: string, marks: readonly Mark[]): string {
  const lines = text.split('\n');
  const drawn = sortMarks(marks);
  const isShown = (lineNumber: number): boolean =>
    lines.length <= LONGEST_WHOLE_TEXT_LINES || lineNumber <= 2 || drawn.some((mark) => mark.kind === 'cell' && Math.abs(mark.lineNumber - lineNumber) <= CONTEXT_LINES);
  const shown: string[] = drawn.filter((mark) => mark.kind === 'table').map((mark) => `! ${mark.message}`);
  lines.forEach((line, index) => {
    const lineNumber = index + 1;
    if (isShown(lineNumber)) shown.push(line, ...caretLines(drawn, lineNumber));
    else if (isShown(lineNumber - 1)) shown.push('…');
  });
  const beyond = drawn.filter((mark) => mark.kind === 'cell' && mark.lineNumber > lines.length);
  return [...shown, ...beyond.map((mark) => `(past the end) ${JSON.stringify(mark)}`)].join('\n');
}

function caretLines(marks: readonly Mark[], lineNumber: number): string[] {
  return marks.flatMap((mark) =>
    mark.kind === 'cell' && mark.lineNumber === lineNumber
      ? [`${' '.repeat(mark.startColumn - 1)}${'^'.repeat(Math.max(1, mark.endColumn - mark.startColumn))} ${mark.message}`]
      : [],
  );
}
