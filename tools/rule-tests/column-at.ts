/** Which column a place in a small CSV stands in, read independently of the checker, to compare with the column a finding blames. Pure. */

const DELIMITERS: readonly string[] = ['\t', ';', '|', ','];

/** Returns the header cell above the place. Null where that cannot be told from one line: JSON, tables without header, cells over several lines. */
export function columnAt(input: { readonly fileName: string; readonly text: string }, place: { readonly line: number; readonly column: number }): string | null {
  if (/\.jsonl?\b/.test(input.fileName)) return null;
  const lines = input.text.split('\n').map((line) => line.replace(/\r$/, ''));
  const header = lines[0] ?? '';
  const before = (lines[place.line - 1] ?? '').slice(0, place.column - 1);
  const delimiter = DELIMITERS.find((candidate) => header.includes(candidate)) ?? ',';
  if (lines.slice(0, place.line).some((line) => line.split('"').length % 2 === 0)) return null;
  const names = splitLine(header, delimiter);
  if (names.every((name) => name.trim() === '' || !Number.isNaN(Number(name)))) return null;
  return names[splitLine(before, delimiter).length - 1] ?? null;
}

function splitLine(line: string, delimiter: string): string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === delimiter && !isQuoted) cells.push('');
    else cells.push((cells.pop() ?? '') + character);
  }
  return cells.map((cell) => (/^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}
