/** The flags of `debt`. */
import { UsageError } from './exit.ts';
import { choice, FLAGS, isSwitchedOn, outputsOf } from './flags.ts';
import type { CheckFlags, FlagSpec, RawFlag } from './flags.ts';

export const DEBT_FORMATS = ['text', 'json', 'markdown'] as const;
export type DebtFormat = (typeof DEBT_FORMATS)[number];

/** Flags that mean the same for every command. */
export const SHARED_FLAGS: readonly string[] = ['config', 'isolated', 'jobs', 'allow-incomplete', 'no-progress', 'color', 'quiet', 'verbose'];

export const DEBT_FLAGS: readonly FlagSpec[] = [
  { name: 'format', value: 'FORMAT', doc: `report on stdout: ${DEBT_FORMATS.join(', ')} (default text)` },
  { name: 'output', value: 'FORMAT=FILE', isRepeatable: true, doc: 'write a report to a file as well; repeatable' },
  ...FLAGS.filter(({ name }) => SHARED_FLAGS.includes(name)),
];

export interface DebtFlags extends Pick<CheckFlags, 'allowsIncomplete' | 'showsProgress' | 'color' | 'detail'> {
  readonly format: DebtFormat;
  readonly outputs: readonly { readonly format: DebtFormat; readonly file: string }[];
}

/** Errors: UsageError naming the flag or variable and the nearest valid spelling. */
export function readDebtFlags(raw: ReadonlyMap<string, RawFlag>): DebtFlags {
  const isOn = (name: string): boolean => isSwitchedOn(raw.get(name));
  if (isOn('quiet') && isOn('verbose')) throw new UsageError('--quiet and --verbose exclude each other');
  return {
    format: choice(raw.get('format'), DEBT_FORMATS) ?? 'text',
    outputs: outputsOf(raw.get('output'), DEBT_FORMATS),
    allowsIncomplete: isOn('allow-incomplete'),
    showsProgress: !isOn('no-progress') && !isOn('quiet'),
    color: choice(raw.get('color'), ['auto', 'always', 'never']) ?? 'auto',
    detail: isOn('quiet') ? 'short' : isOn('verbose') ? 'long' : 'usual',
  };
}
