/** What a column's name says. Names are compared by whole words: `zip` is in `home_zip` and `homeZip`, not in `zipper`. */

const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[\p{Lo}\p{Lm}\p{M}]+|\p{Lu}|\p{N}+/gu;

/** Returns the words of a name in lower case: snake, kebab, dotted, spaced and camel case are split, digits stand alone. */
export function nameTokens(name: string): readonly string[] {
  return (name.normalize('NFC').match(WORD) ?? []).map((word) => word.toLowerCase());
}

/**
 * True when one of the phrases stands in the name as whole words.
 * @param phrases lower case, words separated by one space; `zip code` is found in `zip_code`, `ZipCode` and `zipcode`.
 */
export function nameHas(name: string, phrases: readonly string[]): boolean {
  const tokens = nameTokens(name);
  return phrases.some((phrase) => hasPhrase(tokens, phrase.split(' ')));
}

/** True when the name, digits at its end left aside, ends with one of the phrases: the thing the column is, not what it is about. */
export function nameEndsWith(name: string, phrases: readonly string[]): boolean {
  const tokens = [...nameTokens(name)];
  while (tokens.length > 1 && /^\d+$/.test(tokens.at(-1) ?? '')) tokens.pop();
  return phrases.some((phrase) => {
    const words = phrase.split(' ');
    return tokens.at(-1) === words.join('') || (words.length > 1 && endsWithAll(tokens, words)) || tokens.at(-1) === phrase;
  });
}

/**
 * Words that make a name mean an amount, a share or a thing about something else: `zip_file_size`, `hour_count`.
 * Lintel's own choice.
 */
export const MEASURE_WORDS: readonly string[] = [
  'count', 'counts', 'cnt', 'num', 'size', 'mean', 'avg', 'average', 'median', 'min', 'max', 'sum', 'total', 'std', 'var', 'rate', 'ratio', 'share', 'percent', 'pct', 'density',
  'population', 'income', 'distance', 'dist', 'length', 'len', 'width', 'height', 'duration', 'file', 'files', 'bytes', 'archive', 'diff', 'delta', 'change', 'amount', 'score', 'price', 'cost', 'worked', 'number of', 'no of', 'nr of',
];

function hasPhrase(tokens: readonly string[], words: readonly string[]): boolean {
  if (words.length > 1 && tokens.includes(words.join(''))) return true;
  return tokens.some((_, start) => words.every((word, offset) => tokens[start + offset] === word));
}

function endsWithAll(tokens: readonly string[], words: readonly string[]): boolean {
  return words.length <= tokens.length && words.every((word, offset) => tokens[tokens.length - words.length + offset] === word);
}
