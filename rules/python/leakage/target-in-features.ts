import { isTestCode } from '../../api/python/code-purpose.ts';
import { computedFrom, surelyHas } from '../../api/python/column-origin.ts';
import { weakest } from '../../api/python/confidence.ts';
import type { FitEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { assignedValue } from '../../api/python/name-value.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Expression, Name, Node } from '../../api/python/syntax.ts';
import type { Data, Value } from '../../api/python/value.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  label: 'The features of `{model}` still have `{column}`, the label it learns',
  source: 'The features of `{model}` still have `{column}`, from which the label is computed',
} as const;

export const rule = pythonRule({
  id: 'leakage/target-in-features',
  summary: 'Features among which the label is, or the column it is computed from',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'Leakage in Data Mining: Formulation, Detection, and Avoidance (Kaufman et al., KDD 2011)' }],
  docs: {
    what: 'Finds models fitted on a table that still has the column used as label, or the columns the label was computed from by one assignment, row by row.',
    why: 'The model reads the answer off its features. It scores close to perfect, learns nothing else, and fails on rows whose answer nobody knows.',
    instead: 'Take the label and what it is made of out of the features: `df.drop(columns="sick")`.',
    limits: 'Columns are followed by name. Tables whose columns are not known (after `iloc`, `values`, `select_dtypes` or a transformer) are not judged; nor are models behind a ColumnTransformer, which picks columns itself, labels that are shifted in time, and models that learn to restore their own features.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'the label stays in the table',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\ny = df["sick"]\nmodel = SVC().fit(df, y)\n#                 ^^ label\n',
        after: 'import pandas as pd\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\ny = df["sick"]\nmodel = SVC().fit(df.drop(columns="sick"), y)\n',
      },
      {
        title: 'the label is made of a column that stays',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import SVC\n\nwine = pd.read_csv("wine.csv")\nwine["good"] = wine["quality"] > 6\nX = wine.drop(columns="good")\nX_train, X_test, y_train, y_test = train_test_split(X, wine["good"], random_state=0)\nmodel = SVC().fit(X_train, y_train)\n#                 ^^^^^^^ source\n',
        after: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import SVC\n\nwine = pd.read_csv("wine.csv")\nwine["good"] = wine["quality"] > 6\nX = wine.drop(columns="good").drop(columns="quality")\nX_train, X_test, y_train, y_test = train_test_split(X, wine["good"], random_state=0)\nmodel = SVC().fit(X_train, y_train)\n',
      },
    ],
    good: [
      {
        title: 'the label is dropped',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\ny = df.pop("sick")\nmodel = SVC().fit(df, y)\n',
      },
      {
        title: 'the label and what it is made of are dropped',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.svm import SVC\n\nwine = pd.read_csv("wine.csv")\nwine["good"] = wine["quality"] > 6\nmodel = SVC().fit(wine.drop(columns=["good", "quality"]), wine["good"])\n',
      },
      {
        title: "tomorrow's price is learned from today's",
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("prices.csv")\nmodel = Ridge().fit(df[["price"]][:-1], df["price"].shift(-1)[:-1])\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : verdicts(facts)),
  mend: ({ verdict, facts }) => {
    const fit = facts.fits.find((each) => featureNode(each) === verdict.at);
    const found = fit === undefined ? null : tellingColumn(fit, facts);
    const table = found === null ? null : tableNode(verdict.at as Expression, facts);
    if (found === null || table === null || moduleOf(table).path !== facts.document.path) return [];
    return [dropFix(table, found.column, facts)];
  },
});

/** One for each table and label. */
function verdicts(facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const told = new Set<string>();
  return facts.fits.flatMap((fit): readonly CodeVerdict<typeof MESSAGES>[] => {
    const found = tellingColumn(fit, facts);
    const at = featureNode(fit);
    if (found === null || at === null) return [];
    const table = tableNode(at as Expression, facts) ?? at;
    const key = `${table.start} ${found.column}`;
    if (told.has(key)) return [];
    told.add(key);
    const related = [...(table === at ? [] : [{ at: table, text: `the features are taken with \`${found.column}\` in them` }]), { at: fit.node, text: 'the model is fitted' }];
    return [{ message: found.message, at, related, confidence: found.confidence, column: found.column, data: { model: { text: fit.estimator.className?.split('.').at(-1) ?? 'model' }, column: { text: found.column } } }];
  });
}

