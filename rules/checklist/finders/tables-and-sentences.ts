/** What a section of a document tells in tables and sentences, read a little: headers, labels of rows, sentences with numbers. */

export interface TextTable {
  /** As written, without emphasis. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Longer lines are data. Own choice. */
const MOST_CHARACTERS = 2_000;
const MOST_LINES = 2_000;

/** Pipe tables and the grids of reStructuredText; code is left out. */
export function tablesIn(text: string): readonly TextTable[] {
  const tables: { header: readonly string[]; rows: (readonly string[])[] }[] = [];
  let isInside = false;
  for (const line of proseOf(text)) {
    const isRow = /^\s*\|.*\|\s*$/.test(line) || line.split('|').length > 2;
    if (isBorder(line)) continue;
    if (!isRow) isInside = false;
    else if (isInside) tables.at(-1)?.rows.push(cellsOf(line));
    else {
      isInside = true;
      tables.push({ header: cellsOf(line), rows: [] });
    }
  }
  return tables.filter(({ rows }) => rows.length > 0);
}

function isBorder(line: string): boolean {
  return /^[\s|+:=-]*--[\s|+:=-]*$|^[\s+=-]*\+[\s+=-]+$/.test(line);
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.replaceAll(/[*_`]/g, '').trim());
}

/** Sentences, points of lists and lines of text outside of tables and code. */
export function sentencesIn(text: string): readonly string[] {
  const paragraphs: string[] = [];
  let isOpen = false;
  for (const line of proseOf(text)) {
    const isBreak = line.trim() === '' || line.split('|').length > 2;
    if (isBreak) isOpen = false;
    else if (isOpen && !/^\s*(?:[-*+]|\d+[.)])\s/.test(line)) paragraphs.push(`${paragraphs.pop() ?? ''} ${line.trim()}`);
    else {
      isOpen = true;
      paragraphs.push(line.trim());
    }
  }
  return paragraphs.flatMap((paragraph) => paragraph.slice(0, MOST_CHARACTERS).split(/(?<=[.!?])\s+/)).map((sentence) => sentence.replaceAll(/[*`]/g, ''));
}

/** Lines outside of fenced code. */
function proseOf(text: string): readonly string[] {
  let fence: string | null = null;
  return text
    .split('\n', MOST_LINES)
    .map((line) => {
      const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
      if (mark !== undefined) fence = fence === null ? mark : null;
      return mark !== undefined || fence !== null || line.length > MOST_CHARACTERS ? '' : line;
    });
}

const NUMBER = /(?<![\w.-])[-+~≈<>±]?\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w.-])[-+~≈<>±]?\d+(?:\.\d+)?(?![\w-]*\d)(?:\s?%)?/g;

/** How many numbers a sentence holds, days and years aside. */
export function numbersIn(sentence: string): number {
  return (sentence.replaceAll(/\b(?:19|20)\d\d(?:-\d\d){0,2}\b/g, ' ').match(NUMBER) ?? []).length;
}

export function isNumber(cell: string): boolean {
  return /^[-+~≈<>±]?\s?\d[\d.,]*\s?(?:[%‰]|ms|s|µs|[kMG]i?B|min|h|€|\$|days?|weeks?)?(?:\s?(?:±|\+\/-)\s?[\d.]+)?$/.test(cell);
}
