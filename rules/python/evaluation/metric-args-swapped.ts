import type { Argument, EvaluationEvent } from '../../api/python/event.ts';
import type { MetricApi } from '../../api/python/knowledge.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import { weakest } from '../../api/python/confidence.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  swapped: '`{metric}` is given predictions as `{truth}` and the truth as `{prediction}`',
} as const;

export const rule = pythonRule({
  id: 'evaluation/metric-args-swapped',
  summary: 'Metrics given predictions and truth in the wrong order',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'scikit-learn reference', where: 'sklearn.metrics: precision_score, recall_score, r2_score', url: 'https://scikit-learn.org/stable/api/sklearn.metrics.html' }],
  docs: {
    what: 'Finds metrics that take the truth first and the predictions second, are not the same when the two are exchanged, and are given them the other way round.',
    why: 'Nothing fails, but the number is another one: precision becomes recall and recall precision, a confusion matrix is turned on its side, `r2_score` divides by the spread of the predictions.',
    instead: 'Give the truth first: `precision_score(y_test, model.predict(X_test))`.',
    limits: 'Only reported where it is known which argument is a prediction and that the other one is none; not in tests. Metrics that stay the same when exchanged (`accuracy_score`, `mean_squared_error`, `f1_score` without `average="weighted"`) are not reported. A confusion matrix is told as a warning: the axes of its plot may be named accordingly.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'safe',
  examples: {
    bad: [
      {
        title: 'precision of the truth',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.metrics import precision_score\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = SVC().fit(train[["age"]], train["sick"])\nprint(precision_score(model.predict(test[["age"]]), test["sick"]))\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ swapped\n',
        after: 'import pandas as pd\nfrom sklearn.metrics import precision_score\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = SVC().fit(train[["age"]], train["sick"])\nprint(precision_score(test["sick"], model.predict(test[["age"]])))\n',
      },
    ],
    good: [
      {
        title: 'the truth comes first',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.metrics import precision_score\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = SVC().fit(train[["age"]], train["sick"])\nprint(precision_score(test["sick"], model.predict(test[["age"]])))\nprint(precision_score(y_pred=model.predict(test[["age"]]), y_true=test["sick"]))\n',
      },
      {
        title: 'accuracy is the same either way',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.metrics import accuracy_score\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = SVC().fit(train[["age"]], train["sick"])\nprint(accuracy_score(model.predict(test[["age"]]), test["sick"]))\n',
      },
      {
        title: 'two models are compared with each other',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.metrics import precision_score\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\none = SVC().fit(train[["age"]], train["sick"])\nother = SVC(C=10).fit(train[["age"]], train["sick"])\nprint(precision_score(one.predict(test[["age"]]), other.predict(test[["age"]])))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.evaluations.flatMap(verdicts)),
  mend: ({ verdict, facts }) => {
    const swap = facts.evaluations.flatMap((evaluation) => swapOf(evaluation) ?? []).find(({ node }) => node === verdict.at);
    if (swap === undefined || moduleOf(swap.node).path !== facts.document.path) return [];
    const { truth, prediction } = swap;
    const exchanged = [[truth.node, prediction.node], [prediction.node, truth.node]] as const;
    const edits = exchanged.map(([place, other]) => ({ document: facts.document, start: place.start, end: place.end, newText: facts.textOf(other) }));
    return [{ title: 'Give the truth first', safety: 'safe', edits }];
  },
});

interface Swap {
  readonly node: EvaluationEvent['call']['node'];
  readonly api: MetricApi;
  /** Given as truth, though they are predictions. */
  readonly truth: Argument;
  readonly prediction: Argument;
}

function swapOf({ way, call }: EvaluationEvent): Swap | null {
  const { api, node } = call;
  if (way !== 'metric' || api?.is !== 'metric' || isSymmetric(api, call.arguments)) return null;
  const [truth, prediction] = [api.truth, api.prediction].map((parameter) => call.arguments.find(({ name }) => name === parameter));
  if (truth === undefined || prediction === undefined) return null;
  return isPrediction(truth) && isTruth(prediction) ? { node, api, truth, prediction } : null;
}

function isSymmetric({ isSymmetric: isUsually, isAsymmetricWhen }: MetricApi, given: readonly Argument[]): boolean {
  if (!isUsually || isAsymmetricWhen === undefined) return isUsually;
  const value = given.find(({ name }) => name === isAsymmetricWhen.parameter)?.value;
  const known = value?.kind === 'scalar' ? value.value : undefined;
  return (typeof known !== 'string' && typeof known !== 'number') || !isAsymmetricWhen.values.includes(known);
}

function isPrediction({ value }: Argument): boolean {
  return value.kind === 'data' && value.prediction !== null && value.confidence !== 'possible';
}

function isTruth({ value }: Argument): boolean {
  return value.kind === 'data' && value.prediction === null && value.confidence !== 'possible' && !value.influences.some(({ by, isApplied }) => by === 'model' && isApplied);
}

/** Tables whose axes can be named as one likes. */
const TABLES = /confusion_matrix/u;

function verdicts(evaluation: EvaluationEvent): readonly CodeVerdict<typeof MESSAGES>[] {
  const swap = swapOf(evaluation);
  if (swap === null) return [];
  const { node, api, truth, prediction } = swap;
  const metric = api.names[0]?.split('.').at(-1) ?? '';
  const data = { metric: { text: metric }, truth: { text: api.truth }, prediction: { text: api.prediction } };
  const confidence = weakest(evaluation.call.nameConfidence, truth.value.confidence, prediction.value.confidence);
  return [{ message: 'swapped', at: node, confidence, severity: TABLES.test(metric) ? 'warning' : 'error', data }];
}
