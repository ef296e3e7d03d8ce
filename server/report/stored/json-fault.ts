/** Where a text stops being JSON. What the engine's own parser says has no place, or quotes the text. */
import { visit } from 'jsonc-parser';

/** Returns what is wrong with a text that is no JSON, with its place. */
export function jsonFault(text: string): string {
  if (text.trim() === '') return 'it is empty';
  const { start, end } = firstFault(text);
  const written = text.trimEnd().length;
  if (start > 0 && end >= written) return `it ends too early, as if cut off, at ${placeIn(text, written)}`;
  return `it is no JSON from ${placeIn(text, start)} on`;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The beginning where nobody can tell. */
function firstFault(text: string): Span {
  const faults: Span[] = [];
  try {
    visit(text, { onError: (_error, start, length) => void (faults.length === 0 && faults.push({ start, end: start + length })) }, { disallowComments: true });
  } catch (error) {
    // nested deeper than the stack is
    if (!(error instanceof RangeError)) throw error;
  }
  return faults[0] ?? { start: 0, end: 0 };
}

/** Of one line only the column is said. */
function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  const column = `column ${(before.at(-1) ?? '').length + 1}`;
  return text.trimEnd().includes('\n') ? `line ${before.length}, ${column}` : column;
}
