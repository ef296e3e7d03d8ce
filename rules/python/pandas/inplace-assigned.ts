import { pythonRule } from '../../api/python-rule.ts';
import type { CodeEdit, CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { CallEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { shortText } from '../../api/python/short-text.ts';
import { isAtLeast } from '../../api/python/versions.ts';
import type { Assign, Call } from '../../api/python/syntax.ts';

const MESSAGES = {
  assigned: '`{target}` becomes `None`: `{method}` with `inplace=True` returns nothing',
  older: '`{target}` becomes `None` before pandas 3: `{method}` works in place',
  chained: '`{method}` with `inplace=True` returns `None`, which has no `{attribute}`',
  returned: '`None` is returned: `{method}` with `inplace=True` gives nothing back',
} as const;

export const rule = pythonRule({
  id: 'pandas/inplace-assigned',
  summary: 'Results of in-place pandas calls, which are None',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'pandas reference', where: 'DataFrame.drop: returns None if `inplace=True`', url: 'https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.drop.html' },
    { title: 'pandas 3.1.1', where: 'pandas/core/generic.py: which methods return the frame after changing it' },
  ],
  docs: {
    what: 'Finds `df = df.drop(columns="a", inplace=True)`, and results of in-place calls that are returned or called upon.',
    why: 'With `inplace=True` the frame is changed and `None` comes back. The frame is lost where its own name is assigned, and the next line fails.',
    instead: 'Leave `inplace=True` out and assign, or do not assign.',
    limits: 'Only frames and series that are known to be of pandas count; tests are left out, and so is `_ = …`, which hides the output of a cell. From pandas 3 on `fillna`, `ffill`, `bfill`, `replace`, `interpolate`, `where`, `mask` and `clip` return the frame itself; they are left out where the project asks for pandas 3, and told as a warning where it does not say.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'The frame is lost',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf = df.drop(columns="name", inplace=True)\n#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ assigned\n',
        after: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf = df.drop(columns="name")\n',
      },
      {
        title: 'None has no methods',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ntop = df.sort_values("age", inplace=True).head()\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ chained\n',
        after: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ntop = df.sort_values("age").head()\n',
      },
    ],
    good: [
      { title: 'Changed in place, not assigned', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf.drop(columns="name", inplace=True)\n' },
      { title: 'Assigned, not in place', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ntop = df.sort_values("age").head()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.calls.filter((event) => givesNone(event, facts)).flatMap((event) => judge(event, facts))),
  mend: ({ verdict, facts }) => {
    const call = facts.nodes('Call').find((node) => node === verdict.at);
    const edit = call === undefined ? null : withoutInplace(call, facts);
    if (call === undefined || edit === null) return [];
    const isSame = call.parent.kind === 'Assign' && call.callee.kind === 'Attribute' && targetOf(call.parent, facts) === facts.textOf(call.callee.value);
    const fix: CodeFix = { title: 'Leave `inplace=True` out', safety: isSame ? 'safe' : 'review', edits: [edit] };
    return [fix];
  },
});

/** Give back the frame from pandas 3 on. Source: pandas 3.1.1, pandas/core/generic.py. */
const RETURNS_SELF: ReadonlySet<string> = new Set(['fillna', 'ffill', 'bfill', 'pad', 'backfill', 'replace', 'interpolate', 'where', 'mask', 'clip']);

function givesNone({ api, name, receiver, nameConfidence, arguments: given }: CallEvent, facts: Facts): boolean {
  if (api?.is !== 'data' || api.inplace === undefined || nameConfidence === 'possible') return false;
  if (receiver?.kind !== 'data' || receiver.confidence === 'possible' || receiver.className?.startsWith('pandas.') !== true) return false;
  const isOn = given.some((argument) => argument.name === api.inplace && argument.value.kind === 'scalar' && argument.value.value === true);
  return isOn && !(RETURNS_SELF.has(lastName(name)) && isAtLeast(facts.versionOf('pandas') ?? '0', '3'));
}

function lastName(name: string | null): string {
  return name?.slice(name.lastIndexOf('.') + 1) ?? '';
}

function judge({ node, name, receiver }: CallEvent, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const { parent } = node;
  const method = { text: lastName(name) };
  const confidence = receiver?.confidence ?? 'likely';
  if (parent.kind === 'Assign' && targetOf(parent, facts) === '_') return [];
  const isSure = !RETURNS_SELF.has(method.text) || facts.versionOf('pandas') !== null;
  if (!isSure) return parent.kind === 'Assign' ? [{ message: 'older', at: node, severity: 'warning', confidence, data: { target: { text: shortText(targetOf(parent, facts), LONGEST_TARGET) }, method } }] : [];
  if (parent.kind === 'Assign') return [{ message: 'assigned', at: node, confidence, data: { target: { text: shortText(targetOf(parent, facts), LONGEST_TARGET) }, method } }];
  if (parent.kind === 'Attribute') return [{ message: 'chained', at: node, confidence, data: { attribute: { text: parent.attribute }, method } }];
  return parent.kind === 'Return' ? [{ message: 'returned', at: node, confidence, severity: 'warning', data: { method } }] : [];
}

/** A longer one would not fit the messages. */
const LONGEST_TARGET = 18;

function targetOf({ targets: [first] }: Assign, facts: Facts): string {
  return first === undefined ? '' : facts.textOf(first);
}

/** Takes the keyword out with the comma that goes with it. */
function withoutInplace(call: Call, { document }: Facts): CodeEdit | null {
  const keyword = call.keywords.find(({ name }) => name === 'inplace');
  if (keyword === undefined) return null;
  const before = document.text.slice(0, keyword.start);
  const comma = /,\s*$/.exec(before);
  if (comma !== null) return { document, start: comma.index, end: keyword.end, newText: '' };
  const after = /^\s*,\s*/.exec(document.text.slice(keyword.end));
  return { document, start: keyword.start, end: keyword.end + (after?.[0].length ?? 0), newText: '' };
}
