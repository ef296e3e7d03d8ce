/** Reports as pieces of text, since one string holds no more than half a gigabyte and a reader need not wait for the whole. */

/** Pieces to write one after the other. A string is none: it would be written letter by letter. */
export type Chunks = Iterable<string> & object;

/** Returns a text of pieces that are known to be few. */
export function joined(chunks: Chunks): string {
  return [...chunks].join('');
}

/** Characters that are handed on at once. Own choice: what a pipe takes. */
const PIECE = 65_536;

/** Returns the same text in pieces of about one size. */
export function* inPieces(chunks: Chunks): Generator<string, void> {
  let pending: string[] = [];
  let length = 0;
  for (const chunk of chunks) {
    pending.push(chunk);
    length += chunk.length;
    if (length < PIECE) continue;
    yield pending.join('');
    pending = [];
    length = 0;
  }
  if (pending.length > 0) yield pending.join('');
}
