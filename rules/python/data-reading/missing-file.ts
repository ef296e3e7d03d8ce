import { pythonRule } from '../../api/python-rule.ts';
import { pathArgument, stringEdit } from '../../api/python/reading-call.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { ReadEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';

const MESSAGES = { absent: '`{path}` is not there; the nearest name is `{nearest}`' } as const;

export const rule = pythonRule({
  id: 'data-reading/missing-file',
  summary: 'A file that is read under a slightly wrong name',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: "Lintel's own" }],
  docs: {
    what: 'A relative path that leads to no file, neither from the folder of the program nor from one above it up to the working folder, while a file with nearly that name lies in the same folder.',
    why: 'The program stops here, on every machine whose file system tells upper from lower case even where it runs on yours.',
    instead: 'Correct the name, or rename the file.',
    limits: 'Silent when nothing of a near name is there, since data is often fetched later; when the name occurs anywhere else in the program (it may be written or downloaded there); and when the read is on a branch.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'Two letters are swapped',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("data/trian.csv")\n#                ^^^^^^^^^^^^^^^^ absent\n',
        files: { 'data/train.csv': 'a,b\n1,2\n3,4\n' },
        after: 'import pandas as pd\n\ndf = pd.read_csv("data/train.csv")\n',
      },
    ],
    good: [
      {
        title: 'The file is written before it is read',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("data/train.csv")\ndf.dropna().to_csv("data/train2.csv")\nclean = pd.read_csv("data/train2.csv")\n',
        files: { 'data/train.csv': 'a,b\n1,2\n3,4\n' },
      },
      { title: 'The data is not fetched yet', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("data/train.csv")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => facts.reads.flatMap((read) => judge(read, facts)),
  mend: ({ verdict, facts }) => facts.reads.filter((read) => pathArgument(read) === verdict.at).flatMap((read) => fixes(read, facts)),
});

function judge(read: ReadEvent, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const { trouble, path } = read;
  if (trouble?.kind !== 'missing-file' || trouble.nearest === null || path === null || !read.isUnconditional) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (facts.document.source.split(name).length > 2) return [];
  return [{ message: 'absent', at: pathArgument(read), data: { path: { text: path }, nearest: { text: trouble.nearest } } }];
}

function fixes({ trouble, call, path }: ReadEvent, facts: Facts): readonly CodeFix[] {
  const node = call.arguments.find((given) => given.value.kind === 'scalar' && given.value.value === path)?.node;
  if (trouble?.kind !== 'missing-file' || trouble.nearest === null || node?.kind !== 'Constant') return [];
  const edit = stringEdit(node, { facts, text: trouble.nearest });
  return edit === null ? [] : [{ title: `Read \`${trouble.nearest}\``, safety: 'review', edits: [edit] }];
}
