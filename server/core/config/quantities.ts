/** Sizes and durations as people write them. */

const BYTES: Readonly<Record<string, number>> = { b: 1, kb: 1000, mb: 1000 ** 2, gb: 1000 ** 3, tb: 1000 ** 4, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4 };
const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Returns the bytes of a size such as `512MB` or `1.5 GiB`; null when it is none. */
export function parseSize(text: string): number | null {
  return parseQuantity(text, BYTES);
}

/** Returns the milliseconds of a duration such as `60s` or `10m`; null when it is none. */
export function parseDuration(text: string): number | null {
  return parseQuantity(text, MILLISECONDS);
}

/** Returns the size in its largest whole unit of 1,000, such as `512MB`. */
export function formatSize(bytes: number): string {
  return formatQuantity(bytes, [['TB', 1000 ** 4], ['GB', 1000 ** 3], ['MB', 1000 ** 2], ['kB', 1000], ['B', 1]]);
}

/** Returns the duration in its largest whole unit, such as `10m`. */
export function formatDuration(ms: number): string {
  return formatQuantity(ms, [['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]]);
}

function parseQuantity(text: string, units: Readonly<Record<string, number>>): number | null {
  const parts = /^(\d{1,15}(?:\.\d{1,6})?)\s*([a-z]{1,3})$/.exec(text.trim().toLowerCase());
  const unit = parts?.[2] ?? '';
  if (parts === null || !Object.hasOwn(units, unit)) return null;
  return Math.round(Number(parts[1]) * (units[unit] ?? 1));
}

function formatQuantity(amount: number, units: readonly (readonly [string, number])[]): string {
  const unit = units.find(([, size]) => amount >= size && amount % size === 0) ?? units[units.length - 1] ?? ['', 1];
  return `${amount / unit[1]}${unit[0]}`;
}
