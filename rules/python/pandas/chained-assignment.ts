import { pythonRule } from '../../api/python-rule.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { CallEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { isAtLeast } from '../../api/python/versions.ts';
import type { Confidence } from '../../api/finding.ts';
import type { Expression, Subscript } from '../../api/python/syntax.ts';
import type { Data, Value } from '../../api/python/value.ts';

const MESSAGES = {
  copy: 'The rows are copied first, so `{frame}` does not get the value',
  column: 'From pandas 3 on the column is copied first, so `{frame}` does not get the value',
  inplace: 'From pandas 3 on `{method}` changes a copy, so `{frame}` stays as it is',
} as const;

export const rule = pythonRule({
  id: 'pandas/chained-assignment',
  summary: 'Assignments through two indexers, which change a copy',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'pandas user guide', where: 'Copy-on-Write: chained assignment never works', url: 'https://pandas.pydata.org/docs/user_guide/copy_on_write.html' },
    { title: 'pandas user guide', where: 'Indexing and selecting data: returning a view versus a copy', url: 'https://pandas.pydata.org/docs/user_guide/indexing.html' },
  ],
  docs: {
    what: 'Finds `df[rows]["column"] = value`, `df["column"][rows] = value` and in-place calls on a column, such as `df["column"].fillna(0, inplace=True)`.',
    why: 'The first indexer gives another object. Rows chosen by a mask or a list have always been a copy: the value is lost. A column is one from pandas 3 on, with copy-on-write; before, it depended.',
    instead: 'Use one indexer: `df.loc[rows, "column"] = value`; for in-place calls assign the column: `df["column"] = df["column"].fillna(0)`.',
    limits: 'Only frames that are known to be of pandas count. Where the project does not ask for pandas 3, what only fails there is told as a warning.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'The mask makes a copy',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf[df["age"] < 0]["age"] = 0\n^^^^^^^^^^^^^^^^^^^^^^^^ copy\n',
        after: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf.loc[df["age"] < 0, "age"] = 0\n',
      },
      {
        title: 'A column filled in place',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf["age"].fillna(0, inplace=True)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ inplace\n',
        after: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf["age"] = df["age"].fillna(0)\n',
      },
    ],
    good: [
      { title: 'One indexer', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf.loc[df["age"] < 0, "age"] = 0\n' },
      { title: 'The column is assigned', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf["age"] = df["age"].fillna(0)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => [...assignments(facts), ...inPlaceCalls(facts)],
  mend: ({ verdict, facts }) => {
    const target = facts.nodes('Subscript').find((node) => node === verdict.at);
    if (target !== undefined) return oneIndexer(target, facts);
    const event = facts.calls.find(({ node }) => node === verdict.at);
    return event === undefined ? [] : columnAssigned(event, facts);
  },
});

type Verdict = CodeVerdict<typeof MESSAGES>;

function assignments(facts: Facts): readonly Verdict[] {
  const targets = [...facts.nodes('Assign').flatMap((node) => node.targets), ...facts.nodes('AugAssign').map(({ target }) => target)];
  return targets.flatMap((target) => (target.kind === 'Subscript' ? judge(target, facts) : []));
}

function judge(target: Subscript, facts: Facts): readonly Verdict[] {
  const [, inner] = indexed(target);
  const [frame] = inner === null ? [null] : indexed(inner);
  const data = frame === null ? null : frameOf(facts.valuesOf(frame));
  if (inner === null || frame === null || data === null) return [];
  const words = { frame: { text: facts.textOf(frame) } };
  if (words.frame.text.length > LONGEST_NAME) return [];
  if (inner.kind === 'Attribute' || isText(inner.index)) return isRowIndex(target, facts) ? [{ message: 'column', at: target, data: words, ...sinceThree(data, facts) }] : [];
  return picksCopy(inner, facts) ? [{ message: 'copy', at: target, confidence: data.confidence, data: words }] : [];
}

/** A longer one would not fit the messages. */
const LONGEST_NAME = 12;

/** What is indexed, and the expression before it that is an indexer itself: `df["a"]` of `df["a"].loc[0]`. */
function indexed(target: Subscript | Expression): readonly [Expression | null, Indexer | null] {
  const at = target.kind === 'Subscript' || target.kind === 'Attribute' ? target.value : null;
  const base = at?.kind === 'Attribute' && ROW_INDEXERS.has(at.attribute) ? at.value : at;
  return [base, base?.kind === 'Subscript' || base?.kind === 'Attribute' ? (base as Indexer) : null];
}

type Indexer = Extract<Expression, { readonly kind: 'Subscript' | 'Attribute' }>;

const ROW_INDEXERS: ReadonlySet<string> = new Set(['loc', 'iloc', 'at', 'iat']);

/** Null when it is not surely a frame of pandas each time. */
function frameOf(values: readonly Value[]): Data | null {
  const [first] = values;
  const isFrame = values.every((value) => value.kind === 'data' && value.form === 'frame' && value.className === 'pandas.DataFrame' && value.confidence !== 'possible');
  return isFrame && first?.kind === 'data' ? first : null;
}

function isText(index: Expression): boolean {
  return index.kind === 'Constant' && typeof index.value === 'string';
}

/** Rows of a column: not a further column, which would be no column at all. */
function isRowIndex({ value, index }: Subscript, facts: Facts): boolean {
  const column = value.kind === 'Attribute' && ROW_INDEXERS.has(value.attribute) ? value.value : value;
  return facts.valuesOf(column).every(isSeries) && facts.valuesOf(column).length > 0 && !(index.kind === 'Tuple');
}

function isSeries(value: Value): boolean {
  return value.kind === 'data' && value.form === 'series' && value.className === 'pandas.Series';
}

/** Masks and lists make copies; slices give views in older versions. */
function picksCopy(inner: Indexer, facts: Facts): boolean {
  if (inner.kind !== 'Subscript') return false;
  const index = inner.index.kind === 'Tuple' ? inner.index.elements[0] : inner.index;
  if (index === undefined) return false;
  if (index.kind === 'List' && index.elements.length > 0) return true;
  const values = facts.valuesOf(index);
  return values.length > 0 && values.every((value) => value.kind === 'data' && value.form === 'mask');
}

interface Weight {
  readonly severity: 'error' | 'warning';
  readonly confidence: Confidence;
}

function sinceThree({ confidence }: Data, facts: Facts): Weight {
  const version = facts.versionOf('pandas');
  return { severity: version !== null && isAtLeast(version, '3') ? 'error' : 'warning', confidence };
}

/** `df["a"].fillna(0, inplace=True)` */
function inPlaceCalls(facts: Facts): readonly Verdict[] {
  return facts.calls.flatMap((event): readonly Verdict[] => {
    const frame = frameOfColumn(event, facts);
    const data = frame === null ? null : frameOf(facts.valuesOf(frame));
    if (frame === null || data === null || facts.textOf(frame).length > LONGEST_NAME) return [];
    const method = event.name?.slice(event.name.lastIndexOf('.') + 1) ?? '';
    return [{ message: 'inplace', at: event.node, data: { method: { text: method }, frame: { text: facts.textOf(frame) } }, ...sinceThree(data, facts) }];
  });
}

/** The frame whose column an in-place call changes. */
function frameOfColumn({ api, receiver, node, arguments: given }: CallEvent, facts: Facts): Expression | null {
  if (api?.is !== 'data' || api.inplace === undefined || receiver === null || !isSeries(receiver) || node.callee.kind !== 'Attribute') return null;
  const isOn = given.some((argument) => argument.name === api.inplace && argument.value.kind === 'scalar' && argument.value.value === true);
  const column = node.callee.value;
  if (!isOn || node.parent.kind !== 'Expr') return null;
  const isColumn = (column.kind === 'Subscript' && (isText(column.index) || facts.valuesOf(column.index).every((value) => value.kind === 'scalar' && value.type === 'str'))) || column.kind === 'Attribute';
  return isColumn && (column.kind === 'Subscript' || column.kind === 'Attribute') ? column.value : null;
}

/** Both indexers in one `loc`, where each is told apart. */
function oneIndexer(target: Subscript, facts: Facts): readonly CodeFix[] {
  const inner = target.value;
  if (inner.kind !== 'Subscript' || inner.index.kind === 'Tuple' || target.index.kind === 'Tuple') return [];
  const frame = inner.value.kind === 'Attribute' && inner.value.attribute === 'loc' ? inner.value.value : inner.value;
  if (inner.value.kind === 'Attribute' && ROW_INDEXERS.has(inner.value.attribute) && inner.value.attribute !== 'loc') return [];
  const [rows, column] = isText(target.index) ? [inner.index, target.index] : [target.index, inner.index];
  if (!isText(column) || isText(rows)) return [];
  const newText = `${facts.textOf(frame)}.loc[${facts.textOf(rows)}, ${facts.textOf(column)}]`;
  return [{ title: 'Assign through one `loc`', safety: 'review', edits: [{ document: facts.document, start: target.start, end: target.end, newText }] }];
}

function columnAssigned({ node }: CallEvent, facts: Facts): readonly CodeFix[] {
  const keyword = node.keywords.find(({ name }) => name === 'inplace');
  if (keyword === undefined || node.callee.kind !== 'Attribute') return [];
  const { document } = facts;
  const comma = /,\s*$/.exec(document.text.slice(0, keyword.start));
  const behind = /^\s*,\s*/.exec(document.text.slice(keyword.end));
  const removed = comma === null ? { start: keyword.start, end: keyword.end + (behind?.[0].length ?? 0) } : { start: comma.index, end: keyword.end };
  const column = facts.textOf(node.callee.value);
  return [
    {
      title: `Assign the result to \`${column}\``,
      safety: 'review',
      edits: [
        { document, start: node.start, end: node.start, newText: `${column} = ` },
        { document, ...removed, newText: '' },
      ],
    },
  ];
}
