/** Progress on stderr for whatever takes longer than a second: a bar in a terminal, a plain line every ten seconds elsewhere. */
import { cutToWidth, display } from '../report/terminal.ts';

export interface ProgressDisplay {
  /** @param done 0..1, or null while that is not known; @param text what is being done */
  update(done: number | null, text: string): void;
  /** Removes the bar. */
  end(): void;
}

export interface ProgressOptions {
  readonly stream: NodeJS.WriteStream;
  readonly isShown: boolean;
  /** Whether the stream understands a carriage return. */
  readonly isTerminal: boolean;
}

const SHOWN_AFTER_MS = 1000;
const REDRAW_MS = 100;
const PLAIN_LINE_MS = 10_000;
const BAR_CELLS = 24;

/** Returns a display that draws nothing in the first second. */
export function createProgress({ stream, isShown, isTerminal }: ProgressOptions): ProgressDisplay {
  if (!isShown) return { update: () => undefined, end: () => undefined };
  let latest: { readonly done: number | null; readonly text: string } | null = null;
  let drawn: string | null = null;
  const draw = (): void => {
    if (latest === null) return;
    const share = latest.done === null ? '' : ` ${Math.floor(latest.done * 100)} %`;
    if (isTerminal) {
      const line = cutToWidth(`${bar(latest.done)}${share} ${display(latest.text)}`, columnsOf(stream) - 1);
      if (line !== drawn) stream.write(`\r${line}\u001b[K`);
      drawn = line;
    } else {
      stream.write(`lintel:${share} ${display(latest.text)}\n`);
    }
  };
  let ticking: NodeJS.Timeout | null = null;
  const starting = setTimeout(() => {
    if (isTerminal) draw();
    ticking = setInterval(draw, isTerminal ? REDRAW_MS : PLAIN_LINE_MS).unref();
  }, SHOWN_AFTER_MS).unref();
  return {
    update: (done, text) => {
      latest = { done, text };
    },
    end: () => {
      clearTimeout(starting);
      if (ticking !== null) clearInterval(ticking);
      if (drawn !== null) stream.write('\r\u001b[K');
      drawn = null;
      latest = null;
    },
  };
}

/** Columns of a terminal; some say 0 when they do not know. */
export function columnsOf({ columns }: NodeJS.WriteStream): number {
  return columns > 0 ? Math.max(40, columns) : 80;
}

function bar(done: number | null): string {
  const filled = Math.round(Math.min(1, Math.max(0, done ?? 0)) * BAR_CELLS);
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_CELLS - filled)}]`;
}
