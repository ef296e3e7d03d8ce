import type { Column } from '../../api/column.ts';
import { dateFormatOf, type DateFormat } from '../../api/date-format.ts';
import { formLabel, hasTimeOfDay, startWithDates, tallyDates, type CountedForm } from '../../api/date-text.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { pythonString } from '../../api/python-literal.ts';
import { columnRule } from '../../api/rule.ts';
import { isText, textValues } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/datetime-as-string',
  summary: 'Dates held as text',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [
    { title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'date/time as string' },
    { title: 'pandas documentation, read_csv, parameter parse_dates', url: 'https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html' },
  ],
  docs: {
    what: 'Nearly all values of a text column are dates or timestamps in one written form. In Parquet, which has date types, this is a warning. CSV and JSON have none, so there it is a reminder: pandas keeps the column as text (object) unless parse_dates or to_datetime names it.',
    why: 'As text every date is a category of its own. Order, distance, weekday and season are lost, and a split by time compares letters.',
    instead: 'Parse the column at load time with an explicit format, or store it as a date. Then derive the features the model needs.',
    limits: 'Knows a fixed list of forms: year-month-day, day/month/year and month/day/year with slashes, dashes or dots, English month names, RFC 2822 and ctime. Years alone, months alone, times alone, numbers such as 20200131 and other languages are not taken for dates.',
  },
  options: {
    minShare: { kind: 'number', default: 0.9, min: 0.5, max: 1, unit: 'share', doc: 'Share of the values that must be dates of one form.', source: "The Data Linter's Julia rewrite, 0.9; the Data Linter uses 0.5 with free parsing" },
    minValues: { kind: 'number', default: 3, min: 1, max: 1e9, unit: 'values', doc: 'Fewest values the column must have.', source: "Lintel's own choice" },
  },
  messages: {
    typed: '`{column}` holds dates ({form}) in a text column',
    csv: '`{column}` holds dates ({form}), text to pandas unless told',
    json: '`{column}` holds dates ({form}) as JSON strings',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'A Parquet column of dates has the type of text',
        format: 'parquet',
        columns: { ordered: { type: 'VARCHAR', values: ['2024-01-31', '2024-02-01', '2024-02-03'] } },
        expect: ['ordered: typed'],
      },
      {
        title: 'Timestamps in a CSV file',
        format: 'csv',
        text: 'id,created_at\n   ^^^^^^^^^^ csv\n1,2024-01-31 10:00:00\n2,2024-02-01 11:30:00\n3,2024-02-03 09:15:00\n',
      },
      {
        title: 'Days before months, with slashes',
        format: 'csv',
        text: 'day\n^^^ csv\n31/01/2024\n01/02/2024\n03/02/2024\n',
      },
    ],
    good: [
      {
        title: 'A Parquet column of type date',
        format: 'parquet',
        columns: { ordered: { type: 'DATE', values: ['2024-01-31', '2024-02-01', '2024-02-03'] } },
        expect: [],
      },
      {
        title: 'First names that are also months',
        format: 'csv',
        text: 'name\nMay\nApril\nJune\nAugust\n',
      },
      {
        title: 'Versions and ratios are no dates',
        format: 'csv',
        text: 'version,ratio\n10.5.3,3/4\n10.5.4,1/2\n10.6.0,2/5\n',
      },
    ],
  },
  yieldsTo: ['miscoding/mixed-date-formats', 'packaging/constant-column', 'packaging/disguised-missing'],
  mend: ({ column, table }) => {
    const frame = frameColumn({ column, table });
    const format = column === null ? null : formatInSample(column);
    if (frame === null || format === null) return null;
    const utc = format.zone === 'none' ? '' : ', utc=True';
    const inZone = format.zone === 'letters' ? '.dt.replace_time_zone("UTC")' : '';
    const parse = format.hasTime ? `to_datetime(${pythonString(format.polars)}, strict=False)` : `to_date(${pythonString(format.polars)}, strict=False)`;
    return {
      pandas: `${frame.pandas} = pd.to_datetime(${frame.pandas}, format=${pythonString(format.pandas)}${utc}, errors="coerce")`,
      polars: `df = df.with_columns(${frame.polars}.str.${parse}${inZone})`,
    };
  },
  applies: (column) => isText(column) && startWithDates(column.sample.values),
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, table, measured, options }) => {
    const values = textValues(column, measured.counts);
    const main = tallyDates(values.values)[0];
    if (main === undefined || values.total < options.minValues || main.count < options.minShare * values.total) return [];
    const data = { form: { text: labelOf(main) } };
    const at = { kind: 'header' } as const;
    if (table.format === 'parquet') return [{ message: 'typed', at, data }];
    return [table.format === 'csv' ? { message: 'csv', at, data, severity: 'info' } : { message: 'json', at, data, severity: 'info' }];
  },
});

/** Says the form as people write it, and whether a time of day follows in most values. */
function labelOf(main: CountedForm): string {
  const timed = main.values.filter(hasTimeOfDay).length;
  return main.form.id !== 'ctime' && timed > main.values.length / 2 ? `${formLabel(main)} with time` : formLabel(main);
}

/** Sampled values that are looked at for the format of the mending code. */
const FORMAT_VALUES = 500;

/** Null where the values do not say whether the day or the month comes first: a guess would swap them without a word. */
function formatInSample(column: Column): DateFormat | null {
  const main = tallyDates(column.sample.values.slice(0, FORMAT_VALUES))[0];
  return main === undefined || main.rival !== null ? null : dateFormatOf(main.values, main.form);
}
