import { pythonRule } from '../../api/python-rule.ts';
import { pythonString } from '../../api/python-literal.ts';
import { keywordEdit, pathArgument } from '../../api/python/reading-call.ts';
import { runTimeOf } from '../../api/python/run-time.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { ReadEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';

const MESSAGES = {
  bytes: 'Line {line} of `{file}` is not in the encoding it is read with, so reading stops',
  fields: 'Line {line} of `{file}` has {found} fields instead of {expected}, so reading stops',
} as const;

export const rule = pythonRule({
  id: 'data-reading/read-fails',
  summary: 'A read that stops at a line of the file',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'pandas documentation', where: 'read_csv, parameters encoding and on_bad_lines', url: 'https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html' }],
  docs: {
    what: 'The file the call reads holds bytes that are not of the encoding (UTF-8 unless the call says otherwise), or a row with more fields than there are columns.',
    why: 'The library raises an error and the program ends here: `UnicodeDecodeError`, or `Expected 3 fields in line 5, saw 4`.',
    instead: 'Name the encoding; mend the row, or say with `on_bad_lines="skip"` that such rows may be lost.',
    limits: 'Looks only at files that exist and calls whose arguments are constants; silent inside `try`.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'Letters that ASCII does not have',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv", encoding="ascii")\n#                ^^^^^^^^^^^^ bytes\n',
        files: { 'people.csv': 'name,age\nZoë,31\nBob,28\n' },
        after: 'import pandas as pd\n\ndf = pd.read_csv("people.csv", encoding="utf-8")\n',
      },
      {
        title: 'A row with a comma too many',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\n#                ^^^^^^^^^^^^ fields\n',
        files: { 'people.csv': 'name,age\nAnn,31\nBob, Jr.,28\nCem,44\n' },
      },
    ],
    good: [
      {
        title: 'Such rows may be lost',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv", on_bad_lines="skip")\n',
        files: { 'people.csv': 'name,age\nAnn,31\nBob, Jr.,28\nCem,44\n' },
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => facts.reads.flatMap((read) => (runTimeOf(read.call.node) === 'perhaps' ? [] : judge(read))),
  mend: ({ verdict, facts }) => facts.reads.filter((read) => pathArgument(read) === verdict.at).flatMap((read) => fixes(read, facts)),
});

function judge(read: ReadEvent): readonly CodeVerdict<typeof MESSAGES>[] {
  const { trouble } = read;
  const at = pathArgument(read);
  if (trouble?.kind === 'too-many-fields') {
    return [{ message: 'fields', at, data: { line: trouble.lineNumber, file: { text: trouble.path }, found: trouble.found, expected: trouble.expected } }];
  }
  if (trouble?.kind !== 'undecodable') return [];
  return [{ message: 'bytes', at, data: { line: trouble.lineNumber, file: { text: trouble.path } } }];
}

function fixes(read: ReadEvent, facts: Facts): readonly CodeFix[] {
  if (read.trouble?.kind !== 'undecodable' || read.trouble.encoding === null) return [];
  const edit = keywordEdit(read.call.node, { facts, names: ['encoding'], value: pythonString(read.trouble.encoding) });
  return edit === null ? [] : [{ title: `Read as ${read.trouble.encoding}`, safety: 'review', edits: [edit] }];
}
