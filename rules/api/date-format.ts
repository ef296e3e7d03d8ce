/** Formats with which pandas and Polars read a column of dates, taken from how its values are written. */
import { dateFormsOf, hasTimeOfDay, type DateForm } from './date-text.ts';

export interface DateFormat {
  /** Values of `format=` in pandas and of `format` in Polars. */
  readonly pandas: string;
  readonly polars: string;
  readonly hasTime: boolean;
  /** How the zone is written: as an offset, which `%z` reads, or as letters for UTC, which the formats hold as they are. */
  readonly zone: 'none' | 'offset' | 'letters';
}

const OFFSET = /:\d{2}(?:\.\d+)?\s*[+-]\d{2}:?\d{2}(?:\s+\d{4})?$/;
const LETTERS = /:\d{2}(?:\.\d+)?\s*(?:z|utc|gmt)(?:\s+\d{4})?$/i;
const CLOCK = /\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?(\s*[ap]m)?/i;

/** Returns the one format all values are written in. Null when they differ or no format says it. */
export function dateFormatOf(values: readonly string[], form: DateForm): DateFormat | null {
  const formats = values.filter((value) => dateFormsOf(value).includes(form)).map((value) => formatOf(value.trim(), form));
  const first = formats[0] ?? null;
  return first !== null && formats.every((format) => format !== null && format.pandas === first.pandas && format.polars === first.polars) ? first : null;
}

function formatOf(text: string, form: DateForm): DateFormat | null {
  const clock = clockOf(text);
  if (clock === null) return null;
  const day = form.strptime ?? '';
  const rest = day === '' ? text.replace(CLOCK, '\u0000') : `${day}${text.replace(/^\S+?(?=[t\s]|$)/i, '').replace(CLOCK, '\u0000')}`;
  const words = day === '' ? namedDay(rest) : rest;
  const zoned = words.replace(/\s*(?<=[\u0000 ])[+-]\d{2}:?\d{2}(?=\s|$)/, (zone) => (/^\s/.test(zone) ? ' %z' : '%z'));
  return { pandas: zoned.replace('\u0000', clock.pandas), polars: zoned.replace('\u0000', clock.polars), hasTime: hasTimeOfDay(text), zone: OFFSET.test(text) ? 'offset' : LETTERS.test(text) ? 'letters' : 'none' };
}

function clockOf(text: string): { readonly pandas: string; readonly polars: string } | null {
  const match = CLOCK.exec(text);
  if (match === null) return { pandas: '', polars: '' };
  const [, seconds, fraction, half] = match;
  if (fraction?.startsWith(',') === true) return null;
  const hour = half === undefined ? '%H' : '%I';
  const base = `${hour}:%M${seconds === undefined ? '' : ':%S'}`;
  const end = half === undefined ? '' : half.replace(/[ap]m/i, '%p');
  return { pandas: `${base}${fraction === undefined ? '' : '.%f'}${end}`, polars: `${base}${fraction === undefined ? '' : '%.f'}${end}` };
}

function namedDay(text: string): string {
  return text
    .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)(?=[,\s])/i, '%a')
    .replace(/^(?:mon|tues|wednes|thurs|fri|satur|sun)day/i, '%A')
    .replace(/\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?![a-z])/i, '%b')
    .replace(/\b(?:january|february|march|april|june|july|august|september|october|november|december)\b/i, '%B')
    .replace(/(?<![%\d+]|\s-)\d{4}\b(?!:)/, '%Y')
    .replace(/(?<![%\d:+])\b\d{1,2}\b(?!:)/, '%d')
    .replace(/-\d{2}$/, '-%y');
}
