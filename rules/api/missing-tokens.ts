/** Text that stands for a missing value. */

/**
 * What pandas' read_csv turns into NaN by itself, as written.
 * Source: pandas documentation, `read_csv`, parameter `na_values`, https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html
 */
export const PANDAS_MISSING_TOKENS: readonly string[] = [
  '', ' ', '#N/A', '#N/A N/A', '#NA', '-1.#IND', '-1.#QNAN', '-NaN', '-nan', '1.#IND', '1.#QNAN', '<NA>', 'N/A', 'NA', 'NULL', 'NaN', 'None', 'n/a', 'nan', 'null',
];

const PANDAS_SET: ReadonlySet<string> = new Set(PANDAS_MISSING_TOKENS);

/** True when pandas reads this text as missing. */
export function isPandasMissing(text: string): boolean {
  return PANDAS_SET.has(text);
}

/**
 * Trimmed, lower-cased texts that mean "no value" to people, whatever the reader does with them.
 * Source: deepchecks MixedNulls, Data Smells catalogue; the words are common to both or to pandas' list.
 */
export const DISGUISED_MISSING_TOKENS: readonly string[] = [
  'na', 'n/a', '#n/a', 'n.a.', 'n.a', '<na>', 'nan', 'null', '(null)', '[null]', 'nil', 'none', '(none)', '#null!', '?', '??', '???', '-', '--', '---', '.', '..', '...', '*', 'missing', '(missing)', 'unknown',
  'unk', 'undefined', 'not available', 'not applicable', 'not known', 'no data', 'nodata', '(blank)', '[blank]', 'empty', '(empty)', 'tbd', '#value!', '#ref!', '#div/0!', '#num!', '#name?',
];

const DISGUISED_SET: ReadonlySet<string> = new Set(DISGUISED_MISSING_TOKENS);

/** True when the text, trimmed and lower-cased, is one of the disguised tokens. */
export function isDisguisedMissing(text: string): boolean {
  return DISGUISED_SET.has(text.trim().toLowerCase());
}
