/** Days written in a text, in the spellings people use. A month alone is no day, nor is what may be read in two ways. */

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'enero', 'janvier'],
  ['february', 'feb', 'februar', 'febrero', 'février'],
  ['march', 'mar', 'märz', 'marzo', 'mars'],
  ['april', 'apr', 'abril', 'avril'],
  ['may', 'mai', 'mayo'],
  ['june', 'jun', 'juni', 'junio', 'juin'],
  ['july', 'jul', 'juli', 'julio', 'juillet'],
  ['august', 'aug', 'agosto', 'août'],
  ['september', 'sep', 'sept', 'septiembre', 'septembre'],
  ['october', 'oct', 'oktober', 'octubre', 'octobre'],
  ['november', 'nov', 'noviembre', 'novembre'],
  ['december', 'dec', 'dezember', 'diciembre', 'décembre'],
];

const MONTH_NUMBERS: ReadonlyMap<string, number> = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const MONTH = `(${[...MONTH_NUMBERS.keys()].toSorted((a, b) => b.length - a.length).join('|')})`;

/** Groups: year, month, day by name. */
const SPELLINGS: readonly RegExp[] = [
  /(?<![\w.=@/:-])(?<year>(?:19|20)\d\d)(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?![\d]|[-/.]\d)/g,
  /(?<![\w.=@/:-])(?<day>\d{1,2})\.[ ]?(?<month>\d{1,2})\.[ ]?(?<year>(?:19|20)\d\d)(?![\d]|\.\d)/g,
  /(?<![\w.=@/:-])(?<first>\d{1,2})(?<sign>[/-])(?<second>\d{1,2})\k<sign>(?<year>(?:19|20)\d\d)(?![\d]|[-/.]\d)/g,
  new RegExp(`(?<![\\w.])(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)?[ \\t-]{1,3}(?:of[ \\t]|de[ \\t])?(?<name>${MONTH})\\.?,?[ \\t-]{1,3}(?:de[ \\t])?(?<year>(?:19|20)\\d\\d)(?!\\d)`, 'giu'),
  new RegExp(`(?<![\\p{L}])(?<name>${MONTH})\\.?[ \\t]{1,3}(?<day>\\d{1,2})(?:st|nd|rd|th)?,?[ \\t]{1,3}(?<year>(?:19|20)\\d\\d)(?!\\d)`, 'giu'),
];

/** Addresses hold days of something else. */
const ADDRESS = /\b(?:https?|ftp):\/\/[^\s)>\]"']+/g;

/** Returns ISO days, sorted, each once. */
export function datesIn(text: string): readonly string[] {
  const shown = text.replaceAll(ADDRESS, ' ');
  const found = new Set<string>();
  for (const spelling of SPELLINGS) {
    for (const { groups = {} } of shown.matchAll(spelling)) {
      const date = dateOf(groups);
      if (date !== null) found.add(date);
    }
  }
  return [...found].sort();
}

function dateOf(groups: Readonly<Record<string, string | undefined>>): string | null {
  const year = Number(groups['year']);
  const name = groups['name'];
  if (groups['first'] === undefined) return isoDay(year, name === undefined ? Number(groups['month']) : (MONTH_NUMBERS.get(name.toLowerCase()) ?? 0), Number(groups['day']));
  const [first, second] = [Number(groups['first']), Number(groups['second'])];
  // day first or month first: only one of them may be possible
  if (first > 12 || first === second) return isoDay(year, second, first);
  return second > 12 ? isoDay(year, first, second) : null;
}

/** Null for days no month has. */
function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
