/** Where findings stand in files as they lie on the disk, and the hashes of their lines. */
import { rawPlacesOf } from '../../core/python/notebook/raw-places.ts';
import type { Finding, Range } from '../../core/report.ts';
import type { BlamedTexts } from '../blamed-texts.ts';
import { lineHashes } from './line-hash.ts';

/** What findings say of a place. */
export type Said = Pick<Finding, 'path' | 'range' | 'cell'>;

export interface FilePlaces {
  /** In a notebook lines of its JSON; the top of the file where there is no range, or nothing is known of it. */
  rangeOf(place: Said): Range;
  /** Of the first line of the place; null where the file could not be read. */
  hashOf(place: Said): string | null;
}

const TOP: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

interface FileDigest {
  readonly hashes: ReadonlyMap<number, string>;
  /** Those in cells, by what is said of them. */
  readonly ranges: ReadonlyMap<string, Range>;
}

/** Reads the files of the places, each once. @param places those of findings the report will show, and places in cells that stand beside them */
export async function readPlaces(places: readonly Said[], texts: BlamedTexts): Promise<FilePlaces> {
  const byPath = new Map<string, Said[]>();
  for (const place of places) {
    const known = byPath.get(place.path);
    if (known === undefined) byPath.set(place.path, [place]);
    else known.push(place);
  }
  const digests = await texts.digest(byPath.keys(), (text, path) => digestOf(text, byPath.get(path) ?? []));
  const rangeOf = (place: Said): Range => (place.cell === null ? place.range : digests.get(place.path)?.ranges.get(keyOf(place))) ?? TOP;
  return { rangeOf, hashOf: (place) => digests.get(place.path)?.hashes.get(rangeOf(place).start.line) ?? null };
}

function digestOf(text: string, places: readonly Said[]): FileDigest {
  const ranges = new Map<string, Range>();
  if (places.some(({ cell }) => cell !== null)) {
    const raw = rawPlacesOf(text.replace(/^\ufeff/, ''));
    for (const place of places) if (place.cell !== null) ranges.set(keyOf(place), raw.rangeOf(place.cell, place.range ?? TOP));
  }
  const lines = new Set(places.map((place) => ((place.cell === null ? place.range : ranges.get(keyOf(place))) ?? TOP).start.line));
  return { hashes: lineHashes(text, lines), ranges };
}

function keyOf({ cell, range }: Said): string {
  const { start, end } = range ?? TOP;
  return [cell, start.line, start.column, end.line, end.column].join(' ');
}
