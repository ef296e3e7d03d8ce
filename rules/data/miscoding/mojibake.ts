import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { where } from '../../api/predicate.ts';
import { LOST_PATTERN, MOJIBAKE_PATTERN } from '../../api/mojibake-text.ts';
import { columnRule } from '../../api/rule.ts';
import { knownValues } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/mojibake',
  summary: 'Text that was decoded with the wrong encoding',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [
    { title: 'Foidl, Felderer et al.: data smell catalogue and detector' },
    { title: 'Quartz bad-data guide' },
    { title: 'Unicode Standard, chapter 3, table 3-6 (UTF-8 bit distribution) and U+FFFD' },
  ],
  docs: {
    what: 'The text holds UTF-8 that somebody read as Latin-1 or windows-1252, so that é became Ã©, or the replacement character U+FFFD, which stands where a reader gave up.',
    why: 'The same word occurs whole and broken, which makes two categories of it, and tokenisers cut the broken one into rubbish.',
    instead: 'Read the original again with the right encoding. If only this file is left, encode the text as windows-1252 and decode it as UTF-8; what U+FFFD stood for is lost.',
    limits: 'Knows UTF-8 read as Latin-1 or windows-1252, for letters of Latin, Greek and Cyrillic script, East Asian text, punctuation and emoji. Single pairs that also occur in real words are not counted. In columns of mostly distinct values only a sample is searched.',
  },
  options: {
    minRows: { kind: 'number', default: 1, min: 1, max: 1e9, unit: 'values', doc: 'Fewest distinct broken values.', source: "Lintel's own choice" },
  },
  messages: {
    misread: '`{column}` holds misread UTF-8 such as {examples} in {count} of {rows} rows',
    lost: '`{column}` holds the replacement character U+FFFD in {count} of {rows} rows',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'Umlauts as two characters',
        format: 'csv',
        text: 'city\nMünchen\nMÃ¼nchen\n^^^^^^^^ misread\nKöln\n',
      },
      {
        title: 'An apostrophe as three characters',
        format: 'csv',
        text: 'title\nWe are here\nWeâ€™re here\n^^^^^^^^^^^^ misread\n',
      },
      {
        title: 'Characters that are lost',
        format: 'csv',
        text: 'city\nM\ufffdnchen\n^^^^^^^ lost\nBerlin\n',
      },
    ],
    good: [
      {
        title: 'Real words with the same letters',
        format: 'csv',
        text: 'word\nNÃO\nÂge\nÄpfel\nPÂTÉ\nđường\nÅlesund\nFaçade\nMaß\n',
      },
      {
        title: 'Prices and quotes beside accented capitals',
        format: 'csv',
        text: 'text\nCHÂTEAU “PÂTÉ” – 5 €\nMAÇÃ » 3 €\nGROSSE „Ä“\n',
      },
    ],
  },
  yieldsTo: [],
  mend: ({ column, table, verdict }) => {
    const frame = frameColumn({ column, table });
    if (frame === null || verdict.message !== 'misread') return null;
    const define = 'def decode_again(text):\n    try:\n        return text.encode("cp1252").decode("utf-8")\n    except (AttributeError, UnicodeError):\n        return text\n';
    return {
      pandas: `${define}${frame.pandas} = ${frame.pandas}.map(decode_again)`,
      polars: `${define}df = df.with_columns(${frame.polars}.map_elements(decode_again, return_dtype=pl.String))`,
    };
  },
  applies: (column) => column.physical === 'text' && column.kind === 'text',
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, table, measured, options }) => {
    const values = knownValues(column, measured.counts).filter((value) => /[^\x00-\x7f]/.test(value));
    const misreadText = new RegExp(MOJIBAKE_PATTERN);
    const misread = values.filter((value) => misreadText.test(value));
    const lost = values.filter((value) => value.includes('\ufffd'));
    const verdicts = [];
    if (misread.length >= options.minRows) {
      const selector = where(column.index, { op: 'matches', pattern: MOJIBAKE_PATTERN });
      verdicts.push({ message: 'misread', at: { kind: 'rows', selector }, data: { examples: { values: misread.slice(0, 1) } } } as const);
    }
    if (lost.length >= options.minRows && (table.layout?.undecodable.count ?? 0) === 0) {
      verdicts.push({ message: 'lost', at: { kind: 'rows', selector: where(column.index, { op: 'matches', pattern: LOST_PATTERN }) } } as const);
    }
    return verdicts;
  },
});
