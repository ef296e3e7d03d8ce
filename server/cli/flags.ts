/** The flags of `check` and `data`: one table for parsing, help, environment variables and validation. */
import { CONFIDENCES } from '../../rules/api/finding.ts';
import type { Config, Origin } from '../core/config.ts';
import type { ConfigOverrides, Setting } from '../core/config/merge.ts';
import { memoryLimit, selectorFault, timeLimit } from '../core/config/read-settings.ts';
import type { DescribedRule } from '../core/meta-rules.ts';
import { didYouMean } from '../core/nearest-name.ts';
import { UsageError } from './exit.ts';

export const FORMATS = ['text', 'concise', 'json', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];

export interface FlagSpec {
  /** Name without dashes; the variable is LINTEL_ and this in capitals. */
  readonly name: string;
  readonly short?: string;
  /** Placeholder of the value; none for a switch. */
  readonly value?: string;
  readonly isRepeatable?: boolean;
  readonly doc: string;
}

export const FLAGS: readonly FlagSpec[] = [
  { name: 'format', value: 'FORMAT', doc: `report on stdout: ${FORMATS.join(', ')} (default text)` },
  { name: 'output', value: 'FORMAT=FILE', isRepeatable: true, doc: 'write a report to a file as well; repeatable' },
  { name: 'select', value: 'RULE|GROUP', isRepeatable: true, doc: 'run these rules only, whatever the config selects or ignores' },
  { name: 'extend-select', value: 'RULE|GROUP', isRepeatable: true, doc: 'run these rules too' },
  { name: 'ignore', value: 'RULE|GROUP', isRepeatable: true, doc: 'do not run these rules' },
  { name: 'fail-on', value: 'SEVERITY', doc: 'exit 1 from this severity on: error, warning, info or never (default error)' },
  { name: 'confidence', value: 'CONFIDENCE', doc: 'show findings about code from this confidence on: certain, likely or possible (default likely)' },
  { name: 'config', value: 'FILE', doc: 'use this config file for everything' },
  { name: 'isolated', doc: 'use no config file' },
  { name: 'memory-limit', value: 'SIZE', doc: 'memory of the data engine, such as 512MB' },
  { name: 'time-limit', value: 'DURATION', doc: 'time for one dataset, such as 60s' },
  { name: 'jobs', value: 'N', doc: 'processes that check code (default 2, or as many as there are processors)' },
  { name: 'allow-incomplete', doc: 'do not exit 2 when something could not be checked' },
  { name: 'no-progress', doc: 'show no progress' },
  { name: 'color', value: 'WHEN', doc: 'auto, always or never (default auto)' },
  { name: 'quiet', short: 'q', doc: 'no progress, no hints' },
  { name: 'verbose', short: 'v', doc: 'log to stderr; row numbers and silenced findings in the text report' },
  { name: 'fix', doc: 'mend what can be mended without changing results otherwise; data files are never changed' },
  { name: 'unsafe-fixes', doc: 'with --fix or --diff: also make changes that should be reviewed' },
  { name: 'diff', doc: 'print what --fix would change, change nothing; exit 1 when there is something' },
  { name: 'show-config', doc: 'print the configuration with the origin of each value, check nothing' },
  { name: 'show-files', doc: 'print the files that would be checked, check nothing' },
  { name: 'statistics', doc: 'findings per rule, on stderr' },
  { name: 'timings', doc: 'time per step and file, on stderr' },
];

export const LABEL_FLAG: FlagSpec = { name: 'label', value: 'COLUMN', doc: 'column the model predicts' };

export interface Output {
  readonly format: Format;
  /** As given. */
  readonly file: string;
}

export interface CheckFlags {
  readonly format: Format;
  readonly outputs: readonly Output[];
  readonly overrides: ConfigOverrides;
  readonly config: string | null;
  readonly isIsolated: boolean;
  /** Null when nobody said. */
  readonly jobs: number | null;
  readonly allowsIncomplete: boolean;
  readonly showsProgress: boolean;
  readonly color: 'auto' | 'always' | 'never';
  readonly detail: 'short' | 'usual' | 'long';
  readonly showsConfig: boolean;
  readonly showsFiles: boolean;
  readonly showsStatistics: boolean;
  readonly showsTimings: boolean;
  readonly label: string | null;
  /** What is done with fixes: nothing, written to the files, or printed. */
  readonly fixing: 'none' | 'write' | 'diff';
  readonly fixSafety: 'safe' | 'all';
}

