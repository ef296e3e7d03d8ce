import { pythonRule } from '../../api/python-rule.ts';
import { pythonString } from '../../api/python-literal.ts';
import { hasWrongSeparator, keywordEdit, pathArgument, tableRead } from '../../api/python/reading-call.ts';
import type { ReadEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  whole: '`{file}` is separated by {fileSeparator}, but read as {count} column',
  few: '`{file}` is separated by {fileSeparator}, but read as {count} columns',
} as const;

export const rule = pythonRule({
  id: 'data-reading/wrong-separator',
  summary: 'A file read with another separator than it has',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'pandas documentation', where: 'read_csv, parameter sep', url: 'https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html' }],
  docs: {
    what: 'The file a call reads has its columns separated by one character (`;`, a tab, `|`, `,`), the call uses another, and the lines stay whole: a frame of one column whose name holds all names.',
    why: 'No column can be selected by its name, or worse: decimal commas cut the lines at the wrong places and the rest becomes row labels.',
    instead: 'Name the separator of the file: `sep=";"` in pandas, `separator=";"` in Polars, `delimiter=";"` in NumPy.',
    limits: 'Looks only at files that exist and calls whose arguments are constants. Files whose separator our own reading cannot tell are left alone.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'A file with semicolons read as CSV',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("wine.csv")\n#                ^^^^^^^^^^ whole\n',
        files: { 'wine.csv': 'acidity;quality\n7.4;5\n7.8;5\n6.3;6\n' },
        after: 'import pandas as pd\n\ndf = pd.read_csv("wine.csv", sep=";")\n',
      },
    ],
    good: [
      { title: 'The separator is named', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("wine.csv", sep=";")\n', files: { 'wine.csv': 'acidity;quality\n7.4;5\n7.8;5\n6.3;6\n' } },
      { title: 'The file has one column', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("names.csv")\n', files: { 'names.csv': 'name\nAnn\nBob\nCem\n' } },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => facts.reads.flatMap((read) => judge(read)),
  mend: ({ verdict, facts }) => facts.reads.filter((read) => pathArgument(read) === verdict.at).flatMap((read) => fixes(read, facts)),
});

function judge(read: ReadEvent): readonly CodeVerdict<typeof MESSAGES>[] {
  const table = tableRead(read);
  if (table === null || !hasWrongSeparator(table)) return [];
  const data = { file: { text: table.path }, fileSeparator: { text: nameOf(table.reading?.file.separator ?? '') }, count: table.columns.length };
  return [{ message: table.columns.length === 1 ? 'whole' : 'few', at: pathArgument(read), data }];
}

function nameOf(separator: string): string {
  return separator === '\t' ? 'tabs' : separator === ' ' ? 'blanks' : `\`${separator}\``;
}

function fixes(read: ReadEvent, facts: Facts): readonly CodeFix[] {
  const separator = tableRead(read)?.reading?.file.separator;
  const library = read.call.name?.split('.')[0];
  if (separator === undefined || separator === null) return [];
  const edit = keywordEdit(read.call.node, { facts, names: library === 'polars' ? ['separator'] : library === 'numpy' ? ['delimiter'] : ['sep', 'delimiter'], value: pythonString(separator) });
  return edit === null ? [] : [{ title: `Read with ${nameOf(separator)} as separator`, safety: 'review', edits: [edit] }];
}
