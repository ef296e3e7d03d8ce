/** A cancel signal whose owner can cancel it. */
import type { CancelSignal } from '../../ports.ts';

export interface Cancel {
  readonly signal: CancelSignal;
  cancel(): void;
}

export function createCancel(): Cancel {
  const listeners = new Set<() => void>();
  let aborted = false;
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      addEventListener: (_, listener) => void listeners.add(listener),
      removeEventListener: (_, listener) => void listeners.delete(listener),
    },
    cancel: () => {
      aborted = true;
      for (const listener of [...listeners]) listener();
    },
  };
}
