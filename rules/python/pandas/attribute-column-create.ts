import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import type { Facts } from '../../api/python/facts.ts';
import { shortText } from '../../api/python/short-text.ts';
import type { Attribute } from '../../api/python/syntax.ts';
import type { Value } from '../../api/python/value.ts';

const MESSAGES = {
  created: '`{frame}` has no column `{name}`; this sets an attribute and adds none',
} as const;

export const rule = pythonRule({
  id: 'pandas/attribute-column-create',
  summary: 'New columns written as attributes, which add no column',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'pandas user guide', where: 'Indexing and selecting data: attribute access', url: 'https://pandas.pydata.org/docs/user_guide/indexing.html#attribute-access' }],
  docs: {
    what: 'Finds `df.ratio = …` where the frame has no column `ratio`.',
    why: 'Attributes only reach columns that exist. A new name becomes an attribute of the Python object: `df["ratio"]` fails, the model never sees the column, and the next `df.copy()` forgets it.',
    instead: 'Write `df["ratio"] = …`.',
    limits: 'Only frames whose columns are known exactly count: read from a file Lintel can look at, or made from a dictionary or a list of names. Values that are no rows (a text, a number) are left out: they may be meant as attributes.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'The ratio is no column',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.DataFrame({"won": [3, 1], "played": [4, 4]})\ndf.ratio = df.won / df.played\n^^^^^^^^ created\n',
        after: 'import pandas as pd\n\ndf = pd.DataFrame({"won": [3, 1], "played": [4, 4]})\ndf["ratio"] = df.won / df.played\n',
      },
    ],
    good: [
      { title: 'A column by name', format: 'python', text: 'import pandas as pd\n\ndf = pd.DataFrame({"won": [3, 1], "played": [4, 4]})\ndf["ratio"] = df.won / df.played\n' },
      { title: 'A column that exists', format: 'python', text: 'import pandas as pd\n\ndf = pd.DataFrame({"won": [3, 1], "played": [4, 4]})\ndf.won = df.won.clip(upper=4)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    facts.nodes('Assign').flatMap(({ targets, value }) => {
      const given = facts.valueOf(value);
      return given === null || !holdsRows(given) ? [] : targets.flatMap((target) => (target.kind === 'Attribute' ? judge(target, facts) : []));
    }),
  mend: ({ verdict, facts }) => {
    const target = facts.nodes('Attribute').find((node) => node === verdict.at);
    if (target === undefined) return [];
    const newText = `${facts.textOf(target.value)}["${target.attribute}"]`;
    return [{ title: `Write the column as \`${newText}\``, safety: 'review', edits: [{ document: facts.document, start: target.start, end: target.end, newText }] }];
  },
});

/** Attributes of frames that take rows and are no columns. */
const OWN: ReadonlySet<string> = new Set(['columns', 'index', 'attrs', 'flags', 'name', 'values', 'T', 'loc', 'iloc', 'at', 'iat', 'dtypes', 'shape', 'size', 'style', 'plot', 'axes']);

function holdsRows(value: Value): boolean {
  return (value.kind === 'data' && ['series', 'array', 'list', 'mask', 'frame'].includes(value.form)) || (value.kind === 'sequence' && value.type === 'list');
}

function judge(target: Attribute, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const { attribute, value: frame } = target;
  const values = facts.valuesOf(frame);
  if (OWN.has(attribute) || attribute.startsWith('_') || facts.api(`pandas.DataFrame.${attribute}`) !== null) return [];
  if (values.length === 0 || !values.every((value) => lacks(value, attribute))) return [];
  const [first] = values;
  return [{ message: 'created', at: target, confidence: first?.confidence ?? 'likely', data: { frame: { text: shortText(facts.textOf(frame), LONGEST_NAME) }, name: { text: shortText(attribute, LONGEST_NAME) } } }];
}

/** Longer ones would not fit the message. */
const LONGEST_NAME = 16;

function lacks(value: Value, column: string): boolean {
  return value.kind === 'data' && value.form === 'frame' && value.className === 'pandas.DataFrame' && value.confidence !== 'possible' && value.columns.kind === 'exactly' && !value.columns.names.includes(column);
}
