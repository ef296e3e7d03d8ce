/** The flags of `lintel baseline`. */
import { CHECK_FLAGS } from './check-flags.ts';
import { BASELINE_FLAG } from './gate-flags.ts';
import type { FlagSpec } from './raw-flags.ts';

/** Of a check, those that say what is found and how that is told. */
const SHARED: readonly string[] = [
  'baseline', 'select', 'extend-select', 'ignore', 'confidence', 'memory-limit', 'time-limit', 'jobs', 'no-cache', 'cache-dir', 'config', 'isolated', 'allow-incomplete', 'no-progress', 'quiet', 'verbose',
];

export const PRUNE_FLAGS: readonly FlagSpec[] = CHECK_FLAGS.filter(({ name }) => SHARED.includes(name));

export const CREATE_FLAGS: readonly FlagSpec[] = [{ name: 'force', doc: 'replace the baseline that is there; what lies outside of the path is kept' }, { name: 'score', doc: 'keep the proven score as well, for `lintel score --fail-below-baseline`' }, ...PRUNE_FLAGS];

export const SHOW_FLAGS: readonly FlagSpec[] = [{ name: 'format', value: 'FORMAT', doc: 'text or json (default text)' }, BASELINE_FLAG];
