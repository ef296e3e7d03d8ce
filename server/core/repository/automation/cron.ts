/** Times of schedules as cron writes them. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MACROS: ReadonlySet<string> = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly', '@reboot', '@every_minute']);
/** Days of each month, February in leap years. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Says whether the time ever comes: five fields within their ranges, `H` of Jenkins included, or a name such as `@daily`. Source: crontab(5). */
export function isCron(text: string): boolean {
  const plain = text.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, '').toLowerCase();
  if (/^@every\s+\S+$/.test(plain)) return true;
  if (plain.startsWith('@')) return MACROS.has(plain);
  const [minutes, hours, days, months, weekdays, ...more] = plain.split(/\s+/);
  if (minutes === undefined || hours === undefined || days === undefined || months === undefined || weekdays === undefined || more.length > 0) return false;
  const day = valuesOf(days, 1, 31, []);
  const month = valuesOf(months, 1, 12, MONTHS);
  if (valuesOf(minutes, 0, 59, []) === null || valuesOf(hours, 0, 23, []) === null || day === null || month === null || valuesOf(weekdays, 0, 7, DAYS) === null) return false;
  const isAnyWeekday = weekdays === '*' || weekdays === '?' || weekdays === 'h';
  return !isAnyWeekday || day === 'any' || month === 'any' || month.some((number) => day.some((each) => each <= (MONTH_DAYS[number - 1] ?? 0)));
}

/** Says whether it is a time of Quartz: seconds first, six or seven fields. Source: Quartz's CronExpression. */
export function isQuartz(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (fields.length === 6 || fields.length === 7) && fields.every((field) => /^[\d*?/,\-#LWA-Za-z]+$/.test(field));
}

type Values = readonly number[] | 'any';

function valuesOf(field: string, low: number, high: number, names: readonly string[]): Values | null {
  const found: number[] = [];
  for (const part of field.split(',')) {
    const match = /^(\*|\?|h(?:\(\d+-\d+\))?|l|[a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?(?:\/(\d{1,4}))?(?:#\d|l|w)?$/.exec(part);
    if (match === null || match[3] === '0') return null;
    const [, first = '', last, step] = match;
    if (/^[*?hl]/.test(first)) {
      if (last !== undefined) return null;
      return 'any';
    }
    const from = numberOf(first, low, names);
    const to = last === undefined ? (step === undefined ? from : high) : numberOf(last, low, names);
    if (from === null || to === null || from < low || to > high || from > to) return null;
    for (let value = from; value <= to; value += Math.max(Number(step ?? 1), 1)) found.push(value);
  }
  return found;
}

function numberOf(text: string, low: number, names: readonly string[]): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text);
  return index < 0 ? null : index + (low === 1 ? 1 : 0);
}
