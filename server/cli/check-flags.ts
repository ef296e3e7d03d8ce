/** The flags of `check` and `data`: one table for parsing, help, environment variables and validation. */
import { CONFIDENCES } from '../../rules/api/finding.ts';
import type { Config } from '../core/config.ts';
import type { ConfigOverrides, Setting } from '../core/config/merge.ts';
import { memoryLimit, selectorFault, timeLimit } from '../core/config/read-settings.ts';
import type { DescribedRule } from '../core/meta-rules.ts';
import { CACHE_FLAGS, readCacheFlags } from './cache-flags.ts';
import type { CacheFlags } from './cache-flags.ts';
import { UsageError } from './exit.ts';
import { GATE_FLAGS, readGateFlags } from './gate-flags.ts';
import type { GateFlags } from './gate-flags.ts';
import { choice, isSwitchedOn } from './raw-flags.ts';
import type { FlagSpec, RawFlag } from './raw-flags.ts';
import { readReportFlags, reportFlagSpecs } from './report-flags.ts';
import type { ReportFlags } from './report-flags.ts';
import { minScore } from './score-flags.ts';

export const CHECK_FORMATS = ['text', 'concise', 'json', 'jsonl', 'sarif', 'gitlab', 'github', 'junit', 'markdown', 'html'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export const CHECK_FLAGS: readonly FlagSpec[] = reportFlagSpecs(CHECK_FORMATS, [
  { name: 'select', value: 'RULE|GROUP', isRepeatable: true, doc: 'run these rules only, whatever the config selects or ignores' },
  { name: 'extend-select', value: 'RULE|GROUP', isRepeatable: true, doc: 'run these rules too' },
  { name: 'ignore', value: 'RULE|GROUP', isRepeatable: true, doc: 'do not run these rules' },
  { name: 'fail-on', value: 'SEVERITY', choices: ['error', 'warning', 'info', 'never'], doc: 'exit 1 from this severity on: error, warning, info or never (default error)' },
  { name: 'since', value: 'REF', doc: 'take what was found where this branch, tag or commit and HEAD parted for known' },
  { name: 'confidence', value: 'CONFIDENCE', choices: CONFIDENCES, doc: 'show findings about code from this confidence on: certain, likely or possible (default likely)' },
  { name: 'score', doc: 'score the repository of what is checked as well, by the ML Test Score' },
  { name: 'min-score', value: 'N', doc: 'exit 1 when the proven score is below N; scores the repository' },
  ...GATE_FLAGS,
  { name: 'step-summary', doc: 'add the report to the summary of a step in GitHub Actions, as --format github does' },
  { name: 'memory-limit', value: 'SIZE', doc: 'memory of the data engine, such as 512MB' },
  { name: 'time-limit', value: 'DURATION', doc: 'time for one dataset, such as 60s' },
  { name: 'jobs', value: 'N', doc: 'processes that check code (default 2, or as many as there are processors), and threads of the data engine' },
  ...CACHE_FLAGS,
  { name: 'fix', doc: 'mend what can be mended without changing results otherwise; data files are never changed' },
  { name: 'unsafe-fixes', doc: 'with --fix or --diff: also make changes that should be reviewed' },
  { name: 'diff', doc: 'print what --fix would change, change nothing; exit 1 when there is something' },
  { name: 'force-exclude', doc: 'leave out named files too that a walk of the folder leaves out, as hooks need it' },
  { name: 'show-config', doc: 'print the configuration with the origin of each value, check nothing' },
  { name: 'show-files', doc: 'print the files that would be checked, check nothing' },
  { name: 'statistics', doc: 'findings per rule, on stderr' },
  { name: 'timings', doc: 'time per step and file, on stderr' },
  { name: 'watch', doc: 'check again whenever something changes, until Ctrl-C' },
]);

const LABEL_FLAG: FlagSpec = { name: 'label', value: 'COLUMN', doc: 'column the model predicts' };

const SCORING: readonly string[] = ['score', 'min-score'];

/** Tables alone have no score. */
export const DATA_FLAGS: readonly FlagSpec[] = [LABEL_FLAG, ...CHECK_FLAGS.filter(({ name }) => !SCORING.includes(name))];

export interface CheckFlags extends ReportFlags<CheckFormat>, CacheFlags, GateFlags {
  readonly overrides: ConfigOverrides;
  /** Null when nobody said. */
  readonly jobs: number | null;
  /** As given; null for no comparison with a commit. */
  readonly since: string | null;
  readonly writesStepSummary: boolean;
  readonly isScored: boolean;
  readonly minScore: number | null;
  /** Whether what excludes and ignore files leave out is left out although it is named. */
  readonly forcesExclude: boolean;
  readonly showsConfig: boolean;
  readonly showsFiles: boolean;
  readonly showsStatistics: boolean;
  readonly showsTimings: boolean;
  /** Whether to check again when something changes. */
  readonly watches: boolean;
  readonly label: string | null;
  /** What is done with fixes: nothing, written to the files, or printed. */
  readonly fixing: 'none' | 'write' | 'diff';
  readonly fixSafety: 'safe' | 'all';
}

/** Returns the flags as values. Errors: UsageError naming the flag or variable and the nearest valid spelling. */
export function readCheckFlags(raw: ReadonlyMap<string, RawFlag>, rules: readonly DescribedRule[]): CheckFlags {
  const isOn = (name: string): boolean => isSwitchedOn(raw.get(name));
  return {
    ...readReportFlags(raw, CHECK_FORMATS),
    ...readCacheFlags(raw),
    ...readGateFlags(raw),
    overrides: overrides(raw, rules),
    jobs: jobs(raw.get('jobs')),
    since: raw.get('since')?.values.at(-1) ?? null,
    writesStepSummary: isOn('step-summary'),
    isScored: isOn('score') || raw.has('min-score'),
    minScore: minScore(raw.get('min-score')),
    forcesExclude: isOn('force-exclude'),
    showsConfig: isOn('show-config'),
    showsFiles: isOn('show-files'),
    showsStatistics: isOn('statistics'),
    showsTimings: isOn('timings'),
    watches: isOn('watch'),
    label: raw.get('label')?.values.at(-1) ?? null,
    fixing: fixing(isOn),
    fixSafety: isOn('unsafe-fixes') ? 'all' : 'safe',
  };
}

function fixing(isOn: (name: string) => boolean): CheckFlags['fixing'] {
  if (isOn('unsafe-fixes') && !isOn('fix') && !isOn('diff')) throw new UsageError('--unsafe-fixes needs --fix or --diff');
  return isOn('diff') ? 'diff' : isOn('fix') ? 'write' : 'none';
}

function overrides(raw: ReadonlyMap<string, RawFlag>, rules: readonly DescribedRule[]): ConfigOverrides {
  return {
    ...setting('select', selectors(raw.get('select'), rules)),
    ...setting('extendSelect', selectors(raw.get('extend-select'), rules)),
    ...setting('ignore', selectors(raw.get('ignore'), rules)),
    ...setting('failOn', placed(raw.get('fail-on'), (flag) => choice(flag, ['error', 'warning', 'info', 'never']))),
    ...setting('confidence', placed(raw.get('confidence'), (flag) => choice(flag, CONFIDENCES))),
    ...setting('memoryLimitBytes', placed(raw.get('memory-limit'), (flag) => quantity(flag, memoryLimit))),
    ...setting('timeLimitMs', placed(raw.get('time-limit'), (flag) => quantity(flag, timeLimit))),
  };
}

function setting<K extends keyof ConfigOverrides>(key: K, value: ConfigOverrides[K] | null): ConfigOverrides {
  return value === null || value === undefined ? {} : { [key]: value };
}

function placed<T>(flag: RawFlag | undefined, read: (flag: RawFlag) => T | null): Setting<T> | null {
  const value = flag === undefined ? null : read(flag);
  return value === null || flag === undefined ? null : { value, origin: flag.origin };
}

function selectors(flag: RawFlag | undefined, rules: readonly DescribedRule[]): Setting<Config['select']> | null {
  return placed(flag, ({ values, origin }) => {
    const names = values.flatMap((value) => value.split(',')).map((name) => name.trim());
    for (const name of names) {
      const fault = selectorFault(name, rules);
      if (fault !== null) throw new UsageError(`${origin.name}: ${fault}`);
    }
    return names;
  });
}

function quantity(flag: RawFlag, read: typeof memoryLimit): number {
  const result = read(flag.values.at(-1) ?? '');
  if ('value' in result) return result.value;
  throw new UsageError(`${flag.origin.name} ${result.fault}`);
}

const MOST_JOBS = 64;

function jobs(flag: RawFlag | undefined): number | null {
  const given = flag?.values.at(-1);
  if (flag === undefined || given === undefined) return null;
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_JOBS) return count;
  throw new UsageError(`${flag.origin.name} must be a whole number from 1 to ${MOST_JOBS}, not \`${given}\``);
}
