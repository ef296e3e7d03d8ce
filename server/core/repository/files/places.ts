/** Places in texts of a repository. */
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { lineIndexOf } from '../../python/line-index.ts';

/** UTF-16 offsets of one text to a place in it. */
export type PlaceOf = (start: number, end: number) => RepositoryPlace;

export function placesIn(path: string, text: string): PlaceOf {
  const lines = lineIndexOf(text);
  return (start, end) => ({ path, cell: null, range: lines.rangeOf({ start, end }) });
}
