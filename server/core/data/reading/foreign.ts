/** Files that are no tables though they may be named so: web pages, pointers to files elsewhere, other programs' formats. */
import type { ByteSource } from './bytes.ts';

const MAGICS: readonly (readonly [magic: string, text: string])[] = [
  ['PK\u0003\u0004', 'this is a zip archive or a workbook; unpack it, or export the sheet as CSV'],
  ['\u0089HDF', 'this is an HDF5 file, which is not read; export the table as Parquet or CSV'],
  ['\u0093NUMPY', 'this is a NumPy file, which is not read; export the table as Parquet or CSV'],
  ['ARROW1', 'this is an Arrow file, which is not read; export the table as Parquet'],
  ['SQLite format 3', 'this is a SQLite database, which is not read; export the table as CSV'],
  ['%PDF', 'this is a PDF document; export the table as CSV'],
  ['version https://git-lfs', 'this is a Git LFS pointer without the data; run `git lfs pull`'],
];
const UTF_32_MARKS: readonly string[] = ['\u00ff\u00fe\u0000\u0000', '\u0000\u0000\u00fe\u00ff'];
const WEB_PAGE = /^\s*(<!doctype html|<html|<\?xml|<svg)/i;

/** Control characters that text may hold: tab, line breaks, form feed, separators, end of file. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x00, 0x01, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f]);
/** Shares of bytes in the first bytes from which it is no text. Own choices. */
const CONTROL_SHARE = 0.01;
const NUL_SHARE = 0.2;

/** Returns what the file is instead, with the next step; null when it may be text. */
export function foreignText({ rawHead, start }: ByteSource): string | null {
  const head = String.fromCharCode(...rawHead.subarray(start.bomBytes, start.bomBytes + 64));
  const known = MAGICS.find(([magic]) => head.startsWith(magic));
  if (known !== undefined) return known[1];
  if (UTF_32_MARKS.includes(String.fromCharCode(...rawHead.subarray(0, 4)))) return 'this is UTF-32 text, which is not read; save it as UTF-8';
  if (WEB_PAGE.test(head)) return 'this is a web page or XML, not a table; download the data itself again';
  return start.encoding === 'utf-8' && isBinary(rawHead) ? 'these bytes are not text; export the table as CSV, JSON lines or Parquet' : null;
}

function isBinary(bytes: Uint8Array): boolean {
  let controls = 0;
  let nuls = 0;
  for (const byte of bytes) {
    if (byte === 0) nuls += 1;
    else if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) controls += 1;
  }
  return controls > bytes.length * CONTROL_SHARE || nuls > bytes.length * NUL_SHARE;
}
