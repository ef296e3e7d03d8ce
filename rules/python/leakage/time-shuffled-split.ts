import { isTestCode } from '../../api/python/code-purpose.ts';
import { weakest } from '../../api/python/confidence.ts';
import type { SplitEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { timeOrderOf } from '../../api/python/time-order.ts';
import type { TimeOrder } from '../../api/python/time-order.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  shuffled: 'Rows in the order of `{column}` are split at random: later rows train the model',
  ordered: 'Rows that follow each other in time are split at random: later ones train the model',
  lagged: 'Rows that hold values of the rows before are split at random',
} as const;

export const rule = pythonRule({
  id: 'leakage/time-shuffled-split',
  summary: 'Random splits of rows that follow each other in time',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'scikit-learn user guide', where: 'Cross-validation of time series data', url: 'https://scikit-learn.org/stable/modules/cross_validation.html#time-series-split' }],
  docs: {
    what: 'Finds random splits and shuffled folds of rows that are ordered in time: the table is in the order of a time column, is read with it as index, is sorted by it, or has features made of the rows before (`shift`, `diff`).',
    why: 'A random split puts the days before and after a test day into the training rows. Neighbours in time are alike, so the model fills a gap instead of looking ahead, and scores better than it will on days to come.',
    instead: 'Cut at a time: `train_test_split(..., shuffle=False)` on sorted rows, a condition on the date, or `TimeSeriesSplit`.',
    limits: 'Time columns are known by names such as `date` or `timestamp`; dates that are facts of a row (`birth_date`, `release_date`) say nothing of its order. Tables with more than two rows per time are not judged. Lagged features alone are told as info. Where rows are independent of each other although they are sorted by time, a random split is fine.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'the index is the date',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("load.csv", index_col="date", parse_dates=True)\ntrain, test = train_test_split(df, test_size=0.2)\n#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shuffled\nmodel = Ridge().fit(train[["wind"]], train["load"])\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("load.csv", index_col="date", parse_dates=True)\ntrain, test = train_test_split(df, test_size=0.2, shuffle=False)\nmodel = Ridge().fit(train[["wind"]], train["load"])\n',
      },
      {
        title: 'the table is in the order of a time',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("load.csv")\ntrain, test = train_test_split(df, shuffle=True)\n#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shuffled\nmodel = Ridge().fit(train[["wind"]], train["load"])\n',
        files: { 'load.csv': 'date,wind,load\n2024-01-01,3,7\n2024-01-02,4,8\n2024-01-03,2,9\n2024-01-04,5,8\n2024-01-05,5,7\n2024-01-06,1,6\n' },
        after: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("load.csv")\ntrain, test = train_test_split(df, shuffle=False)\nmodel = Ridge().fit(train[["wind"]], train["load"])\n',
      },
      {
        title: "yesterday's value is a feature",
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("load.csv")\ndf["before"] = df["load"].shift(1)\ntrain, test = train_test_split(df.dropna(), random_state=0)\n#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lagged\nmodel = Ridge().fit(train[["before"]], train["load"])\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("load.csv")\ndf["before"] = df["load"].shift(1)\ntrain, test = train_test_split(df.dropna(), random_state=0, shuffle=False)\nmodel = Ridge().fit(train[["before"]], train["load"])\n',
      },
    ],
    good: [
      {
        title: 'the last fifth is the test part',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("load.csv", index_col="date", parse_dates=True)\ntrain, test = train_test_split(df, test_size=0.2, shuffle=False)\nmodel = Ridge().fit(train[["wind"]], train["load"])\n',
      },
      {
        title: 'folds go forward in time',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import TimeSeriesSplit\n\ndf = pd.read_csv("load.csv", index_col="date", parse_dates=True)\nfor before, after in TimeSeriesSplit().split(df):\n    Ridge().fit(df[["wind"]].iloc[before], df["load"].iloc[before])\n',
      },
      {
        title: 'people are not ordered by their birth',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv", parse_dates=["birth_date"])\ntrain, test = train_test_split(df, test_size=0.2)\nmodel = Ridge().fit(train[["weight"]], train["height"])\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.splits.flatMap((split) => verdicts(split, facts))),
  mend: ({ verdict, facts }) => facts.splits.filter(({ node }) => node === verdict.at).slice(0, 1).flatMap((split) => fixes(split, facts)),
});

function verdicts(split: SplitEvent, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const { way, isShuffled, inputs, node } = split;
  if ((way !== 'random' && way !== 'stratified') || isShuffled !== true || isOfSeries(split)) return [];
  const [order, data] = inputs.flatMap((input) => [timeOrderOf(input, facts)].flatMap((found) => (found === null ? [] : [[found, input] as const])))[0] ?? [];
  if (order === undefined || data === undefined) return [];
  const common = { at: node, related: [{ at: order.node, text: STEPS[order.why] }, { at: node, text: 'the rows are split at random' }], confidence: weakest(order.confidence, data.confidence) };
  if (order.why === 'lagged') return [{ message: 'lagged', ...common, severity: 'info' }];
  return order.column === null ? [{ message: 'ordered', ...common }] : [{ message: 'shuffled', ...common, column: order.column, data: { column: { text: order.column } } }];
}

const STEPS: Readonly<Record<TimeOrder['why'], string>> = {
  sorted: 'the rows are in the order of a time',
  indexed: 'the rows are indexed by a time',
  lagged: 'values of the rows before enter each row',
};

/** Rows made of groups or windows need not follow each other. */
function isOfSeries({ inputs }: SplitEvent): boolean {
  return inputs.every(({ rows }) => rows.kind === 'grouped');
}

function fixes({ call, way }: SplitEvent, facts: Facts): readonly CodeFix[] {
  if (call === null || way !== 'random' || call.api?.is !== 'split' || typeof call.api.shuffle === 'string' || moduleOf(call.node).path !== facts.document.path) return [];
  const { parameter } = call.api.shuffle;
  const { keywords, arguments: positional } = call.node;
  const given = keywords.find(({ name }) => name === parameter);
  const last = keywords.at(-1) ?? positional.at(-1);
  if (last === undefined) return [];
  const edit = given === undefined ? { start: last.end, end: last.end, newText: `, ${parameter}=False` } : { start: given.value.start, end: given.value.end, newText: 'False' };
  return [{ title: 'Split without shuffling', safety: 'review', edits: [{ document: facts.document, ...edit }] }];
}
