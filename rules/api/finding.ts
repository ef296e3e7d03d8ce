/** The words every finding is graded with. */

/** How bad a finding is; the run fails at `error` unless the user says otherwise. */
export type Severity = 'error' | 'warning' | 'info';

/** How sure the rule is that the finding is true. */
export type Confidence = 'certain' | 'likely' | 'possible';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Surest first. */
export const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];
