/** The text of a place in a file. */
import type { RepositoryPlace } from '../../api/repository/place.ts';
import type { Repository } from '../../api/repository/repository.ts';

/** What stands at a place; empty for notebooks, whole files and what cannot be read. Lines longer than a screen of text are cut. */
export function textOfPlace({ files }: Repository, { path, cell, range }: RepositoryPlace): string {
  if (cell !== null || range === null) return '';
  const lines = files.text(path)?.split('\n', range.end.line).slice(range.start.line - 1) ?? [];
  return lines
    .map((line, index) => line.slice(index === 0 ? range.start.column - 1 : 0, index === range.end.line - range.start.line ? range.end.column - 1 : undefined).slice(0, MOST_CHARACTERS))
    .join('\n');
}

/** Own choice. */
const MOST_CHARACTERS = 2_000;

export function isSamePlace(a: RepositoryPlace, b: RepositoryPlace): boolean {
  return a.path === b.path && a.cell === b.cell && JSON.stringify(a.range) === JSON.stringify(b.range);
}
