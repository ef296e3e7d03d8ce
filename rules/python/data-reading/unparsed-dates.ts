import { pythonRule } from '../../api/python-rule.ts';
import { isMisread, pathArgument, tableRead } from '../../api/python/reading-call.ts';

export const rule = pythonRule({
  id: 'data-reading/unparsed-dates',
  summary: 'A date column that stays text because a value is no date',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'pandas documentation', where: 'read_csv, parameter parse_dates', url: 'https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html' }],
  docs: {
    what: 'A column named in `parse_dates` holds a value without a digit, such as `unknown`, that is not declared as missing.',
    why: 'pandas then gives up without a word and leaves the whole column as text: comparisons and sorting compare letters, and `.dt` fails far from the cause.',
    instead: 'Declare the value with `na_values`, or convert with `pd.to_datetime(..., errors="coerce")` and look at what was lost.',
    limits: 'Dates written in several ways, and impossible days, are not looked for here.',
  },
  options: {},
  messages: { text: '`{column}` stays text: {value} in line {line} of `{file}` is no date' },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'One date is unknown',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("orders.csv", parse_dates=["day"])\n#                ^^^^^^^^^^^^ text\n',
        files: { 'orders.csv': 'id,day\n1,2024-01-31\n2,pending\n3,2024-02-03\n' },
      },
    ],
    good: [
      {
        title: 'The word is declared as missing',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("orders.csv", parse_dates=["day"], na_values=["pending"])\n',
        files: { 'orders.csv': 'id,day\n1,2024-01-31\n2,pending\n3,2024-02-03\n' },
      },
    ],
  },
  yieldsTo: ['data-reading/wrong-separator', 'data-reading/header-misread'],
  find: ({ facts }) =>
    facts.reads.flatMap((read) => {
      const table = tableRead(read);
      if (table === null || isMisread(table)) return [];
      return (table.reading?.unparsedDates ?? []).map(({ column, value, lineNumber }) => ({
        message: 'text' as const,
        at: pathArgument(read),
        column,
        data: { column: { text: column }, value: { values: [value] }, line: lineNumber, file: { text: table.path } },
      }));
    }),
  mend: null,
});
