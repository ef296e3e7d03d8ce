/** Names of files and columns, and values, that some reader takes for something else. */

/** Each would be read as another file, an option, a pattern, a command or a device somewhere. */
export const FILE_NAMES: readonly string[] = [
  'data[1].csv',
  'a*.csv',
  'b?.csv',
  '{c,d}.csv',
  "it's.csv",
  '"quoted".csv',
  '-x.csv',
  'new\nline.csv',
  '\u001b[31mred.csv',
  '\u001b]0;title\u0007.csv',
  '\u202Efdp.csv',
  '$(touch marker).csv',
  '`touch marker`.csv',
  '%s%n.csv',
  'back\\slash.csv',
  'con.csv',
  'nul.csv',
  '::set-output name=x::y.csv',
  `${'long'.repeat(61)}ab.csv`,
];

/** What those patterns would match besides. */
export const DECOYS: readonly string[] = ['data1.csv', 'aa.csv', 'bb.csv', 'c.csv', 'x.csv'];

export const COLUMN_NAMES: readonly string[] = [
  '"; DROP TABLE x; --',
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  "=cmd|'/c calc'!A1",
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'k'.repeat(10_000),
  '\u001b[2J\u001b]0;title\u0007',
  'two\nlines',
  '`tick`',
  '\u202Eevil',
  'a\u0000b',
  '*',
  '$1',
  '[0]',
  "'",
];

/** Values a finding may repeat. */
export const VALUES: readonly string[] = [
  '\u001b]8;;http://example.com\u0007click\u001b]8;;\u0007',
  '\u001b[31m\u001b[2J',
  'over\rwritten',
  '\u202Egnp.exe',
  '\u009b31m',
  '::set-output name=x::y',
  '%0A::error::x',
  '`ticks`',
  '<script>alert(1)</script>',
  '[x](command:y)',
];

/** Returns the text as a quoted cell. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Returns the text as a terminal may show it: what steers is spelled out. */
export function spelledOut(text: string): string {
  const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r' };
  return [...text].map((character) => (/[\p{Cc}\p{Cf}]/u.test(character) ? (short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`) : character)).join('');
}
