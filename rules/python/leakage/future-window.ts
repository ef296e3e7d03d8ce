import { isTestCode } from '../../api/python/code-purpose.ts';
import { surelyHas } from '../../api/python/column-origin.ts';
import { weakest } from '../../api/python/confidence.ts';
import type { CallEvent, FitEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { commonRows } from '../../api/python/row-path.ts';
import { enclosing, moduleOf } from '../../api/python/syntax.ts';
import type { Node } from '../../api/python/syntax.ts';
import type { Data, Value } from '../../api/python/value.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  later: 'Feature `{column}` holds values of later rows, which nobody knows in time',
  centred: 'Feature `{column}` is a window around each row, half of it in the future',
} as const;

export const rule = pythonRule({
  id: 'leakage/future-window',
  summary: 'Features made of later rows',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Leakage in Data Mining: Formulation, Detection, and Avoidance (Kaufman et al., KDD 2011)' },
    { title: 'pandas reference', where: 'DataFrame.shift, DataFrame.rolling', url: 'https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.shift.html' },
  ],
  docs: {
    what: 'Finds columns made by `shift` with a negative number of rows, or by a centred rolling window, that a model is trained on as features.',
    why: 'The feature holds what happens after the moment of the row. On old data it is there, so the model leans on it; when it is to predict, it does not exist yet.',
    instead: 'Look back only: `shift(1)`, `rolling(7)` without `center=True`. A later value belongs into the label.',
    limits: 'Only columns that are assigned and then found among the features by name. A shifted column that is the label is fine. Filling gaps from later rows (`bfill`, `interpolate`) is not reported here.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: "tomorrow's price is a feature",
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("prices.csv")\ndf["next"] = df["price"].shift(-1)\n#            ^^^^^^^^^^^^^^^^^^^^^ later\ndf = df.dropna()\nmodel = Ridge().fit(df[["price", "next"]], df["sold"])\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("prices.csv")\ndf["next"] = df["price"].shift(1)\ndf = df.dropna()\nmodel = Ridge().fit(df[["price", "next"]], df["sold"])\n',
      },
      {
        title: 'the window is centred',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("prices.csv")\ndf["week"] = df["price"].rolling(7, center=True).mean()\n#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ centred\nX = df.dropna().drop(columns="sold")\nmodel = Ridge().fit(X, df.dropna()["sold"])\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("prices.csv")\ndf["week"] = df["price"].rolling(7, center=False).mean()\nX = df.dropna().drop(columns="sold")\nmodel = Ridge().fit(X, df.dropna()["sold"])\n',
      },
    ],
    good: [
      {
        title: "yesterday's price is a feature",
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("prices.csv")\ndf["before"] = df["price"].shift(1)\ndf = df.dropna()\nmodel = Ridge().fit(df[["price", "before"]], df["sold"])\n',
      },
      {
        title: "tomorrow's price is the label",
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("prices.csv")\ndf["next"] = df["price"].shift(-1)\ndf = df.dropna()\nmodel = Ridge().fit(df.drop(columns="next"), df["next"])\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.calls.flatMap((call) => verdicts(call, facts))),
  mend: ({ verdict, facts }) => facts.calls.filter(({ node }) => node === verdict.at).slice(0, 1).flatMap((call) => fixes(call, facts)),
});

/** Which way a call looks ahead; null when it does not. */
function lookAhead({ name, arguments: given }: CallEvent): 'later' | 'centred' | null {
  const constant = (parameter: string): unknown => constantOf(given.find((argument) => argument.name === parameter)?.value);
  if (/\.shift$/u.test(name ?? '')) {
    const periods = constant('periods');
    return typeof periods === 'number' && periods < 0 ? 'later' : null;
  }
  return /\.rolling$/u.test(name ?? '') && constant('center') === true ? 'centred' : null;
}

function constantOf(value: Value | undefined): unknown {
  return value?.kind === 'scalar' ? value.value : undefined;
}

function verdicts(call: CallEvent, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const message = lookAhead(call);
  const column = message === null ? null : assignedColumn(call.node);
  if (message === null || column === null || call.receiver?.kind !== 'data') return [];
  const { receiver } = call;
  const fit = facts.fits.find((each) => each.sequence > call.sequence && isLearnedFrom(each, { column, source: receiver, facts }));
  if (fit === undefined) return [];
  const related = [{ at: call.node, text: `\`${column}\` takes values of later rows` }, { at: fit.node, text: `\`${fit.estimator.className?.split('.').at(-1) ?? 'the model'}\` is trained on it` }];
  return [{ message, at: call.node, related, column, confidence: weakest(call.nameConfidence, receiver.confidence, fit.features?.confidence ?? 'possible'), data: { column: { text: column } } }];
}

/** The column an expression is stored in: `df["a"] = ...`. */
function assignedColumn(node: Node): string | null {
  const assignment = enclosing(node, ['Assign', 'Lambda', 'FunctionDef']);
  const [target] = assignment?.kind === 'Assign' ? assignment.targets : [];
  if (target?.kind !== 'Subscript') return null;
  const last = target.index.kind === 'Tuple' ? target.index.elements.at(-1) : target.index;
  return last?.kind === 'Constant' && typeof last.value === 'string' ? last.value : null;
}

function isLearnedFrom({ role, features, labels }: FitEvent, { column, source, facts }: { readonly column: string; readonly source: Data; readonly facts: Facts }): boolean {
  if ((role !== 'model' && role !== 'search') || features === null || labels === null) return false;
  if (commonRows(features.rows, source.rows) === null || !surelyHas(features, column, { witness: labels, facts })) return false;
  const label = labels.columns.kind === 'exactly' ? labels.columns.names : [];
  return !label.includes(column);
}

function fixes(call: CallEvent, facts: Facts): readonly CodeFix[] {
  if (moduleOf(call.node).path !== facts.document.path) return [];
  const way = lookAhead(call);
  const argument = call.arguments.find(({ name }) => name === (way === 'later' ? 'periods' : 'center'));
  if (way === null || argument === undefined) return [];
  const { start, end } = argument.node;
  const newText = way === 'later' ? String(-Number(constantOf(argument.value))) : 'False';
  return [{ title: way === 'later' ? 'Shift the other way' : 'Look back only', safety: 'review', edits: [{ document: facts.document, start, end, newText }] }];
}
