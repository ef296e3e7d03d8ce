/** Small tables in which no rule finds anything, so that what a case shows is its own. */

/** @param rows numbers that neither repeat nor follow a pattern */
export function cleanCsv(rows = 20): string {
  return csvOf(['a', 'b'], rows);
}

export function csvOf(header: readonly string[], rows: number): string {
  return [header.join(','), ...Array.from({ length: rows }, (_, row) => header.map((_, column) => cleanNumber(row, column)).join(','))].join('\n') + '\n';
}

/** Returns different whole numbers for different rows and columns, spread over 0 to 99990 without an order. */
export function cleanNumber(row: number, column: number): number {
  return ((row + 1) * (3571 + 40 * column) + 17 * row * row) % 99_991;
}
