/** What both ways of reading JSON say of a table: types, sample, layout, first line, and what a position points at. */
import type { Layout, PhysicalType } from '../../../../rules/api/column.ts';
import type { PlacedRange, RawSample } from '../opened-table.ts';
import { firstBytes } from './bytes.ts';
import type { ByteSource } from './bytes.ts';
import { parseObject } from './json-value.ts';
import type { JsonEntry, JsonKind } from './json-value.ts';

const FIRST_LINE_CHARACTERS = 10_000;

/** Mixed values are text; whole and other numbers together are numbers. */
export function physicalOf(kinds: ReadonlySet<JsonKind>): PhysicalType {
  const [kind, ...others] = [...kinds].filter((one) => one !== 'null');
  if (kind === undefined) return 'text';
  if (others.length === 0) return kind;
  return [kind, ...others].every((one) => one === 'integer' || one === 'float') ? 'float' : 'text';
}

/** Returns the sample as text, and per column the share of strings among its values. */
export function sampleOf(
  cells: readonly (readonly (JsonEntry['cell'] | undefined)[])[],
  { width, isWholeTable }: { width: number; isWholeTable: boolean },
): { sample: RawSample; quotedShares: readonly number[] } {
  const filled = new Float64Array(width);
  const quoted = new Float64Array(width);
  const rows = cells.map((row) =>
    Array.from({ length: width }, (_, column) => {
      const cell = row[column];
      if (cell === undefined || cell.text === null || cell.text === '') return null;
      filled[column] = (filled[column] ?? 0) + 1;
      if (cell.kind === 'text') quoted[column] = (quoted[column] ?? 0) + 1;
      return cell.text;
    }),
  );
  return { sample: { rows, isWholeTable }, quotedShares: Array.from(filled, (count, column) => (count === 0 ? 0 : (quoted[column] ?? 0) / count)) };
}

export function plainLayout(encoding: Layout['encoding'], hasBom: boolean, width: number): Layout {
  return {
    encoding,
    hasBom,
    delimiter: null,
    hasHeader: true,
    width,
    headerWidth: width,
    raggedRows: { count: 0, first: [] },
    unclosedQuote: null,
    nulBytes: { count: 0, first: null },
    undecodable: { count: 0, first: null },
    malformedRecords: { count: 0, first: [] },
    headerLooksLikeData: false,
  };
}

export async function firstLineOf(source: ByteSource, decode: (bytes: Uint8Array) => string): Promise<PlacedRange> {
  const head = source.compression === null ? decode(await firstBytes(source.chunks(undefined), FIRST_LINE_CHARACTERS)) : '';
  const length = head.split(/[\r\n]/, 1)[0]?.length ?? 0;
  return { path: source.path, range: { start: { line: 1, column: 1 }, end: { line: 1, column: length + 1 } } };
}

/** The innermost known key whose name or value the position is on; values over several lines are not followed. */
export function columnAt(lineText: string, { characterIndex, columns }: { characterIndex: number; columns: ReadonlyMap<string, number> }): number | null {
  const parsed = parseObject(lineText);
  if (parsed.ok) {
    const entry = parsed.value.find(({ keyStart, cell }) => keyStart <= characterIndex && characterIndex <= cell.end);
    return entry === undefined ? null : (columns.get(entry.key) ?? null);
  }
  let found: number | null = null;
  for (const match of lineText.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)) if (match.index <= characterIndex) found = columns.get(match[1] ?? '') ?? found;
  return found;
}
