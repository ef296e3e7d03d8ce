/** Text that is a number written for people: thousands separators, decimal comma, percent sign, currency, brackets for minus. */

export type NumberStyle = 'percent' | 'currency' | 'accounting' | 'comma-thousands' | 'dot-thousands' | 'space-thousands' | 'apostrophe-thousands' | 'decimal-comma';

export interface StyleSpec {
  readonly style: NumberStyle;
  /** What people call it, after "written with". */
  readonly label: string;
  /** RE2 and JavaScript syntax; plain numbers match none. Case is ignored. */
  readonly pattern: string;
}

const SYMBOL = '[$€£¥₹₽₩₺₴₫฿]|(?:US|A|C|AU|CA|NZ|HK|S|R)\\$';
const CODE = 'usd|eur|gbp|jpy|chf|cad|aud|cny|inr|sek|nok|dkk|pln|czk|brl|mxn|zar|krw|rub|try|huf|nzd|sgd|hkd';
const PLAIN = '(?:\\d+\\.?\\d*|\\.\\d+)';
const COMMA_GROUPS = '[1-9]\\d{0,2}(?:,\\d{3})+(?:\\.\\d*)?';
const INDIAN_GROUPS = '[1-9]\\d?(?:,\\d{2})+,\\d{3}(?:\\.\\d*)?';
const DOT_GROUPS = '\\d{1,3}(?:\\.\\d{3})+,\\d+|\\d{1,3}(?:\\.\\d{3}){2,}';
const SPACE_GROUPS = '[1-9]\\d{0,2}(?:[ \u00a0\u202f]\\d{3})+(?:[.,]\\d+)?';
const APOSTROPHE_GROUPS = "[1-9]\\d{0,2}(?:['’]\\d{3})+(?:\\.\\d+)?";
const DECIMAL_COMMA = '(?:0|[1-9]\\d*),\\d{1,2}|(?:0|[1-9]\\d*),\\d{4,}|0,\\d{3}|\\d{4,},\\d{3}';
const AMOUNT = `(?:${[COMMA_GROUPS, INDIAN_GROUPS, DOT_GROUPS, SPACE_GROUPS, APOSTROPHE_GROUPS, DECIMAL_COMMA, PLAIN].join('|')})`;
const SIGN = '[+\\-\u2212]?\\s?';

const whole = (body: string): string => `^\\s*${body}\\s*$`;

/** All styles, the most special first: the first that matches is the text's style. */
export const NUMBER_STYLES: readonly StyleSpec[] = [
  { style: 'percent', label: 'a percent sign', pattern: whole(`${SIGN}${AMOUNT}[ \u00a0\u202f]?%`) },
  {
    style: 'currency',
    label: 'a currency',
    pattern: whole(`\\(?${SIGN}(?:(?:${SYMBOL}|(?:${CODE})\\b)[ \u00a0\u202f]?${SIGN}${AMOUNT}[ ]?(?:k|m|mn|bn|b)?|${AMOUNT}[ \u00a0\u202f]?(?:${SYMBOL}|(?:${CODE})\\b))\\)?`),
  },
  { style: 'accounting', label: 'brackets for minus', pattern: whole(`\\((?:${COMMA_GROUPS}|${PLAIN})\\)`) },
  { style: 'comma-thousands', label: 'commas between thousands', pattern: whole(`${SIGN}(?:${COMMA_GROUPS}|${INDIAN_GROUPS})`) },
  { style: 'dot-thousands', label: 'dots between thousands', pattern: whole(`${SIGN}(?:${DOT_GROUPS})`) },
  { style: 'space-thousands', label: 'spaces between thousands', pattern: whole(`${SIGN}${SPACE_GROUPS}`) },
  { style: 'apostrophe-thousands', label: 'apostrophes between thousands', pattern: whole(`${SIGN}${APOSTROPHE_GROUPS}`) },
  { style: 'decimal-comma', label: 'a decimal comma', pattern: whole(`${SIGN}(?:${DECIMAL_COMMA})`) },
];

const READERS: readonly { readonly spec: StyleSpec; readonly pattern: RegExp }[] = NUMBER_STYLES.map((spec) => ({ spec, pattern: new RegExp(spec.pattern, 'i') }));

/** Longest text that is tried; numbers for people are short. */
const LONGEST = 40;

/** Returns the style of a number written for people; null for plain numbers and for text that is no number. */
export function numberStyleOf(text: string): StyleSpec | null {
  if (text.length > LONGEST || !/\d/.test(text) || !/[^\d.+\-eE\s]|\d[\s.]\d/.test(text)) return null;
  return READERS.find(({ pattern }) => pattern.test(text))?.spec ?? null;
}
