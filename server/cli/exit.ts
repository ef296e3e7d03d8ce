/** Exit codes, and the error that means the person asked for something that cannot be done. */

export const EXIT = { clean: 0, findings: 1, incomplete: 2 } as const;

/** Exit codes of the signals that end a run. */
export const SIGNAL_EXIT = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type EndingSignal = keyof typeof SIGNAL_EXIT;

/** A wrong flag, argument or variable; the message is one sentence for the person. */
export class UsageError extends Error {}
