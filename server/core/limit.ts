/** A time limit joined to the caller's cancel signal. */
import type { CancelSignal, Clock } from './ports.ts';

export interface Limit {
  /** Aborted when the caller cancels or the time is up. */
  readonly signal: CancelSignal;
  /** True when the time was up first. */
  isExpired(): boolean;
  /** Releases the timer and the listener. */
  end(): void;
}

/** What a dataset gets that its time limit ended. */
export const OUT_OF_TIME = { reason: 'out-of-time', text: 'the check took longer than the time limit; raise `time-limit` or check a part of the file' } as const;

/** @param limitMs time allowed; infinite means none */
export function withTimeLimit(outer: CancelSignal | null, limitMs: number, clock: Clock): Limit {
  const listeners = new Set<() => void>();
  let cause: 'outer' | 'time' | null = outer?.aborted === true ? 'outer' : null;
  const abort = (by: 'outer' | 'time'): void => {
    if (cause !== null) return;
    cause = by;
    for (const listener of [...listeners]) listener();
  };
  const onOuter = (): void => abort('outer');
  outer?.addEventListener('abort', onOuter);
  const stopTimer = Number.isFinite(limitMs) ? clock.after(limitMs, () => abort('time')) : (): void => undefined;
  return {
    signal: {
      get aborted() {
        return cause !== null;
      },
      addEventListener: (_, listener) => void listeners.add(listener),
      removeEventListener: (_, listener) => void listeners.delete(listener),
    },
    isExpired: () => cause === 'time',
    end: () => {
      stopTimer();
      outer?.removeEventListener('abort', onOuter);
    },
  };
}
