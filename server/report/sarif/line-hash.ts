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

/** Returns the hashes of the lines asked for, such as `39fa2ee980eb94b0:1`, by 1-based line number; lines the text does not have are left out. */
export function lineHashes(text: string, wanted: ReadonlySet<number>): ReadonlyMap<number, string> {
  const hashes = new Map<number, string>();
  const seen = new Map<string, number>();
  const say = (line: number, hash: string): void => {
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    if (wanted.has(line)) hashes.set(line, `${hash}:${count}`);
  };
  const window = createWindow(say);
  let isLineStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === SPACE || unit === TAB || (unit === LINE_FEED && at > 0 && text.charCodeAt(at - 1) === CARRIAGE_RETURN)) continue;
    const isBreak = unit === LINE_FEED || unit === CARRIAGE_RETURN;
    window.push(isBreak ? LINE_FEED : unit, isLineStart);
    isLineStart = isBreak;
  }
  window.push(END_OF_FILE, isLineStart);
  for (let rest = 0; rest < BLOCK; rest += 1) window.push(0, false);
  return hashes;
}

interface Window {
  push(unit: number, isLineStart: boolean): void;
}

/** The last 100 units as a ring. A line is said when all units of its block are in. */
function createWindow(say: (line: number, hash: string) => void): Window {
  const units = new Uint16Array(BLOCK);
  const lines = new Int32Array(BLOCK);
  let [index, line, high, low] = [0, 0, 0, 0];
  return {
    push: (unit, isLineStart) => {
      const due = lines[index] ?? 0;
      if (due > 0) say(due, hexOf(high, low));
      lines[index] = isLineStart ? (line += 1) : 0;
      const leaving = units[index] ?? 0;
      units[index] = unit;
      // products of a word and 16 bits are exact; `>>>` takes them modulo 2^32
      const lowSum = low * BASE + unit - FIRST_LOW * leaving;
      high = (high * BASE - FIRST_HIGH * leaving + Math.floor(lowSum / WORD)) >>> 0;
      low = lowSum >>> 0;
      index = (index + 1) % BLOCK;
    },
  };
}

function hexOf(high: number, low: number): string {
  return high === 0 ? low.toString(16) : `${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
}
