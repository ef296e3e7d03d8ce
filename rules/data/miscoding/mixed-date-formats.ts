import { formLabel, hasTimeOfDay, startWithDates, tallyDates, type CountedForm } from '../../api/date-text.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { where, whereIn } from '../../api/predicate.ts';
import { pythonString } from '../../api/python-literal.ts';
import { columnRule } from '../../api/rule.ts';
import { isText, textValues } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/mixed-date-formats',
  summary: 'Dates written in several forms in one column',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Foidl, Felderer et al.: data smell catalogue and detector' }, { title: 'Quartz bad-data guide' }],
  docs: {
    what: 'A column holds dates in two or more written forms, for example 2024-01-31 and 31/01/2024, or days before months in some rows and months before days in others.',
    why: 'A reader that settles on one form turns the other rows into missing values or, with days and months swapped, into wrong dates without a word.',
    instead: 'Find out which source wrote which form, parse each with its own format, and store one form.',
    limits: 'Forms count as different only where a value proves it: 03/04/2024 fits both orders and is counted for the one the other rows use. A date with and without a time of day is one form. Knows the forms of miscoding/datetime-as-string.',
  },
  options: {
    minShare: { kind: 'number', default: 0.9, min: 0.5, max: 1, unit: 'share', doc: 'Share of the values that must be dates in any form.', source: "Lintel's own choice" },
    minSecondShare: { kind: 'number', default: 0.01, min: 0, max: 0.5, unit: 'share', doc: 'Share of the dates that must be in a second form.', source: "Lintel's own choice" },
    minValues: { kind: 'number', default: 4, min: 2, max: 1e9, unit: 'values', doc: 'Fewest dates the column must have.', source: "Lintel's own choice" },
  },
  messages: {
    mixed: '`{column}` writes dates as {second} in {count} of {rows} rows, mostly as {first}',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'One date has slashes',
        format: 'csv',
        text: 'day\n2024-01-31\n2024-02-01\n03/02/2024\n^^^^^^^^^^ mixed\n2024-02-04\n',
      },
      {
        title: 'Months before days among days before months',
        format: 'csv',
        text: 'day\n31/01/2024\n15/02/2024\n02/28/2024\n^^^^^^^^^^ mixed\n03/02/2024\n',
      },
    ],
    good: [
      {
        title: 'All dates fit one order',
        format: 'csv',
        text: 'day\n31/01/2024\n15/02/2024\n02/03/2024\n03/02/2024\n',
      },
      {
        title: 'Some dates have a time of day',
        format: 'csv',
        text: 'day\n2024-01-31\n2024-02-01 10:00\n2024-02-03\n2024-02-04\n',
      },
    ],
  },
  yieldsTo: [],
  mend: ({ column, table }) => {
    const frame = frameColumn({ column, table });
    const [first, second] = column === null ? [] : tallyDates(column.sample.values);
    if (frame === null || first?.form.strptime == null || second?.form.strptime == null) return null;
    if (first.rival !== null || second.rival !== null) return null;
    if ([...first.values, ...second.values].some(hasTimeOfDay)) return null;
    const [one, two] = [pythonString(first.form.strptime), pythonString(second.form.strptime)];
    return {
      pandas: `${frame.pandas} = pd.to_datetime(${frame.pandas}, format=${one}, errors="coerce").fillna(pd.to_datetime(${frame.pandas}, format=${two}, errors="coerce"))`,
      polars: `df = df.with_columns(pl.coalesce(${frame.polars}.str.to_date(${one}, strict=False), ${frame.polars}.str.to_date(${two}, strict=False)))`,
    };
  },
  applies: (column) => isText(column) && startWithDates(column.sample.values),
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, measured, options }) => {
    const values = textValues(column, measured.counts);
    const tally = tallyDates(values.values);
    const dates = tally.reduce((sum, { count }) => sum + count, 0);
    const [first, ...others] = tally;
    if (first === undefined || dates < options.minValues || dates < options.minShare * values.total) return [];
    return others
      .filter(({ count }) => count >= options.minSecondShare * dates)
      .slice(0, MOST_VERDICTS)
      .map((other) => ({
        message: 'mixed',
        at: { kind: 'rows', selector: values.isExact ? whereIn(column.index, other.values) : where(column.index, onlyIn(other, first)) },
        data: { first: { text: formLabel(first) }, second: { text: formLabel(other) } },
      }));
  },
});

/** Forms named besides the main one. */
const MOST_VERDICTS = 2;

function onlyIn(other: CountedForm, first: CountedForm) {
  return {
    op: 'and',
    of: [
      { op: 'matches', pattern: other.form.pattern, ignoreCase: true },
      { op: 'not', of: { op: 'matches', pattern: first.form.pattern, ignoreCase: true } },
    ],
  } as const;
}
