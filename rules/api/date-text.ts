/**
 * Text that is a date: a fixed list of written forms, never free parsing, so that `May`, `3/4` and `10.5.3` are no dates.
 * A form is the way the day is written; a time of day and a zone may follow in any of them.
 */

export interface DateForm {
  readonly id: string;
  /** How people write it, e.g. `YYYY-MM-DD`. */
  readonly label: string;
  /** The form in RE2 and JavaScript syntax, time of day included; it does not know the lengths of months. Case is ignored. */
  readonly pattern: string;
  /** strptime format of the day for Python, Polars and pandas; null where there is none that reads all of the form. */
  readonly strptime: string | null;
}

interface FormSpec {
  readonly id: string;
  readonly label: string;
  readonly day: string;
  readonly order: string;
  readonly strptime: string | null;
}

const YEAR = '(\\d{4})';
const SHORT_YEAR = '(\\d{2})';
const MONTH = '(0?[1-9]|1[0-2])';
const DAY = '(0?[1-9]|[12]\\d|3[01])';
const MONTH_NAME = '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const ZONE = '(?:\\s*(?:z|utc|gmt|[+-]\\d{2}:?(?:\\d{2})?))?';
const CLOCK = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:\\s*[ap]\\.?m\\.?)?';
const TIME = `(?:(?:t|,?\\s+)${CLOCK}${ZONE})?`;

const SPECS: readonly FormSpec[] = [
  { id: 'iso', label: 'YYYY-MM-DD', day: `${YEAR}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])`, order: 'ymd', strptime: '%Y-%m-%d' },
  { id: 'ymd-slash', label: 'YYYY/MM/DD', day: `${YEAR}/${MONTH}/${DAY}`, order: 'ymd', strptime: '%Y/%m/%d' },
  { id: 'ymd-dot', label: 'YYYY.MM.DD', day: `${YEAR}\\.(0[1-9]|1[0-2])\\.(0[1-9]|[12]\\d|3[01])`, order: 'ymd', strptime: '%Y.%m.%d' },
  { id: 'dmy-slash', label: 'DD/MM/YYYY', day: `${DAY}/${MONTH}/${YEAR}`, order: 'dmy', strptime: '%d/%m/%Y' },
  { id: 'mdy-slash', label: 'MM/DD/YYYY', day: `${MONTH}/${DAY}/${YEAR}`, order: 'mdy', strptime: '%m/%d/%Y' },
  { id: 'dmy-dash', label: 'DD-MM-YYYY', day: `${DAY}-${MONTH}-${YEAR}`, order: 'dmy', strptime: '%d-%m-%Y' },
  { id: 'mdy-dash', label: 'MM-DD-YYYY', day: `${MONTH}-${DAY}-${YEAR}`, order: 'mdy', strptime: '%m-%d-%Y' },
  { id: 'dmy-dot', label: 'DD.MM.YYYY', day: `${DAY}\\.${MONTH}\\.${YEAR}`, order: 'dmy', strptime: '%d.%m.%Y' },
  { id: 'mdy-dot', label: 'MM.DD.YYYY', day: `${MONTH}\\.${DAY}\\.${YEAR}`, order: 'mdy', strptime: '%m.%d.%Y' },
  { id: 'dmy-short', label: 'DD/MM/YY', day: `${DAY}/${MONTH}/${SHORT_YEAR}`, order: 'dmy', strptime: '%d/%m/%y' },
  { id: 'mdy-short', label: 'MM/DD/YY', day: `${MONTH}/${DAY}/${SHORT_YEAR}`, order: 'mdy', strptime: '%m/%d/%y' },
  { id: 'day-name-year', label: 'DD Mon YYYY', day: `(?:${WEEKDAY},?\\s+)?${DAY}(?:st|nd|rd|th)?[ -]${MONTH_NAME},?[ -]${YEAR}`, order: 'dny', strptime: null },
  { id: 'day-name-short', label: 'DD-Mon-YY', day: `${DAY}-${MONTH_NAME}-${SHORT_YEAR}`, order: 'dny', strptime: null },
  { id: 'name-day-year', label: 'Mon DD, YYYY', day: `(?:${WEEKDAY},?\\s+)?${MONTH_NAME}\\s+${DAY}(?:st|nd|rd|th)?,?\\s+${YEAR}`, order: 'ndy', strptime: null },
  { id: 'ctime', label: 'Day Mon DD HH:MM:SS YYYY', day: `${WEEKDAY}\\s+${MONTH_NAME}\\s+${DAY}\\s+\\d{1,2}:\\d{2}:\\d{2}(?:\\s+(?:utc|gmt|[+-]\\d{4}))?\\s+${YEAR}`, order: 'ndy', strptime: null },
];

