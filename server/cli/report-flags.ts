/** The flags of every command that reports: where the report goes, what is said beside it, which configuration holds. */
import type { ReportFormat } from '../report/own-report.ts';
import { UsageError } from './exit.ts';
import { choice, isSwitchedOn } from './raw-flags.ts';
import type { FlagSpec, RawFlag } from './raw-flags.ts';
import type { Output } from './report-files.ts';

export interface ReportFlags<F extends ReportFormat = ReportFormat> {
  readonly format: F;
  readonly outputs: readonly Output<F>[];
  /** As given; null for the nearest file. */
  readonly config: string | null;
  readonly isIsolated: boolean;
  readonly allowsIncomplete: boolean;
  readonly showsProgress: boolean;
  readonly color: 'auto' | 'always' | 'never';
  readonly detail: 'short' | 'usual' | 'long';
}

/** @param own flags of one command, listed between those of all */
export function reportFlagSpecs(formats: readonly ReportFormat[], own: readonly FlagSpec[] = []): readonly FlagSpec[] {
  return [
    { name: 'format', value: 'FORMAT', choices: formats, doc: `report on stdout: ${formats.join(', ')} (default text)` },
    { name: 'output', value: 'FORMAT=FILE', isRepeatable: true, choices: formats, doc: 'write a report to a file as well, never over a file that is not one; repeatable' },
    ...own,
    { name: 'config', value: 'FILE', doc: 'use this config file for everything' },
    { name: 'isolated', doc: 'use no config file' },
    { name: 'allow-incomplete', doc: 'do not exit 2 when something could not be checked' },
    { name: 'no-progress', doc: 'show no progress' },
    { name: 'color', value: 'WHEN', choices: ['auto', 'always', 'never'], doc: 'auto, always or never (default auto)' },
    { name: 'quiet', short: 'q', doc: 'no progress, no hints' },
    { name: 'verbose', short: 'v', doc: 'log to stderr; row numbers, known and silenced findings in the text report' },
  ];
}

/** @param formats those of the command, its default first. Errors: UsageError naming the flag or variable and the nearest valid spelling. */
export function readReportFlags<F extends ReportFormat>(raw: ReadonlyMap<string, RawFlag>, formats: readonly [F, ...F[]]): ReportFlags<F> {
  const isOn = (name: string): boolean => isSwitchedOn(raw.get(name));
  if (isOn('quiet') && isOn('verbose')) throw new UsageError('--quiet and --verbose exclude each other');
  if (isOn('isolated') && raw.has('config')) throw new UsageError('--isolated and --config exclude each other');
  return {
    format: choice(raw.get('format'), formats) ?? formats[0],
    outputs: outputsOf(raw.get('output'), formats),
    config: raw.get('config')?.values.at(-1) ?? null,
    isIsolated: isOn('isolated'),
    allowsIncomplete: isOn('allow-incomplete'),
    showsProgress: !isOn('no-progress') && !isOn('quiet'),
    color: choice(raw.get('color'), ['auto', 'always', 'never']) ?? 'auto',
    detail: isOn('quiet') ? 'short' : isOn('verbose') ? 'long' : 'usual',
  };
}

/** What `--output FORMAT=FILE` asks for. */
function outputsOf<F extends ReportFormat>(flag: RawFlag | undefined, formats: readonly F[]): readonly Output<F>[] {
  return (flag?.values ?? []).map((value) => {
    const equals = value.indexOf('=');
    const name = flag?.origin.name ?? '';
    if (equals < 0 || equals === value.length - 1) throw new UsageError(`${name} must be FORMAT=FILE, such as json=report.json, not \`${value}\``);
    const format = choice({ values: [value.slice(0, equals)], origin: { kind: 'flag', name, line: null } }, formats);
    if (format === null) throw new UsageError(`${name} names no format in \`${value}\``);
    return { format, file: value.slice(equals + 1) };
  });
}

/** Returns every format the run writes. */
export function formatsOf<F extends ReportFormat>({ format, outputs }: Pick<ReportFlags<F>, 'format' | 'outputs'>): readonly F[] {
  return [format, ...outputs.map((output) => output.format)];
}
