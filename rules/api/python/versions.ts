/** Versions as `1.4` or `2.6.0`. */

/** Whether a version is this one or a later one, by its numbers; text behind them (`rc1`, `+cu118`) is not looked at. */
export function isAtLeast(version: string, least: string): boolean {
  const [has, wants] = [version, least].map((text) => (/^\d+(?:\.\d+)*/.exec(text)?.[0] ?? '0').split('.').map(Number));
  for (let at = 0; at < Math.max(has?.length ?? 0, wants?.length ?? 0); at += 1) {
    const difference = (has?.[at] ?? 0) - (wants?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