interface Telling {
  readonly message: 'label' | 'source';
  readonly column: string;
  readonly confidence: 'certain' | 'likely' | 'possible';
}

/** The column among the features that tells the label; null when there is none for sure. */
function tellingColumn(fit: FitEvent, facts: Facts): Telling | null {
  const { features, labels, role } = fit;
  if ((role !== 'model' && role !== 'search') || features === null || labels === null || picksColumns(fit.estimator)) return null;
  const [label, ...others] = labels.columns.kind === 'exactly' ? labels.columns.names : [];
  if (label === undefined || others.length > 0 || isShifted(labels) || facts.relate(features.rows, labels.rows) !== 'same') return null;
  if (features.columns.kind === 'exactly' && features.columns.names.length === 1) return null;
  const confidence = weakest(features.confidence, labels.confidence, features.columns.kind === 'exactly' ? 'certain' : 'likely');
  if (surelyHas(features, label, { witness: labels, facts })) return { message: 'label', column: label, confidence };
  const sources = computedFrom(label, facts);
  const isTold = sources.length > 0 && sources.every((column) => column !== label && surelyHas(features, column, { witness: labels, facts }));
  return isTold ? { message: 'source', column: sources[0] ?? label, confidence: weakest(confidence, 'likely') } : null;
}

const SHIFTS: ReadonlySet<string> = new Set(['shift', 'diff', 'pct_change', 'rolling', 'transform']);

function isShifted({ history, influences }: Data): boolean {
  return history.some((name) => SHIFTS.has(name)) || influences.some(({ by, isApplied }) => by === 'neighbours' && isApplied);
}

/** Column transformers and pipelines of unknown steps take the columns they want. */
function picksColumns(value: Value): boolean {
  if (value.kind !== 'object') return false;
  const role = value.api?.is === 'estimator' ? value.api.role : null;
  if (role === 'columns' || role === 'selector' || value.definition !== null || value.className === null) return true;
  if (role === 'pipeline' && value.parts.length === 0) return true;
  return value.parts.some(picksColumns);
}

function featureNode({ call, features }: FitEvent): Node | null {
  return call?.arguments.find(({ value }) => value === features)?.node ?? null;
}

/** Where the table that is fitted on gets its columns: before a split, and behind names. */
function tableNode(expression: Expression, facts: Facts): Expression | null {
  if (expression.kind !== 'Name') return expression;
  const assigned = assignedValue(expression);
  if (assigned === null) return expression;
  const split = facts.splits.find(({ call }) => call?.node === assigned.expression)?.call?.node;
  if (assigned.index !== null) {
    const given = split?.arguments[Math.floor(assigned.index / 2)];
    return given === undefined || given.kind === 'Starred' ? expression : tableNode(given, facts);
  }
  return takesColumns(assigned.expression, facts) && !isLabelPicked(expression, facts) ? assigned.expression : expression;
}

/** `X = df.drop(columns="a")`, `X = df[names]`, `X = df`: what is dropped here is missing from the features alone. */
function takesColumns(expression: Expression, facts: Facts): boolean {
  if (expression.kind === 'Name' || expression.kind === 'Subscript') return true;
  return expression.kind === 'Call' && facts.calls.some(({ node, api, receiver }) => node === expression && api?.is === 'data' && receiver?.kind === 'data');
}

/** Whether single columns are picked from the table by its name, the label perhaps. */
function isLabelPicked({ id }: Name, facts: Facts): boolean {
  return facts.nodes('Subscript').some(({ value, index }) => value.kind === 'Name' && value.id === id && index.kind === 'Constant') || facts.nodes('Attribute').some(({ value, attribute }) => value.kind === 'Name' && value.id === id && attribute !== 'drop');
}

function dropFix(table: Expression, column: string, facts: Facts): CodeFix {
  const quoted = JSON.stringify(column);
  const text = facts.textOf(table);
  const isPrimary = table.kind === 'Name' || table.kind === 'Attribute' || table.kind === 'Call' || table.kind === 'Subscript';
  const newText = `${isPrimary ? text : `(${text})`}.drop(columns=${quoted})`;
  return { title: `Drop \`${column}\` from the features`, safety: 'review', edits: [{ document: facts.document, start: table.start, end: table.end, newText }] };
}
