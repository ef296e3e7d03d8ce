import { tableRule } from '../../api/rule.ts';
import { isPandasMissing } from '../../api/missing-tokens.ts';
import { whereIn } from '../../api/predicate.ts';
import { pythonStrings } from '../../api/python-literal.ts';
import { readCsvCall } from '../../api/read-call.ts';
import type { Column } from '../../api/column.ts';

export const rule = tableRule({
  id: 'packaging/reader-dependent-missing',
  summary: 'Words such as `NA` that only some readers take for missing',
  severity: 'info',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [
    { title: 'pandas documentation', where: 'read_csv, parameter na_values', url: 'https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html' },
    { title: 'polars documentation', where: 'read_csv, parameter null_values', url: 'https://docs.pola.rs/api/python/stable/reference/api/polars.read_csv.html' },
  ],
  docs: {
    what: 'A CSV file writes missing numbers as `NA`, `NULL`, `None` or another word that pandas reads as missing by itself.',
    why: 'Other readers do not: polars, Spark and DuckDB read the whole column as text, or stop. Code that moves from one reader to another then works with other types.',
    instead: 'Write missing values as empty cells, or name the word where the file is read.',
    limits: 'One finding per table, at the first such cell. Looks at columns of numbers and booleans in a sample; words in columns of words are not reported. Words that pandas does not know either are the matter of packaging/disguised-missing.',
  },
  options: {},
  messages: {
    one: '`{column}` writes missing as {tokens}, which pandas reads as missing and polars as text',
    many: '{columns} number columns write missing as {tokens}: missing to pandas, text to polars',
  },
  fix: 'none',
  examples: {
    bad: [{ title: 'Written by R', format: 'csv', text: 'name,weight\nAnn,61\nBob,NA\n    ^^ one\nCleo,58\n' }],
    good: [
      { title: 'Missing is an empty cell', format: 'csv', text: 'name,weight\nAnn,61\nBob,\nCleo,58\n' },
      { title: 'A word among words', format: 'csv', text: 'name,pool\nAnn,None\nBob,indoor\nCleo,None\n' },
    ],
  },
  yieldsTo: [],
  mend: ({ table, verdict }) => {
    const tokens = verdict.data !== undefined && 'tokens' in verdict.data ? verdict.data.tokens : null;
    if (tokens === null || typeof tokens !== 'object' || !('values' in tokens)) return null;
    return readCsvCall(table, { pandas: '', polars: `null_values=${pythonStrings(tokens.values)}` });
  },
  applies: ({ table }) => table.format === 'csv',
  measures: () => ({}),
  perColumn: null,
  judge: ({ table }) => {
    const found = table.columns.flatMap((column) => {
      const tokens = tokensIn(column);
      return tokens.length === 0 ? [] : [{ column, tokens }];
    });
    const [first] = found;
    if (first === undefined) return [];
    const tokens = { values: [...new Set(found.flatMap((each) => each.tokens))] };
    const place = { at: { kind: 'rows', selector: whereIn(first.column.index, first.tokens) }, column: first.column.index } as const;
    return found.length === 1 ? [{ message: 'one', ...place, data: { tokens } }] : [{ message: 'many', ...place, data: { columns: found.length, tokens } }];
  },
});

function tokensIn({ kind, sample }: Column): readonly string[] {
  if (kind !== 'integer' && kind !== 'float' && kind !== 'boolean') return [];
  return sample.values.flatMap(({ value }) => (isPandasMissing(value) && value.trim() !== '' ? [value] : []));
}
