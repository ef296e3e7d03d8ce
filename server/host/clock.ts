/** The machine's clock. */
import type { Clock } from '../core/ports.ts';

/** Returns the clock of this machine; days are in its local time. */
export function createClock(): Clock {
  return {
    today: () => {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
    },
    nowMs: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    after: (delayMs, run) => {
      const timer = setTimeout(run, Math.min(delayMs, MAX_TIMER_MS)).unref();
      return () => clearTimeout(timer);
    },
  };
}

/** Node runs timers longer than this at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;