/** All forms, most trusted first. */
export const DATE_FORMS: readonly DateForm[] = SPECS.map(({ id, label, day, strptime }) => ({
  id,
  label,
  strptime,
  pattern: `^\\s*${day.replaceAll(/\((?!\?)/g, '(?:')}${TIME}\\s*$`,
}));

const READERS: readonly { readonly order: string; readonly pattern: RegExp }[] = SPECS.map(({ day, order }) => ({ order, pattern: new RegExp(`^\\s*${day}${TIME}\\s*$`, 'i') }));

const DAYS_IN_MONTH: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTH_STARTS: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Longest and shortest texts that can be a date; others are not tried. */
const SHORTEST = 6;
const LONGEST = 48;

/** Returns every form the text is written in; several where day and month cannot be told apart, none for no date. */
export function dateFormsOf(text: string): readonly DateForm[] {
  if (!mayBeDate(text)) return [];
  return DATE_FORMS.filter((_, index) => {
    const reader = READERS[index];
    const match = reader?.pattern.exec(text) ?? null;
    return reader !== undefined && match !== null && isDay(reader.order, match);
  });
}

/** Cheap: true unless the text cannot be a date. */
export function mayBeDate(text: string): boolean {
  return text.length >= SHORTEST && text.length <= LONGEST && /\d.*[-/. ,]/.test(text);
}

/** Values looked at before a whole sample is; and the share of dates among them below which it is not worth it. Lintel's own choice. */
const FIRST_VALUES = 200;
const FIRST_SHARE = 0.5;

/** Cheap: true when at least half of the first values are dates. */
export function startWithDates(values: readonly { readonly value: string }[]): boolean {
  const first = values.slice(0, FIRST_VALUES);
  return first.length > 0 && first.filter(({ value }) => dateFormsOf(value).length > 0).length >= FIRST_SHARE * first.length;
}

/** True when the text goes on to a time of day after the date. */
export function hasTimeOfDay(text: string): boolean {
  return /\d:\d{2}/.test(text);
}

function isDay(order: string, match: RegExpExecArray): boolean {
  const parts = new Map([...order].map((letter, index) => [letter, match[index + 1] ?? '']));
  const name = parts.get('n');
  const month = name === undefined ? Number(parts.get('m')) : MONTH_STARTS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const day = Number(parts.get('d'));
  const year = Number(parts.get('y'));
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0 || year < 100);
  return month >= 1 && day <= (DAYS_IN_MONTH[month - 1] ?? 0);
}

export interface CountedForm {
  readonly form: DateForm;
  /** Another form that fits all the values as well: day and month cannot be told apart. */
  readonly rival: DateForm | null;
  /** Values written in this form and in none of the forms before it in the list. */
  readonly values: readonly string[];
  /** Their rows. */
  readonly count: number;
}

/**
 * Returns the fewest forms that explain the values, the most common first. Values that fit several forms go to the most common one,
 * so that two forms in the result are really two.
 */
export function tallyDates(values: readonly { readonly value: string; readonly count: number }[]): readonly CountedForm[] {
  const tally: CountedForm[] = [];
  let open = values.map((value) => ({ ...value, forms: dateFormsOf(value.value) })).filter(({ forms }) => forms.length > 0);
  while (open.length > 0) {
    const form = mostCommonForm(open);
    const taken = open.filter(({ forms }) => forms.includes(form));
    open = open.filter(({ forms }) => !forms.includes(form));
    const rival = DATE_FORMS.find((other) => other !== form && taken.every(({ forms }) => forms.includes(other))) ?? null;
    tally.push({ form, rival, values: taken.map(({ value }) => value), count: taken.reduce((sum, { count }) => sum + count, 0) });
  }
  return tally;
}

/** Says the form as people write it; both where they cannot be told apart. */
export function formLabel({ form, rival }: Pick<CountedForm, 'form' | 'rival'>): string {
  return rival === null ? form.label : `${form.label} or ${rival.label}`;
}

function mostCommonForm(open: readonly { readonly count: number; readonly forms: readonly DateForm[] }[]): DateForm {
  const counts = new Map<DateForm, number>();
  for (const { count, forms } of open) {
    for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + count);
  }
  return DATE_FORMS.reduce((best, form) => ((counts.get(form) ?? 0) > (counts.get(best) ?? 0) ? form : best));
}
