/** The flags of `score`. */
import type { Audience } from '../../rules/api/checklist/rubric.ts';
import { CACHE_FLAGS, readCacheFlags } from './cache-flags.ts';
import type { CacheFlags } from './cache-flags.ts';
import { UsageError } from './exit.ts';
import { BASELINE_FLAG } from './gate-flags.ts';
import { isSwitchedOn } from './raw-flags.ts';
import type { FlagSpec, RawFlag } from './raw-flags.ts';
import { readReportFlags, reportFlagSpecs } from './report-flags.ts';
import type { ReportFlags } from './report-flags.ts';

export const SCORE_FORMATS = ['text', 'json', 'markdown', 'html', 'badge'] as const;
export type ScoreFormat = (typeof SCORE_FORMATS)[number];

export const SCORE_FLAGS: readonly FlagSpec[] = reportFlagSpecs(SCORE_FORMATS, [
  ...CACHE_FLAGS,
  { name: 'rubric', value: 'ID|FILE', doc: 'score by this rubric: breck-2017 (default), another one of Lintel, or a YAML file' },
  { name: 'audience', value: 'WHO', choices: ['student', 'instructor'], doc: 'student (default) leaves out what a rubric shows to the instructor only' },
  { name: 'min-score', value: 'N', doc: 'exit 1 when the proven score is below N' },
  { name: 'fail-below-baseline', doc: 'exit 1 when a test has fewer proven points than `lintel baseline create --score` kept' },
  BASELINE_FLAG,
]);

export interface ScoreFlags extends ReportFlags<ScoreFormat>, CacheFlags {
  /** Null for the default. */
  readonly rubric: string | null;
  readonly minScore: number | null;
  readonly audience: Audience;
  readonly failsBelowBaseline: boolean;
  /** As given; null for the nearest. */
  readonly baseline: string | null;
}

/** Errors: UsageError naming the flag or variable and the nearest valid spelling. */
export function readScoreFlags(raw: ReadonlyMap<string, RawFlag>): ScoreFlags {
  return { ...readReportFlags(raw, SCORE_FORMATS), ...readCacheFlags(raw), rubric: raw.get('rubric')?.values.at(-1) ?? null, minScore: minScore(raw.get('min-score')), audience: audience(raw.get('audience')), failsBelowBaseline: isSwitchedOn(raw.get('fail-below-baseline')), baseline: raw.get('baseline')?.values.at(-1) ?? null };
}

function audience(flag: RawFlag | undefined): Audience {
  const given = flag?.values.at(-1);
  if (flag === undefined || given === undefined || given === 'student') return 'student';
  if (given === 'instructor') return given;
  throw new UsageError(`${flag.origin.name} must be student or instructor, not \`${given}\``);
}

/** Null when nobody said. Errors: UsageError. */
export function minScore(flag: RawFlag | undefined): number | null {
  const given = flag?.values.at(-1);
  if (flag === undefined || given === undefined) return null;
  const value = Number(given);
  if (given.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new UsageError(`${flag.origin.name} must be a number from 0 on, not \`${given}\``);
}
