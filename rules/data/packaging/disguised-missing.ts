import { columnRule } from '../../api/rule.ts';
import { nameHas } from '../../api/column-names.ts';
import { measure } from '../../api/measure.ts';
import { where, whereIn } from '../../api/predicate.ts';
import { DISGUISED_MISSING_TOKENS, isPandasMissing, PANDAS_MISSING_TOKENS } from '../../api/missing-tokens.ts';
import { knownValues } from '../../api/text-values.ts';
import { isKeyLike } from '../../api/chance-repeats.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { pythonStrings } from '../../api/python-literal.ts';
import type { Column } from '../../api/column.ts';
import type { Predicate } from '../../api/predicate.ts';

export const rule = columnRule({
  id: 'packaging/disguised-missing',
  summary: 'Words such as `?` or `n.a.` that stand for "no value"',
  severity: 'warning',
  confidence: 'likely',
  status: 'stable',
  since: '0.1.0',
  sources: [
    { title: 'deepchecks', where: 'mixed nulls' },
    { title: 'pandas documentation', where: 'read_csv, parameter na_values', url: 'https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html' },
  ],
  docs: {
    what: 'Cells whose whole text is a word for "no value": `?`, `-`, `n.a.`, `missing`, `unknown`, `#N/A` and the like, above all those that pandas does not read as missing.',
    why: 'One such word turns a column of numbers into text in pandas. In a column of words it becomes a category of its own, and counts of missing values are too low.',
    instead: 'Name the words when the file is read (`na_values` in pandas, `null_values` in polars), and write missing values as empty cells.',
    limits: 'Words that may be a real level in a column of words (`unknown`, `-`) are only informative there, silent where nearly every row has its own word, and `none` is silent. Words that pandas reads as missing by itself are left to packaging/reader-dependent-missing, unless the column looks like country codes. In columns with very many different words only those of a sample are seen.',
  },
  options: {
    tokens: { kind: 'strings', default: DISGUISED_MISSING_TOKENS, doc: 'Words for "no value", in lower case.', source: 'deepchecks mixed nulls; Data Smells catalogue; pandas read_csv' },
    ambiguous: {
      kind: 'strings',
      default: ['na', 'none', 'not applicable', 'unknown', 'unk', 'empty', 'missing', '-', '.', '..', '...', '*', 'tbd', 'nil'],
      doc: 'Words for "no value" that may be a level of their own in a column of words.',
      source: "Lintel's own choice",
    },
    levels: { kind: 'strings', default: ['none', 'not applicable'], doc: 'Ambiguous words that mostly are a level: in a column of words they are not reported.', source: "Lintel's own choice" },
    codeNames: { kind: 'strings', default: ['country', 'nation', 'iso', 'region', 'continent'], doc: 'Words in the name of a column whose `NA` may be a code, such as that of Namibia.', source: 'vscode-data-wrangler #428; name list is our own' },
    longText: { kind: 'number', default: 30, min: 1, max: 1e6, unit: 'characters', doc: 'Mean length from which a column is free text, where only unmistakable words count.', source: 'The Data Linter, tokenisable string, 30 characters' },
  },
  messages: {
    number: '`{column}` is {tokens} in {count} of {rows} rows, so pandas reads it as text',
    unseen: '`{column}` has words for "no value" in {count} of {rows} rows, so pandas reads it as text',
    word: '`{column}` is {tokens} instead of missing in {count} of {rows} rows',
    level: '`{column}` is {tokens} in {count} of {rows} rows, which may stand for missing',
    spellings: '`{column}` writes missing in {ways} ways: {tokens} ({count} of {rows} rows)',
    code: '`{column}` has the code `NA` in {count} of {rows} rows, which pandas reads as missing',
  },
  fix: 'none',
  examples: {
    bad: [
      { title: 'A question mark among numbers', format: 'csv', text: 'horsepower\n130\n165\n?\n^ number\n150\n140\n198\n220\n215\n225\n190\n170\n160\n' },
      { title: 'A category that is no category', format: 'csv', text: 'workclass\nPrivate\nState-gov\n?\n^ word\nPrivate\n' },
      { title: 'Two spellings', format: 'csv', text: 'workclass\nPrivate\nState-gov\n?\n^ spellings\nPrivate\nn.a.\n' },
      { title: 'A level that may be missing', format: 'csv', text: 'contact\ncellular\nunknown\n^^^^^^^ level\ntelephone\ncellular\n' },
    ],
    good: [
      { title: 'Empty cells', format: 'csv', text: 'workclass,hours\nPrivate,40\nState-gov,\n,35\nPrivate,20\n' },
      { title: 'Strands of a genome', format: 'csv', text: 'strand\n+\n-\n+\n-\n' },
      { title: 'A question mark inside a text', format: 'csv', text: 'title\nWhat is truth?\nWho knows\n' },
    ],
  },
  yieldsTo: [],
  mend: (request) => {
    const { verdict } = request;
    const frame = frameColumn(request);
    const tokens = verdict.data !== undefined && 'tokens' in verdict.data ? verdict.data.tokens : null;
    if (frame === null || tokens === null || typeof tokens !== 'object' || !('values' in tokens)) return null;
    const list = pythonStrings(tokens.values);
    const isNumber = verdict.message === 'number';
    const masked = `${frame.pandas}.mask(${frame.pandas}.isin(${list}))`;
    const kept = `pl.when(~${frame.polars}.is_in(${list})).then(${frame.polars})`;
    return {
      pandas: `${frame.pandas} = ${isNumber ? `pd.to_numeric(${masked})` : masked}`,
      polars: `df = df.with_columns(${isNumber ? `${kept}.cast(pl.Float64)` : kept})`,
    };
  },
  applies: (column) => column.physical === 'text',
  measures: (column, options) => ({ counts: measure.valueCounts, unread: mayHideTokens(column) ? measure.where(unreadTokens(options.tokens)) : measure.missing }),
  judge: ({ column, table, measured, options }) => {
    const isToken = (value: string): boolean => options.tokens.includes(value.trim().toLowerCase());
    const values = knownValues(column, measured.counts);
    const found = values.filter(isToken);
    const isRead = (value: string): boolean => table.format === 'csv' && isPandasMissing(value);
    const unread = found.filter((value) => !isRead(value));
    const rowsWith = (tokens: readonly string[]) => ({ at: { kind: 'rows', selector: whereIn(column.index, tokens) }, data: { tokens: { values: tokens } } }) as const;
    if (isNumeric(column)) {
      if (unread.length > 0) return [{ message: 'number', ...rowsWith(unread), confidence: 'certain' }];
      if (mayHideTokens(column) && measured.unread > 0) {
        return [{ message: 'unseen', at: { kind: 'rows', selector: where(column.index, unreadTokens(options.tokens)) }, confidence: 'certain' }];
      }
      return [];
    }
    const words = values.filter((value) => !isToken(value));
    const isAmbiguous = (value: string): boolean => options.ambiguous.includes(value.trim().toLowerCase()) && !mostStartWithDigit(words);
    const plain = unread.filter((value) => !isAmbiguous(value));
    const isLevel = (value: string): boolean => options.levels.includes(value.trim().toLowerCase()) || isSymbolAmongSymbols(value, words);
    const open = isKeyLike(column) ? [] : unread.filter((value) => isAmbiguous(value) && !isLevel(value));
    if (isFreeText(column, options.longText)) {
      const sure = plain.filter((value) => !isSymbol(value));
      return sure.length > 0 ? [{ message: 'word', ...rowsWith(sure), severity: 'info' }] : [];
    }
    const all = [...plain, ...open];
    if (plain.length > 0 && all.length > 1) {
      const { at, data } = rowsWith(all);
      return [{ message: 'spellings', at, data: { ...data, ways: all.length } }];
    }
    if (plain.length > 0) return [{ message: 'word', ...rowsWith(plain) }];
    if (open.length > 0) return [{ message: 'level', ...rowsWith(open), severity: 'info', confidence: 'possible' }];
    return found.includes('NA') && areCodes(words) && nameHas(column.name, options.codeNames) ? [{ message: 'code', at: rowsWith(['NA']).at }] : [];
  },
});

