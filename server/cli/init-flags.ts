/** The flags of `init`. */
import { UsageError } from './exit.ts';
import { choice, isSwitchedOn } from './raw-flags.ts';
import type { FlagSpec, RawFlag } from './raw-flags.ts';

export const CI_SYSTEMS = ['github', 'gitlab', 'jenkins'] as const;
export type CiSystem = (typeof CI_SYSTEMS)[number];

export const INIT_FLAGS: readonly FlagSpec[] = [
  { name: 'ci', value: 'SYSTEM', choices: CI_SYSTEMS, doc: 'make a job for github, gitlab or jenkins (default: what the repository uses)' },
  { name: 'yes', short: 'y', doc: 'write the files; without it they are shown only' },
  { name: 'diff', doc: 'print what would be written as a patch, write nothing' },
];

export interface InitFlags {
  /** Null for what the repository uses. */
  readonly ci: CiSystem | null;
  readonly mode: 'show' | 'diff' | 'write';
}

/** Errors: UsageError naming the flag or variable and the nearest valid spelling. */
export function readInitFlags(raw: ReadonlyMap<string, RawFlag>): InitFlags {
  const [isWriting, isDiff] = [isSwitchedOn(raw.get('yes')), isSwitchedOn(raw.get('diff'))];
  if (isWriting && isDiff) throw new UsageError('--yes and --diff exclude each other');
  return { ci: choice(raw.get('ci'), CI_SYSTEMS), mode: isWriting ? 'write' : isDiff ? 'diff' : 'show' };
}
