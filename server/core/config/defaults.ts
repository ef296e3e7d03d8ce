/** What holds when the user configures nothing. */
import type { Config } from '../config.ts';

/** Enough for aggregates over millions of rows; leaves room for the rest in 1 GB. Lintel's own choice. */
const DEFAULT_MEMORY_LIMIT_BYTES = 400_000_000;
/** About ten times what 10,000,000 rows take on two cores. Lintel's own choice. */
const DEFAULT_TIME_LIMIT_MS = 600_000;

/** Returns the configuration of a folder without any config file. */
export function defaultConfig(folder: string): Config {
  return {
    folder,
    file: null,
    select: ['all'],
    extendSelect: [],
    ignore: [],
    severity: {},
    rules: {},
    exclude: [],
    datasets: [],
    suppressions: [],
    failOn: 'error',
    confidence: 'likely',
    memoryLimitBytes: DEFAULT_MEMORY_LIMIT_BYTES,
    timeLimitMs: DEFAULT_TIME_LIMIT_MS,
    origins: {},
  };
}
