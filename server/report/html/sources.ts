/** Lines of programs around the places of findings. Lines of data are values of people and stay out of reports. */
import type { Finding } from '../../core/report.ts';
import type { BlamedTexts } from '../blamed-texts.ts';
import type { PageSource } from './page-data.ts';

/** Lines before and after the place. Own choice: what a reader takes in at once. */
const AROUND = 2;

/** Characters of one line. Own choice: far wider than a page. */
const MOST_LINE = 300;

/** Findings that get lines. Own choice, for the size of the page. */
const MOST_WITH_LINES = 20_000;

/** Returns the lines of each finding; null where they are not known. */
export async function readSources(findings: readonly Finding[], texts: BlamedTexts): Promise<(finding: Finding) => PageSource | null> {
  const byPath = new Map<string, Finding[]>();
  for (const finding of findings.filter(({ dataset, range }) => dataset === null && range !== null).slice(0, MOST_WITH_LINES)) {
    const group = byPath.get(finding.path);
    if (group === undefined) byPath.set(finding.path, [finding]);
    else group.push(finding);
  }
  const sources = new Map<Finding, PageSource>();
  await texts.digest(byPath.keys(), (text, path) => {
    const linesOf = lineReader(text);
    for (const finding of byPath.get(path) ?? []) {
      const lines = linesOf(finding.cell);
      const line = finding.range?.start.line ?? 0;
      if (lines === null || line < 1 || line > lines.length) continue;
      sources.set(finding, around(lines, line));
    }
  });
  return (finding) => sources.get(finding) ?? null;
}

/** Without empty lines at either end. */
function around(lines: readonly string[], line: number): PageSource {
  const isEmpty = (number: number): boolean => (lines[number - 1] ?? '').trim() === '';
  let [first, last] = [Math.max(1, line - AROUND), Math.min(lines.length, line + AROUND)];
  while (first < line && isEmpty(first)) first += 1;
  while (last > line && isEmpty(last)) last -= 1;
  return { first, lines: lines.slice(first - 1, last).map(cut) };
}

/** Lines of the file, or of a cell of a notebook. */
function lineReader(text: string): (cell: number | null) => readonly string[] | null {
  let whole: readonly string[] | null = null;
  let cells: readonly (readonly string[] | null)[] | null = null;
  return (cell) => {
    if (cell === null) return (whole ??= splitLines(text.replace(/^\ufeff/, '')));
    cells ??= cellLines(text);
    return cells[cell - 1] ?? null;
  };
}

function cellLines(text: string): readonly (readonly string[] | null)[] {
  const notebook = parsed(text);
  if (!isObject(notebook) || !Array.isArray(notebook['cells'])) return [];
  return notebook['cells'].map((cell: unknown) => {
    const source = isObject(cell) ? cell['source'] : null;
    const joined = Array.isArray(source) ? source.filter((part) => typeof part === 'string').join('') : source;
    return typeof joined === 'string' ? splitLines(joined) : null;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

function cut(line: string): string {
  return line.length <= MOST_LINE ? line : `${line.slice(0, MOST_LINE)}…`;
}