/** A flag's values as given, and where: the command line wins over the environment. */
export interface RawFlag {
  readonly values: readonly string[];
  readonly origin: Origin;
}

/** Returns the raw flags; the environment fills in what the command line leaves out. Empty variables count as unset. */
export function collectFlags(
  specs: readonly FlagSpec[],
  { given, env }: { readonly given: ReadonlyMap<string, readonly string[]>; readonly env: Readonly<Record<string, string | undefined>> },
): ReadonlyMap<string, RawFlag> {
  const raw = new Map<string, RawFlag>();
  for (const spec of specs) {
    const values = given.get(spec.name);
    const variable = `LINTEL_${spec.name.replaceAll('-', '_').toUpperCase()}`;
    const text = env[variable]?.trim() ?? '';
    if (values !== undefined) raw.set(spec.name, { values, origin: { kind: 'flag', name: `--${spec.name}`, line: null } });
    else if (text !== '') raw.set(spec.name, { values: [text], origin: { kind: 'environment', name: variable, line: null } });
  }
  return raw;
}

/** Returns the flags as values. Errors: UsageError naming the flag or variable and the nearest valid spelling. */
export function readFlags(raw: ReadonlyMap<string, RawFlag>, rules: readonly DescribedRule[]): CheckFlags {
  const isOn = (name: string): boolean => isSwitchedOn(raw.get(name));
  if (isOn('quiet') && isOn('verbose')) throw new UsageError('--quiet and --verbose exclude each other');
  if (isOn('isolated') && raw.has('config')) throw new UsageError('--isolated and --config exclude each other');
  return {
    format: choice(raw.get('format'), FORMATS) ?? 'text',
    outputs: outputsOf(raw.get('output'), FORMATS),
    overrides: overrides(raw, rules),
    config: raw.get('config')?.values.at(-1) ?? null,
    isIsolated: isOn('isolated'),
    jobs: jobs(raw.get('jobs')),
    allowsIncomplete: isOn('allow-incomplete'),
    showsProgress: !isOn('no-progress') && !isOn('quiet'),
    color: choice(raw.get('color'), ['auto', 'always', 'never']) ?? 'auto',
    detail: isOn('quiet') ? 'short' : isOn('verbose') ? 'long' : 'usual',
    showsConfig: isOn('show-config'),
    showsFiles: isOn('show-files'),
    showsStatistics: isOn('statistics'),
    showsTimings: isOn('timings'),
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

/** Returns the value chosen, null when nobody said. Errors: UsageError with the nearest choice. */
export function choice<C extends string>(flag: RawFlag | undefined, choices: readonly C[]): C | null {
  const given = flag?.values.at(-1);
  if (flag === undefined || given === undefined) return null;
  const chosen = choices.find((each) => each === given);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`${flag.origin.name} must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not \`${given}\`${didYouMean(given, choices)}`);
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

/** Returns what `--output FORMAT=FILE` asks for. Errors: UsageError. */
export function outputsOf<F extends string>(flag: RawFlag | undefined, formats: readonly F[]): readonly { readonly format: F; readonly file: string }[] {
  return (flag?.values ?? []).map((value) => {
    const equals = value.indexOf('=');
    const name = flag?.origin.name ?? '';
    if (equals < 0 || equals === value.length - 1) throw new UsageError(`${name} must be FORMAT=FILE, such as json=report.json, not \`${value}\``);
    const format = choice({ values: [value.slice(0, equals)], origin: { kind: 'flag', name, line: null } }, formats);
    if (format === null) throw new UsageError(`${name} names no format in \`${value}\``);
    return { format, file: value.slice(equals + 1) };
  });
}

const ON: readonly string[] = ['1', 'true', 'yes', 'on'];
const OFF: readonly string[] = ['0', 'false', 'no', 'off'];

export function isSwitchedOn(flag: RawFlag | undefined): boolean {
  if (flag === undefined || flag.origin.kind === 'flag') return flag !== undefined;
  const given = (flag.values[0] ?? '').toLowerCase();
  if (ON.includes(given)) return true;
  if (OFF.includes(given)) return false;
  throw new UsageError(`${flag.origin.name} must be 1 or 0, not \`${given}\``);
}
