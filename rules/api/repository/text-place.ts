/** Places of words inside a place. */
import type { RepositoryFiles } from './files.ts';
import type { RepositoryPlace } from './place.ts';

/** The first stretch of the place that is this text and no part of a longer word; the place's first line where there is none. */
export function placeOfText(files: RepositoryFiles, place: RepositoryPlace, text: string): RepositoryPlace {
  const { path, cell, range } = place;
  if (range === null || cell !== null) return place;
  const lines = linesOf(files, path);
  const last = Math.min(range.end.line, lines.length);
  for (let line = range.start.line; line <= last && text !== ''; line += 1) {
    const written = lines[line - 1] ?? '';
    const from = line === range.start.line ? range.start.column - 1 : 0;
    for (let at = written.indexOf(text, from); at >= 0; at = written.indexOf(text, at + 1)) {
      if (isPart(written[at - 1], text[0]) || isPart(text.at(-1), written[at + text.length])) continue;
      return { path, cell, range: { start: { line, column: at + 1 }, end: { line, column: at + text.length + 1 } } };
    }
  }
  return firstLineOf(files, place);
}

/** The place cut to its first line. */
export function firstLineOf(files: RepositoryFiles, place: RepositoryPlace): RepositoryPlace {
  const { range, path } = place;
  if (range === null || range.start.line === range.end.line) return place;
  const written = linesOf(files, path)[range.start.line - 1] ?? '';
  return { ...place, range: { start: range.start, end: { line: range.start.line, column: Math.max(written.trimEnd().length, range.start.column) + 1 } } };
}

function linesOf(files: RepositoryFiles, path: string): readonly string[] {
  return (files.text(path) ?? '').replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}

function isPart(before: string | undefined, after: string | undefined): boolean {
  return /\w/.test(before ?? '') && /\w/.test(after ?? '');
}