/** CSV columns of numbers: only there does a word change how the whole column is read. */
function isNumeric(column: Column): boolean {
  return column.kind === 'integer' || column.kind === 'float';
}

/** True for numbers of which only a sample is known word by word: one word in a million rows matters there. */
function mayHideTokens(column: Column): boolean {
  return isNumeric(column) && !column.sample.isWholeTable;
}

function unreadTokens(tokens: readonly string[]): Predicate {
  return { op: 'and', of: [{ op: 'folded-in', values: tokens }, { op: 'not', of: { op: 'in', values: PANDAS_MISSING_TOKENS.filter((token) => token !== '') } }] };
}

/** Share of the words for which a property must hold. Lintel's own choice. */
const MOST = 0.9;

/** Dates, amounts with units, codes: columns in which `-` and `unknown` are no levels. */
function mostStartWithDigit(words: readonly string[]): boolean {
  return words.length > 0 && words.filter((word) => /^\s*[+\-$€£]?\d/.test(word)).length >= MOST * words.length;
}

function isSymbol(value: string): boolean {
  return !/[\p{L}\p{N}]/u.test(value);
}

/** `-` beside `+`, `.` beside `#`: one symbol of an alphabet. */
function isSymbolAmongSymbols(value: string, words: readonly string[]): boolean {
  return isSymbol(value) && words.some(isSymbol);
}

function isFreeText(column: Column, length: number): boolean {
  const { values } = column.sample;
  return values.length > 0 && values.reduce((sum, { value }) => sum + value.length, 0) / values.length > length;
}

/** Fewest different codes that make `NA` one of them. Lintel's own choice. */
const FEWEST_CODES = 10;

function areCodes(words: readonly string[]): boolean {
  return words.length >= FEWEST_CODES && words.filter((word) => /^[A-Z]{2,3}$/.test(word)).length >= MOST * words.length;
}
