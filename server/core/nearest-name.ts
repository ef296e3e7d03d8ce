/** "Did you mean": the known name closest to a misspelled one. */
import { nearestName } from '../../rules/api/nearest-name.ts';

export { nearestName };

/** Returns `; did you mean \`x\`?`, or nothing when no known name is near. */
export function didYouMean(given: string, known: Iterable<string>): string {
  const nearest = nearestName(given, known);
  return nearest === null ? '' : `; did you mean \`${nearest}\`?`;
}
