/** Text that is a number. One strict grammar for every rule: what float() of Python and read_csv of pandas accept. */

const PLAIN_INTEGER = /^[+-]?\d+$/;
const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** True for plain ASCII numbers: sign, digits, one decimal point, exponent. No separators, units, NaN or infinity. */
export function isNumberText(text: string): boolean {
  return PLAIN_NUMBER.test(text.trim());
}

/** True for whole numbers written without a decimal point or exponent. */
export function isIntegerText(text: string): boolean {
  return PLAIN_INTEGER.test(text.trim());
}

/** The same grammar in RE2 and JavaScript syntax, for predicates. */
export const NUMBER_PATTERN = '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$';
