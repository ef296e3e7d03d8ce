/** The known name closest to a misspelled one. */

/**
 * Returns the closest known name, or null when none is close enough to be a slip of the fingers. A name given without its group
 * is compared with the names behind the slash.
 */
export function nearestName(given: string, known: Iterable<string>): string | null {
  const wanted = fold(given.slice(0, MAX_LENGTH));
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const name of known) {
    const compared = fold(given.includes('/') ? name : name.slice(name.lastIndexOf('/') + 1));
    const distance = editDistance(wanted, compared);
    if (distance < bestDistance && distance <= Math.max(1, Math.floor(Math.max(wanted.length, compared.length) * MOST_WRONG))) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

const MAX_LENGTH = 100;
/** Share of the letters that may be wrong. Lintel's own choice: a third suggests other words. */
const MOST_WRONG = 0.3;

function fold(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced);
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
