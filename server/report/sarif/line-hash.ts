/**
 * Hashes by which GitHub code scanning knows the line of a finding again after a change. For each line a rolling hash (base 37, 64 bits) over
 * the 100 UTF-16 units that follow its beginning, without spaces and tabs; every line break counts as one line feed; 65535 marks the end of the
 * file, zeros follow it. Behind the hash stands which of the lines with that hash it is.
 * Source: GitHub, codeql-action, src/fingerprints.ts, 2026-11-23
 */

const BLOCK = 100;
const BASE = 37;

/** 37^100 modulo 2^64, in two words of 32 bits. */
const FIRST_HIGH = 0xe59cd09a;
const FIRST_LOW = 0x331cdb71;

const WORD = 0x1_0000_0000;
const END_OF_FILE = 65_535;
const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [9, 10, 13, 32];

/**
 * Returns the hashes of the lines asked for, such as `39fa2ee980eb94b0:1`, by 1-based line number; lines the text does not have are left out.
 * Cost: reads the text up to the last of them.
 */
export function lineHashes(text: string, wanted: ReadonlySet<number>): ReadonlyMap<number, string> {
  const words = blockHashes(text, Math.max(0, ...wanted));
  // most lines share their hash with none that is asked for
  const wantedLows = new Set([...wanted].map((line) => words[2 * line - 1]));
  const seen = new Map<string, number>();
  const hashes = new Map<number, string>();
  for (let line = 1; 2 * line <= words.length; line += 1) {
    const low = words[2 * line - 1] ?? 0;
    if (!wantedLows.has(low)) continue;
    const hash = hexOf(words[2 * line - 2] ?? 0, low);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    if (wanted.has(line)) hashes.set(line, `${hash}:${count}`);
  }
  return hashes;
}

/** Returns the hash of each line's block up to the last line asked for, as its high and its low word. */
function blockHashes(text: string, lastLine: number): readonly number[] {
  const words: number[] = [];
  // the last 100 units as a ring, and which of them begin a line: its hash is due when its block is full
  const units = new Uint16Array(BLOCK);
  const starts = new Uint8Array(BLOCK);
  const end = text.length + 1 + BLOCK;
  let index = 0;
  let high = 0;
  let low = 0;
  let isLineStart = true;
  for (let at = 0; at < end && words.length < 2 * lastLine; at += 1) {
    let unit = at < text.length ? text.charCodeAt(at) : at === text.length ? END_OF_FILE : 0;
    if (unit === SPACE || unit === TAB || (unit === LINE_FEED && at > 0 && text.charCodeAt(at - 1) === CARRIAGE_RETURN)) continue;
    if (unit === CARRIAGE_RETURN) unit = LINE_FEED;
    if (starts[index] === 1) words.push(high, low);
    starts[index] = isLineStart && at <= text.length ? 1 : 0;
    isLineStart = unit === LINE_FEED;
    const leaving = units[index] ?? 0;
    units[index] = unit;
    // products of a word and 16 bits are exact; `>>>` takes them modulo 2^32
    const lowSum = low * BASE + unit - FIRST_LOW * leaving;
    high = (high * BASE - FIRST_HIGH * leaving + Math.floor(lowSum / WORD)) >>> 0;
    low = lowSum >>> 0;
    index = index === BLOCK - 1 ? 0 : index + 1;
  }
  return words;
}

function hexOf(high: number, low: number): string {
  return high === 0 ? low.toString(16) : `${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
}
