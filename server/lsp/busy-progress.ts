/** Work-done progress of the checks, started by the server. Short checks show none. */
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Clock } from '../core/ports.ts';
import type { CheckerState } from './checker.ts';

/** A check shorter than this shows nothing. Our own choice. */
const DELAY_MS = 500;

export interface BusyProgress {
  /** Shows the state, and nothing when no check runs. */
  show(state: CheckerState): void;
}

export interface BusyProgressRequest {
  readonly connection: Connection;
  readonly clock: Clock;
  /** Whether checks the server starts by itself offer to be cancelled, too; some editors pop up a box for those that do. */
  readonly offersCancelAlways: () => boolean;
  readonly onCancel: () => void;
}

export function createBusyProgress({ connection, clock, offersCancelAlways, onCancel }: BusyProgressRequest): BusyProgress {
  let wanted: CheckerState | null = null;
  let reporter: WorkDoneProgressServerReporter | null = null;
  let isStarting = false;

  const end = (): void => {
    reporter?.done();
    reporter = null;
  };

  const begin = async (): Promise<void> => {
    // a client that cannot show progress is no reason to fail
    const created = await connection.window.createWorkDoneProgress().catch(() => null);
    isStarting = false;
    if (created === null) return;
    if (wanted === null) {
      created.done();
      return;
    }
    created.token.onCancellationRequested(onCancel);
    created.begin('Lintel', percent(wanted), wanted.text, offersCancelAlways() || wanted.isUserStarted);
    reporter = created;
  };

  return {
    show: (state) => {
      wanted = state.isChecking ? state : null;
      if (wanted === null) {
        end();
      } else if (reporter !== null) {
        reporter.report(percent(wanted), wanted.text);
      } else if (!isStarting) {
        isStarting = true;
        clock.after(DELAY_MS, () => {
          if (wanted === null) isStarting = false;
          else void begin();
        });
      }
    },
  };
}

function percent({ done }: CheckerState): number {
  return Math.floor(100 * done);
}
