import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { DISGUISED_MISSING_TOKENS, isDisguisedMissing } from '../../api/missing-tokens.ts';
import { where, type Predicate } from '../../api/predicate.ts';
import { columnRule } from '../../api/rule.ts';
import { knownValues } from '../../api/text-values.ts';

/** White space of ASCII, the no-break and other Unicode spaces, zero-width characters and the byte order mark. */
const ASCII_SPACE = ' \\t\\n\\x0b\\f\\r';
const OTHER_SPACE = '\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff';

const padded = (space: string, text: string): string => `^[${space}]+[^${text}]|[^${text}][${space}]+$`;
const PADDED = padded(ASCII_SPACE + OTHER_SPACE, ASCII_SPACE + OTHER_SPACE);
const INVISIBLE = `^[${ASCII_SPACE}]*[${OTHER_SPACE}]+[${ASCII_SPACE}${OTHER_SPACE}]*[^${ASCII_SPACE}${OTHER_SPACE}]|[^${ASCII_SPACE}${OTHER_SPACE}][${ASCII_SPACE}${OTHER_SPACE}]*[${OTHER_SPACE}][${ASCII_SPACE}]*$`;

const PADDED_TEXT: Predicate = {
  op: 'and',
  of: [
    { op: 'matches', pattern: PADDED },
    { op: 'not', of: { op: 'folded-in', values: DISGUISED_MISSING_TOKENS } },
  ],
};

export const rule = columnRule({
  id: 'miscoding/surrounding-whitespace',
  summary: 'Spaces before or after the text',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Foidl, Felderer et al.: data smell catalogue and detector' }],
  docs: {
    what: 'Values of a text column begin or end with white space, a no-break space or a zero-width character.',
    why: 'To a program " London" and "London" are two categories and never join. Encoders make two columns of them, filters miss rows.',
    instead: 'Strip the text where the data is loaded. If every value follows a space after the comma, skipinitialspace=True of read_csv does it.',
    limits: 'Numbers and true/false columns are left alone, since readers strip them themselves. Values of nothing but white space, and tokens for missing values, belong to packaging/disguised-missing. In columns of mostly distinct values, such as sentences, it is told as info, and there only a sample is searched.',
  },
  options: {
    mostDistinctShare: { kind: 'number', default: 0.5, min: 0, max: 1, unit: 'share', doc: 'Above this share of distinct values the column is no category and the finding is info.', source: "Lintel's own choice" },
  },
  messages: {
    padded: '`{column}` has spaces around the text in {count} of {rows} rows',
    invisible: '`{column}` has no-break or zero-width spaces around text in {count} of {rows} rows',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'A space after the comma',
        format: 'csv',
        text: 'n,city\n1,London\n2, London\n  ^^^^^^^ padded\n3,London\n4,Paris\n5,Paris\n',
      },
      {
        title: 'A no-break space at the end',
        format: 'csv',
        text: 'city\nLondon\nLondon\u00a0\n^^^^^^^ invisible\nParis\nParis\nLondon\n',
      },
    ],
    good: [
      {
        title: 'Spaces within the text',
        format: 'csv',
        text: 'n,city\n1,New York\n2,New York\n3,Los Angeles\n',
      },
      {
        title: 'Readers strip numbers themselves',
        format: 'csv',
        text: 'n, age\n1, 31\n2, 28\n3, 45\n',
      },
    ],
  },
  yieldsTo: ['packaging/constant-column'],
  mend: ({ column, table, verdict }) => {
    const frame = frameColumn({ column, table });
    if (frame === null) return null;
    if (verdict.message === 'padded') return { pandas: `${frame.pandas} = ${frame.pandas}.str.strip()`, polars: `df = df.with_columns(${frame.polars}.str.strip_chars())` };
    const edges = '^[\\s\\u00a0\\u200b\\u2060\\ufeff]+|[\\s\\u00a0\\u200b\\u2060\\ufeff]+$';
    return {
      pandas: `${frame.pandas} = ${frame.pandas}.str.replace("${edges.replaceAll('\\s', '\\\\s')}", "", regex=True)`,
      polars: `df = df.with_columns(${frame.polars}.str.replace_all("${edges.replaceAll('\\s', '\\\\s')}", ""))`,
    };
  },
  applies: (column) => column.physical === 'text' && column.kind === 'text',
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, measured, options }) => {
    const paddedText = new RegExp(PADDED);
    const values = knownValues(column, measured.counts).filter((value) => paddedText.test(value) && !isDisguisedMissing(value));
    if (values.length === 0) return [];
    const distinct = column.sample.values.length;
    const isCategory = distinct <= options.mostDistinctShare * (column.sample.rows - column.sample.missing);
    const invisibleText = new RegExp(INVISIBLE);
    const isInvisible = values.every((value) => invisibleText.test(value));
    return [
      {
        message: isInvisible ? 'invisible' : 'padded',
        at: { kind: 'rows', selector: where(column.index, PADDED_TEXT) },
        ...(isCategory ? {} : { severity: 'info' as const }),
      },
    ];
  },
});
