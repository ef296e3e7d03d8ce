import { pythonRule } from '../../api/python-rule.ts';
import { hasMisreadHeader, keywordEdit, pathArgument, tableRead } from '../../api/python/reading-call.ts';
import type { ReadEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  namesAsRow: 'Line {line} of `{file}` has the column names, but is read as a row',
  rowAsNames: 'Line {line} of `{file}` is a row, but is read as the column names',
  rowLost: 'Line {line} of `{file}` is a row, but is dropped as a header',
} as const;

export const rule = pythonRule({
  id: 'data-reading/header-misread',
  summary: 'A header read as a row, or a row read as the header',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'pandas documentation', where: 'read_csv, parameters header, names and skiprows', url: 'https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html' }],
  docs: {
    what: 'A call says `header=None` (or gives `names` alone) for a file whose first line has the names; or it skips that line and takes a row of values for the names; or it gives names and drops the first row of a file without a header.',
    why: 'The names become a row, so every number column turns into text; or a row is lost and the columns are called after its values.',
    instead: 'Leave `header` out for a file with a header, use `header=0` beside `names`, and `header=None` only for a file without one.',
    limits: 'A header is only believed where a name stands above a column of numbers. Files without a header that are read as if they had one are reported on the file, by structure/missing-header.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'Names in code, and names in the file',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("iris.csv", names=["length", "kind"])\n#                ^^^^^^^^^^ namesAsRow\n',
        files: { 'iris.csv': 'sepal,species\n5.1,setosa\n4.9,setosa\n6.3,virginica\n5.8,virginica\n7.1,virginica\n6.5,virginica\n4.7,setosa\n4.6,setosa\n5.0,setosa\n5.4,setosa\n' },
        after: 'import pandas as pd\n\ndf = pd.read_csv("iris.csv", names=["length", "kind"], header=0)\n',
      },
    ],
    good: [
      {
        title: 'The names of the code replace those of the file',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("iris.csv", names=["length", "kind"], header=0)\n',
        files: { 'iris.csv': 'sepal,species\n5.1,setosa\n4.9,setosa\n6.3,virginica\n' },
      },
      {
        title: 'A file without names',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("iris.csv", header=None)\n',
        files: { 'iris.csv': '5.1,setosa\n4.9,setosa\n6.3,virginica\n' },
      },
    ],
  },
  yieldsTo: ['data-reading/wrong-separator'],
  find: ({ facts }) => facts.reads.flatMap((read) => judge(read)),
  mend: ({ verdict, facts }) => (verdict.message === 'namesAsRow' ? facts.reads.filter((read) => pathArgument(read) === verdict.at).flatMap((read) => fixes(read, facts)) : []),
});

function judge(read: ReadEvent): readonly CodeVerdict<typeof MESSAGES>[] {
  const table = tableRead(read);
  const fault = table === null ? null : hasMisreadHeader(table);
  if (table === null || fault === null) return [];
  const at = pathArgument(read);
  const file = { text: table.path };
  switch (fault) {
    case 'names-as-row':
      return [{ message: 'namesAsRow', at, data: { file, line: table.reading?.file.headerLine ?? 1 } }];
    case 'row-as-names':
      return [{ message: 'rowAsNames', at, data: { file, line: table.reading?.headerLine ?? 1 } }];
    case 'row-lost':
      return [{ message: 'rowLost', at, data: { file, line: table.reading?.headerLine ?? 1 } }];
  }
}

function fixes(read: ReadEvent, facts: Facts): readonly CodeFix[] {
  if (!read.call.name?.startsWith('pandas.')) return [];
  const edit = keywordEdit(read.call.node, { facts, names: ['header'], value: '0' });
  return edit === null ? [] : [{ title: 'Take the first line for the column names', safety: 'review', edits: [edit] }];
}
