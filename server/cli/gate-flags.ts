/** The flags that say what is compared with and what fails a run. */
import { UsageError } from './exit.ts';
import { isSwitchedOn } from './raw-flags.ts';
import type { FlagSpec, RawFlag } from './raw-flags.ts';

export const BASELINE_FLAG: FlagSpec = { name: 'baseline', value: 'FILE', doc: 'findings in this file are known (default: the nearest .lintel/baseline.json)' };

export const GATE_FLAGS: readonly FlagSpec[] = [
  BASELINE_FLAG,
  { name: 'no-baseline', doc: 'use no baseline: every finding is new' },
  { name: 'new-only', doc: 'leave known findings out of every report' },
  { name: 'fail-on-new', doc: 'exit 1 for any new finding, whatever its severity' },
  { name: 'max-warnings', value: 'N', doc: 'exit 1 when there are more than N new warnings' },
  { name: 'exit-zero', doc: 'exit 0 whatever is found; what could not be done is still 2' },
];

export interface GateFlags {
  /** As given; null for the nearest. */
  readonly baseline: string | null;
  readonly usesBaseline: boolean;
  readonly showsNewOnly: boolean;
  /** Whether a severity to fail from was asked for. */
  readonly holdsSeverity: boolean;
  readonly failsOnNew: boolean;
  readonly maxWarnings: number | null;
  readonly exitsZero: boolean;
}

/** Errors: UsageError naming the flag or variable. */
export function readGateFlags(raw: ReadonlyMap<string, RawFlag>): GateFlags {
  const isOn = (name: string): boolean => isSwitchedOn(raw.get(name));
  return {
    baseline: raw.get('baseline')?.values.at(-1) ?? null,
    usesBaseline: usesBaseline(raw),
    showsNewOnly: isOn('new-only'),
    holdsSeverity: raw.has('fail-on'),
    failsOnNew: isOn('fail-on-new'),
    maxWarnings: maxWarnings(raw.get('max-warnings')),
    exitsZero: isOn('exit-zero'),
  };
}

/** The command line wins over variables. */
function usesBaseline(raw: ReadonlyMap<string, RawFlag>): boolean {
  const [none, file] = [raw.get('no-baseline'), raw.get('baseline')];
  if (!isSwitchedOn(none) || none === undefined) return true;
  if (file === undefined) return false;
  if (file.origin.kind === none.origin.kind) throw new UsageError(`${file.origin.name} and ${none.origin.name} exclude each other`);
  return file.origin.kind === 'flag';
}

function maxWarnings(flag: RawFlag | undefined): number | null {
  const given = flag?.values.at(-1);
  if (flag === undefined || given === undefined) return null;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new UsageError(`${flag.origin.name} must be a whole number from 0 on, not \`${given}\``);
}
