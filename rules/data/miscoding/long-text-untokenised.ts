import { mayBeDate } from '../../api/date-text.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { columnRule } from '../../api/rule.ts';
import { isText, textValues, valuesWord, type CountedValue } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/long-text-untokenised',
  summary: 'Free text among the features',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'tokenizable string' }],
  docs: {
    what: 'A text column holds sentences: long values of several words each, most of them different from the others.',
    why: 'Encoded as categories, every text is a level of its own that never comes again, so the model learns nothing from it and the table grows.',
    instead: 'Turn the text into features with a tokeniser, a bag of words or an embedding, or leave the column out.',
    limits: 'Tells words by spaces, so it is silent for languages written without them, and for links, hashes, paths, JSON and dates. Long category names that come again and again are left alone.',
  },
  options: {
    minLength: { kind: 'number', default: 30, min: 1, max: 1e6, unit: 'characters', doc: 'The mean length must be more than this.', source: 'The Data Linter, 30 characters' },
    minDistinct: { kind: 'number', default: 20, min: 1, max: 1e9, unit: 'values', doc: 'There must be more distinct values than this.', source: 'The Data Linter, 20 values' },
    minWords: { kind: 'number', default: 4, min: 2, max: 1000, unit: 'values', doc: 'Words the median value must have.', source: "Lintel's own choice; spares links and hashes" },
    minDistinctShare: { kind: 'number', default: 0.2, min: 0, max: 1, unit: 'share', doc: 'Distinct values over all values must be at least this.', source: "Lintel's own choice; spares long category names" },
  },
  messages: {
    text: '`{column}` is free text, {words} words long at the median of its {total} {values}',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'Reviews are sentences',
        format: 'csv',
        text: 'review\n^^^^^^ text\nI liked the first half of the film a lot\nToo long and the ending makes no sense\nMy children want to see it again and again\n',
        options: { minDistinct: 2 },
      },
    ],
    good: [
      {
        title: 'Long category names that come again',
        format: 'csv',
        text: 'sector\nHealth care and social assistance services\nArts and entertainment and recreation\nReal estate and rental and leasing\nHealth care and social assistance services\nArts and entertainment and recreation\nReal estate and rental and leasing\n',
        options: { minDistinct: 2, minDistinctShare: 0.6 },
      },
      {
        title: 'Links have no spaces',
        format: 'csv',
        text: 'link\nhttps://example.org/films/the-first-film-of-all\nhttps://example.org/films/the-second-film-of-all\nhttps://example.org/films/the-third-film-of-all\n',
        options: { minDistinct: 2 },
      },
    ],
  },
  yieldsTo: ['miscoding/datetime-as-string', 'miscoding/mixed-date-formats'],
  mend: ({ column, table }) => {
    const frame = frameColumn({ column, table });
    if (frame === null) return null;
    return {
      pandas: `from sklearn.feature_extraction.text import TfidfVectorizer\ntext_features = TfidfVectorizer(max_features=1000).fit_transform(${frame.pandas}.fillna(""))`,
      polars: `from sklearn.feature_extraction.text import TfidfVectorizer\ntext_features = TfidfVectorizer(max_features=1000).fit_transform(df[${frame.name}].fill_null("").to_list())`,
    };
  },
  applies: (column, { options }) => column.role === 'feature' && isText(column) && column.sample.values.length > options.minDistinct && hasWords(column.sample.values.slice(0, 20), 2),
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, measured, options }) => {
    const values = textValues(column, measured.counts);
    const distinct = values.values.length;
    if (distinct <= options.minDistinct || distinct < options.minDistinctShare * values.total) return [];
    const prose = values.values.filter(({ value }) => !/^\s*[[{]/.test(value) && !mayBeDateWithoutWords(value));
    if (prose.length < distinct / 2 || meanLength(prose) <= options.minLength || !hasWords(prose, options.minWords)) return [];
    return [{ message: 'text', at: { kind: 'header' }, data: { words: medianWords(prose), total: values.total, values: valuesWord(values) } }];
  },
});

function meanLength(values: readonly CountedValue[]): number {
  let length = 0;
  let rows = 0;
  for (const { value, count } of values) {
    length += value.length * count;
    rows += count;
  }
  return rows === 0 ? 0 : length / rows;
}

function hasWords(values: readonly CountedValue[], words: number): boolean {
  return values.length > 0 && medianWords(values) >= words;
}

/** Median number of words over the distinct values. A word holds a letter. */
function medianWords(values: readonly CountedValue[]): number {
  const words = values.map(({ value }) => value.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length).sort((a, b) => a - b);
  return words[Math.floor(words.length / 2)] ?? 0;
}

function mayBeDateWithoutWords(value: string): boolean {
  return mayBeDate(value) && !/\p{L}{4}/u.test(value);
}
