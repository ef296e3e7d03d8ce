/** Places in a program by their offsets: from what earlier runs kept, else from its syntax tree. */
import type { Content } from '../../identity.ts';
import type { Cache } from '../../ports.ts';
import { fromPlainText, toPlainText } from '../../cache/plain-text.ts';
import { documentPlaces } from './code-places.ts';
import type { FilePlace, Span } from './code-places.ts';
import { suppressionsOf } from './code-suppressions.ts';
import type { ReadDocument } from './documents.ts';
import type { CodeSuppression } from './draft.ts';
import { isNotebookPath } from './read-source.ts';

export interface Located {
  readonly place: FilePlace;
  /** Lines of the whole text on which a comment silences it. */
  readonly lines: readonly number[];
  readonly content: Content;
}

export interface ProgramPlaces {
  /** One for each place asked for, in their order. */
  readonly located: readonly Located[];
  readonly suppressions: readonly CodeSuppression[];
}

export interface PlacesAsked {
  readonly path: string;
  readonly text: string;
  readonly spans: readonly Span[];
  /** Called when nothing is kept. */
  readonly read: () => Promise<ReadDocument | null>;
}

/** Null when the program cannot be read. @param cache null when nothing is kept */
export async function placesIn({ path, text, spans, read }: PlacesAsked, cache: Cache | null): Promise<ProgramPlaces | null> {
  const key = cache === null ? '' : JSON.stringify(['places', isNotebookPath(path), cache.digest(text), spans.map(({ start, end }) => [start, end])]);
  const known = (await cache?.get(key)) ?? null;
  if (known !== null) return fromPlainText(known, null) as ProgramPlaces;
  const found = await read();
  if (found === null || !found.ok) return null;
  const places = documentPlaces(found.document);
  const answer = { located: spans.map((span) => ({ place: places.placeOf(span), lines: places.linesOf(span), content: places.contentOf(span) })), suppressions: suppressionsOf(found.document, places) };
  const kept = toPlainText(answer, null);
  if (kept !== null) await cache?.put(key, kept);
  return answer;
}
