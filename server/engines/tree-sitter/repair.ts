/**
 * Finds the lines that keep a text from parsing and puts something harmless of the same length in their place, so that one
 * unfinished line costs one statement and not the rest of the file. Parsing is asked for through `flawsIn`, and only so much.
 */
import { logicalLines, type LogicalLine } from '../../core/python/logical-lines.ts';

export interface Repair {
  /** As long as the original. */
  readonly text: string;
  /** What was replaced, in order; positions in the piece. */
  readonly replaced: readonly Replaced[];
}

export interface Replaced {
  readonly start: number;
  readonly end: number;
  readonly unclosed: LogicalLine['unclosed'];
}

/** Where a text does not parse, in order; positions in that text. */
export type FlawsIn = (text: string) => readonly { readonly start: number; readonly end: number }[];

/** Text parsed while repairing: so many times the piece, and never more than about a second's worth. Our own choice. */
const EFFORT_FACTOR = 12;
const MIN_EFFORT = 20_000;
const MAX_EFFORT = 400_000;

/** Lines replaced in one piece; a text with more is not Python with mistakes. Our own choice. */
const MAX_REPLACED = 50;

export function repair(text: string, flawsIn: FlawsIn): Repair {
  const work = { left: Math.min(text.length * EFFORT_FACTOR + MIN_EFFORT, MAX_EFFORT) };
  const count: FlawsIn = (part) => {
    work.left -= part.length;
    return flawsIn(part);
  };
  const replaced: Replaced[] = [];
  let result = text;
  for (const chunk of chunksOf(text)) {
    for (let isBetter = true; isBetter && work.left > 0 && replaced.length < MAX_REPLACED; ) {
      const part = result.slice(chunk.start, chunk.end);
      const flaws = count(part);
      const better = flaws.length === 0 ? null : replaceOne(part, { flaws, flawsIn: count, isLeft: () => work.left > 0 });
      isBetter = better !== null;
      if (better === null) continue;
      result = result.slice(0, chunk.start) + better.text + result.slice(chunk.end);
      replaced.push({ start: better.start + chunk.start, end: better.end + chunk.start, unclosed: shift(better.unclosed, chunk.start) });
    }
  }
  return { text: result, replaced: replaced.sort((a, b) => a.start - b.start) };
}

function shift(unclosed: LogicalLine['unclosed'], by: number): LogicalLine['unclosed'] {
  return unclosed === null ? null : { ...unclosed, at: unclosed.at + by };
}

const CONTINUES: ReadonlySet<string> = new Set(['else', 'elif', 'except', 'finally']);

/** Stretches of text that parse by themselves: from one unindented statement to the next. */
function chunksOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const starts: number[] = [0];
  let isDecorated = false;
  for (const line of logicalLines(text)) {
    if (line.indent > 0) continue;
    const word = /^\w*/.exec(text.slice(line.start, line.start + 8))?.[0] ?? '';
    if (!isDecorated && !CONTINUES.has(word)) starts.push(line.start);
    isDecorated = text.startsWith('@', line.start);
  }
  const { length } = text;
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? length }));
}

interface Attempt extends Replaced {
  readonly text: string;
}

interface Search {
  readonly flaws: readonly { readonly start: number; readonly end: number }[];
  readonly flawsIn: FlawsIn;
  readonly isLeft: () => boolean;
}

/** The part with one line replaced and fewer flaws, or null when no line helps. */
function replaceOne(part: string, { flaws, flawsIn, isLeft }: Search): Attempt | null {
  const lines = logicalLines(part);
  const [flaw] = flaws;
  if (flaw === undefined) return null;
  const unclosed = lines.find((line) => line.unclosed !== null);
  const blamed = lines.findLast((line) => line.start <= flaw.start);
  const isWithin = blamed !== undefined && flaw.end <= blamed.end;
  const candidates = [unclosed, isWithin ? blamed : undefined].filter((line) => line !== undefined);
  for (const line of candidates) {
    const attempt = bestAttempt(attemptsAt(part, lines, line), flaws, flawsIn);
    if (attempt !== null) return attempt;
  }
  const first = isLeft() ? firstBadLine(part, lines, flawsIn) : undefined;
  return first === undefined ? null : bestAttempt(attemptsAt(part, lines, first), flaws, flawsIn);
}

type Flaws = ReturnType<FlawsIn>;

/** The attempt that loses least text, if it has fewer flaws or loses less than was broken before. */
function bestAttempt(attempts: readonly Attempt[], flaws: Flaws, flawsIn: FlawsIn): Attempt | null {
  let best: Attempt | null = null;
  let least = Infinity;
  for (const attempt of attempts) {
    const left = flawsIn(attempt.text);
    const lost = lengthOf(left) + attempt.end - attempt.start;
    if (lost < least && (left.length < flaws.length || lost < lengthOf(flaws))) {
      best = attempt;
      least = lost;
    }
  }
  return best;
}

const lengthOf = (flaws: Flaws): number => flaws.reduce((sum, { start, end }) => sum + Math.max(end - start, 1), 0);

/** The line whose end makes the text up to it flawed, by halving. */
function firstBadLine(part: string, lines: readonly LogicalLine[], flawsIn: FlawsIn): LogicalLine | undefined {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (flawsIn(upTo(part, lines, middle)).length > 0) high = middle;
    else low = middle + 1;
  }
  return lines[low];
}

/** Text up to the end of a line; decorators at its end wait for their function. */
function upTo(part: string, lines: readonly LogicalLine[], last: number): string {
  let at = last;
  while (at >= 0 && part.charAt(lines[at]?.start ?? 0) === '@') at -= 1;
  return `${part.slice(0, lines[at]?.end ?? 0)}\n`;
}

/** A line that is never closed may have swallowed good lines after it: its first lines alone are tried before all of it. */
function attemptsAt(part: string, lines: readonly LogicalLine[], line: LogicalLine): readonly Attempt[] {
  const whole = replaceLine(part, lines, { ...line });
  if (line.unclosed === null) return [whole];
  const lineBreak = part.indexOf('\n', line.unclosed.at);
  if (lineBreak === -1 || lineBreak >= line.end) return [whole];
  return [replaceLine(part, lines, { ...line, end: lineBreak }), whole];
}

function replaceLine(part: string, lines: readonly LogicalLine[], line: LogicalLine): Attempt {
  const next = lines.find((other) => other.start >= line.end);
  const hasBody = next !== undefined && next.indent > line.indent;
  const old = part.slice(line.start, line.end);
  return {
    start: line.start,
    end: line.end,
    unclosed: line.unclosed,
    text: part.slice(0, line.start) + standIn(old, hasBody) + part.slice(line.end),
  };
}

/** Line breaks stay where they are. */
function standIn(old: string, hasBody: boolean): string {
  const words = hasBody ? ['if 1:'] : ['pass', '0'];
  const word = words.find((candidate) => candidate.length <= old.length) ?? '';
  const blank = old.replace(/[^\r\n]/g, ' ');
  return blank.slice(0, word.length).includes('\n') ? blank : word + blank.slice(word.length);
}
