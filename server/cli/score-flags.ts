/** The flags of `score`. */
import { UsageError } from './exit.ts';
import { choice, FLAGS, isSwitchedOn, outputsOf } from './flags.ts';
import type { CheckFlags, FlagSpec, RawFlag } from './flags.ts';

export const SCORE_FORMATS = ['text', 'json', 'markdown', 'html', 'badge'] as const;
export type ScoreFormat = (typeof SCORE_FORMATS)[number];

/** Flags that mean the same for every command. */
const SHARED: readonly string[] = ['config', 'isolated', 'allow-incomplete', 'no-progress', 'color', 'quiet', 'verbose'];

export const SCORE_FLAGS: readonly FlagSpec[] = [
  { name: 'rubric', value: 'ID|FILE', doc: 'score by this rubric: breck-2017 (default), another one of Lintel, or a YAML file' },
  { name: 'min-score', value: 'N', doc: 'exit 1 when the proven score is below N' },
  { name: 'format', value: 'FORMAT', doc: `report on stdout: ${SCORE_FORMATS.join(', ')} (default text)` },
  { name: 'output', value: 'FORMAT=FILE', isRepeatable: true, doc: 'write a report to a file as well; repeatable' },
  ...FLAGS.filter(({ name }) => SHARED.includes(name)),
];

export interface ScoreFlags extends Pick<CheckFlags, 'config' | 'isIsolated' | 'allowsIncomplete' | 'showsProgress' | 'color' | 'detail'> {
  /** Null for the default. */
  readonly rubric: string | null;
  readonly minScore: number | null;
  readonly format: ScoreFormat;
  readonly outputs: readonly { readonly format: ScoreFormat; readonly file: string }[];
}

/** Errors: UsageError naming the flag or variable and the nearest valid spelling. */
export function readScoreFlags(raw: ReadonlyMap<string, RawFlag>): ScoreFlags {
  const isOn = (name: string): boolean => isSwitchedOn(raw.get(name));
  if (isOn('quiet') && isOn('verbose')) throw new UsageError('--quiet and --verbose exclude each other');
  if (isOn('isolated') && raw.has('config')) throw new UsageError('--isolated and --config exclude each other');
  return {
    rubric: raw.get('rubric')?.values.at(-1) ?? null,
    minScore: minScore(raw.get('min-score')),
    format: choice(raw.get('format'), SCORE_FORMATS) ?? 'text',
    outputs: outputsOf(raw.get('output'), SCORE_FORMATS),
    config: raw.get('config')?.values.at(-1) ?? null,
    isIsolated: isOn('isolated'),
    allowsIncomplete: isOn('allow-incomplete'),
    showsProgress: !isOn('no-progress') && !isOn('quiet'),
    color: choice(raw.get('color'), ['auto', 'always', 'never']) ?? 'auto',
    detail: isOn('quiet') ? 'short' : isOn('verbose') ? 'long' : 'usual',
  };
}

function minScore(flag: RawFlag | undefined): number | null {
  const given = flag?.values.at(-1);
  if (flag === undefined || given === undefined) return null;
  const value = Number(given);
  if (given.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new UsageError(`${flag.origin.name} must be a number from 0 on, not \`${given}\``);
}
