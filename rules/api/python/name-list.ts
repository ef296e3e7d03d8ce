/** Names in a message. */

/** More would not fit. */
const MOST_NAMED = 3;

/** The first few in backticks, and how many more there are. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``).join(', ');
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}
