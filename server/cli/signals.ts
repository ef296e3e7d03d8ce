/** Ctrl-C and its kin: the first asks the run to end well, the second ends it at once. */
import { SIGNAL_EXIT } from './exit.ts';
import type { EndingSignal } from './exit.ts';

export interface SignalWatch {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The first signal that came, or null. */
  received(): EndingSignal | null;
  /** What to do before the second signal ends the process, besides what was asked for before. */
  beforeExit(run: () => Promise<void>): void;
  end(): void;
}

/** Watches until `end`. */
export function watchSignals(): SignalWatch {
  const controller = new AbortController();
  let first: EndingSignal | null = null;
  let cleanUp: () => Promise<void> = () => Promise.resolve();
  const names = Object.keys(SIGNAL_EXIT) as EndingSignal[];
  const onSignal = (name: EndingSignal): void => {
    if (first === null) {
      first = name;
      controller.abort();
      return;
    }
    void cleanUp().finally(() => process.exit(SIGNAL_EXIT[name]));
  };
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    received: () => first,
    beforeExit: (run) => {
      const earlier = cleanUp;
      cleanUp = () => Promise.all([earlier(), run()]).then(() => undefined);
    },
    end: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
