import type { Link } from '../../../rules/api/repository/place.ts';

/**
 * Returns the step that mends a link that breaks. Of all steps only this one names a place, so that a report that shows places from another
 * folder can write it again.
 */
export function mendStep({ at: { path, cell, range }, text }: Link): string {
  if (path === '.') return `Mend this: ${text}`;
  const line = range?.start.line;
  const place = cell === null ? `\`${path}${line === undefined ? '' : `:${line}`}\`` : `\`${path}\` in cell ${cell}${line === undefined ? '' : `, line ${line}`}`;
  return `Mend ${place}: ${text}`;
}
