/** The flags of `catalog`. */
import { UsageError } from './exit.ts';
import { choice, FLAGS, isSwitchedOn, outputsOf } from './flags.ts';
import type { CheckFlags, FlagSpec, RawFlag } from './flags.ts';

export const CATALOG_FORMATS = ['text', 'json', 'html'] as const;
export type CatalogFormat = (typeof CATALOG_FORMATS)[number];

/** Flags that mean the same for every command. */
const SHARED: readonly string[] = ['config', 'isolated', 'allow-incomplete', 'no-progress', 'color', 'quiet', 'verbose'];

export const CATALOG_FLAGS: readonly FlagSpec[] = [
  { name: 'format', value: 'FORMAT', doc: `report on stdout: ${CATALOG_FORMATS.join(', ')} (default text)` },
  { name: 'output', value: 'FORMAT=FILE', isRepeatable: true, doc: 'write a report to a file as well; repeatable' },
  ...FLAGS.filter(({ name }) => SHARED.includes(name)),
];

export interface CatalogFlags extends Pick<CheckFlags, 'config' | 'isIsolated' | 'allowsIncomplete' | 'showsProgress' | 'color' | 'detail'> {
  readonly format: CatalogFormat;
  readonly outputs: readonly { readonly format: CatalogFormat; readonly file: string }[];
}

/** Errors: UsageError naming the flag or variable and the nearest valid spelling. */
export function readCatalogFlags(raw: ReadonlyMap<string, RawFlag>): CatalogFlags {
  const isOn = (name: string): boolean => isSwitchedOn(raw.get(name));
  if (isOn('quiet') && isOn('verbose')) throw new UsageError('--quiet and --verbose exclude each other');
  if (isOn('isolated') && raw.has('config')) throw new UsageError('--isolated and --config exclude each other');
  return {
    format: choice(raw.get('format'), CATALOG_FORMATS) ?? 'text',
    outputs: outputsOf(raw.get('output'), CATALOG_FORMATS),
    config: raw.get('config')?.values.at(-1) ?? null,
    isIsolated: isOn('isolated'),
    allowsIncomplete: isOn('allow-incomplete'),
    showsProgress: !isOn('no-progress') && !isOn('quiet'),
    color: choice(raw.get('color'), ['auto', 'always', 'never']) ?? 'auto',
    detail: isOn('quiet') ? 'short' : isOn('verbose') ? 'long' : 'usual',
  };
}
