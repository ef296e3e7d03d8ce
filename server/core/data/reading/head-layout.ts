/** What the first bytes of a delimited text suggest: separator, header, columns. The same decisions as of a whole check. */
import type { CancelSignal, FileSystem } from '../../ports.ts';
import { openBytes, MAX_DECOMPRESSED_BYTES } from './bytes.ts';
import { detectDialect, readHead } from './dialect.ts';
import { encodingOfWhole, countSequences, type Encoding } from './encoding.ts';
import { decideHeader } from './header.ts';

export interface HeadLayout {
  readonly separator: string;
  readonly hasHeader: boolean;
  /** 1-based; null without a header. */
  readonly headerLine: number | null;
  /** Cells of the header; empty without one. */
  readonly names: readonly string[];
  readonly width: number;
  /** As far as the first bytes tell. */
  readonly encoding: Encoding;
  /** Bytes a row takes on average; null when there is none. */
  readonly rowBytes: number | null;
}

/** Null when the first bytes are no table. Throws FileProblem. */
export async function headLayout(path: string, { files, signal }: { readonly files: FileSystem; readonly signal?: CancelSignal | undefined }): Promise<HeadLayout | null> {
  const source = await openBytes(path, files, MAX_DECOMPRESSED_BYTES);
  const head = await readHead(() => source.chunks(signal));
  const extension = /\.(\w+)(?:\.(?:gz|zst))?$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const detected = head.bytes.length === 0 ? null : await detectDialect(head, extension);
  if (detected === null || !detected.ok) return null;
  const [first = [], ...rows] = detected.head;
  const { hasHeader } = decideHeader(detected.head);
  const { valid, invalid } = countSequences(head.bytes);
  return {
    separator: detected.dialect.delimiter,
    hasHeader,
    headerLine: hasHeader ? 1 + blankLinesBefore(head.bytes) : null,
    names: hasHeader ? first : [],
    width: rows[0]?.length ?? first.length,
    encoding: source.start.encoding === 'utf-8' ? encodingOfWhole(valid, invalid) : source.start.encoding,
    rowBytes: rows.length === 0 ? null : Math.max(1, rows.reduce((sum, row) => sum + row.join(',').length + 1, 0) / rows.length),
  };
}

function blankLinesBefore(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) {
    if (byte === 0x0a) lines += 1;
    else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return lines;
  }
  return 0;
}
