import { hidesArguments } from '../../api/python/call-arguments.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import { weakest } from '../../api/python/confidence.ts';
import type { Argument, CallEvent, EvaluationEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { assignedValue } from '../../api/python/name-value.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Call, Expression } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  labels: '`{metric}` ranks rows by score, but is given class labels',
  rounded: '`{metric}` ranks rows by score, but is given scores cut into classes',
} as const;

export const rule = pythonRule({
  id: 'evaluation/roc-auc-from-labels',
  summary: 'Ranking metrics computed from class labels instead of scores',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'scikit-learn reference', where: 'sklearn.metrics.roc_auc_score: y_score', url: 'https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html' }],
  docs: {
    what: 'Finds `roc_auc_score`, `average_precision_score`, `roc_curve`, `log_loss` and their kin given what `predict` of a classifier returns, or probabilities compared with a threshold.',
    why: 'The area under a curve says how well a model ranks rows. Class labels know two ranks only: the curve has one corner, and its area is the balanced accuracy at one threshold under another name. It is usually much too low, and models are compared by something else than it says.',
    instead: 'Give scores: `model.predict_proba(X_test)[:, 1]`, or `model.decision_function(X_test)` for models without probabilities.',
    limits: 'Only reported where it is known that the predictions are labels; not in tests. Where a model is meant to be judged by its labels, `balanced_accuracy_score` says so.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'the area under the curve of labels',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.metrics import roc_auc_score\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = LogisticRegression().fit(train[["age"]], train["sick"])\nprint(roc_auc_score(test["sick"], model.predict(test[["age"]])))\n#                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ labels\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.metrics import roc_auc_score\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = LogisticRegression().fit(train[["age"]], train["sick"])\nprint(roc_auc_score(test["sick"], model.predict_proba(test[["age"]])[:, 1]))\n',
      },
      {
        title: 'the labels have a name',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.metrics import accuracy_score, roc_auc_score\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import LinearSVC\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = LinearSVC().fit(train[["age"]], train["sick"])\nguess = model.predict(test[["age"]])\nprint(accuracy_score(test["sick"], guess), roc_auc_score(test["sick"], guess))\n#                                                                      ^^^^^ labels\n',
        after: 'import pandas as pd\nfrom sklearn.metrics import accuracy_score, roc_auc_score\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import LinearSVC\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = LinearSVC().fit(train[["age"]], train["sick"])\nguess = model.predict(test[["age"]])\nprint(accuracy_score(test["sick"], guess), roc_auc_score(test["sick"], model.decision_function(test[["age"]])))\n',
      },
    ],
    good: [
      {
        title: 'probabilities are ranked',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.metrics import roc_auc_score\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = LogisticRegression().fit(train[["age"]], train["sick"])\nprint(roc_auc_score(test["sick"], model.predict_proba(test[["age"]])[:, 1]))\n',
      },
      {
        title: 'what a regressor predicts can be ranked',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression\nfrom sklearn.metrics import roc_auc_score\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = LinearRegression().fit(train[["age"]], train["sick"])\nprint(roc_auc_score(test["sick"], model.predict(test[["age"]])))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.evaluations.flatMap(verdicts)),
  mend: ({ verdict, facts }) => {
    const found = facts.evaluations.find((evaluation) => scoreArgument(evaluation)?.node === verdict.at);
    return found === undefined ? [] : fixes(found, facts);
  },
});

/** Metrics of scores for which labels can be meant. */
const OF_RANKS: ReadonlySet<string> = new Set(['dcg_score', 'ndcg_score', 'top_k_accuracy_score', 'coverage_error', 'hinge_loss', 'label_ranking_average_precision_score', 'label_ranking_loss', 'metric_at_thresholds', 'confusion_matrix_at_thresholds']);

function metricName({ call }: EvaluationEvent): string {
  return call.api?.names[0]?.split('.').at(-1) ?? '';
}

/** What is given as scores, where the metric ranks by them; null when it is not known to be labels. */
function scoreArgument(evaluation: EvaluationEvent): Argument | null {
  const { call, way } = evaluation;
  const { api } = call;
  if (way !== 'metric' || api?.is !== 'metric' || api.needs !== 'scores' || OF_RANKS.has(metricName(evaluation))) return null;
  const given = call.arguments.find(({ name }) => name === api.prediction);
  if (given?.value.kind !== 'data' || given.value.prediction?.output !== 'labels' || given.value.confidence === 'possible') return null;
  return given;
}

/** What cuts scores into classes. */
const CUTS = /^(?:round|rint|where|compare|>=?|<=?|astype|argmax)$/u;

function verdicts(evaluation: EvaluationEvent): readonly CodeVerdict<typeof MESSAGES>[] {
  const given = scoreArgument(evaluation);
  if (given?.value.kind !== 'data') return [];
  const data = { metric: { text: metricName(evaluation) } };
  const isCut = given.value.history.some((name) => CUTS.test(name));
  const confidence = weakest(evaluation.call.nameConfidence, given.value.confidence);
  return [{ message: isCut ? 'rounded' : 'labels', at: given.node, confidence, data }];
}

function fixes(evaluation: EvaluationEvent, facts: Facts): readonly CodeFix[] {
  const given = scoreArgument(evaluation);
  const predicting = given === null ? null : predictingCall(given.node as Expression, facts);
  if (given === null || predicting === null || hasManyClasses(evaluation.call)) return [];
  const { callee } = predicting.node;
  if (callee.kind !== 'Attribute' || callee.attribute !== 'predict' || hidesArguments(predicting.node) || moduleOf(given.node).path !== facts.document.path) return [];
  const method = scoringMethod(predicting);
  if (method === null) return [];
  const text = facts.textOf(predicting.node);
  const cut = callee.end - predicting.node.start;
  const newText = `${facts.textOf(callee.value)}.${method}${text.slice(cut)}${method === 'predict_proba' ? '[:, 1]' : ''}`;
  return [{ title: `Rank by \`${method}\``, safety: 'review', edits: [{ document: facts.document, start: given.node.start, end: given.node.end, newText }] }];
}

/** The call of `predict` that gave what an expression holds, when nothing happened in between. */
function predictingCall(expression: Expression, facts: Facts): CallEvent | null {
  const assigned = expression.kind === 'Name' ? assignedValue(expression) : null;
  const at = assigned?.index === null ? assigned.expression : expression;
  return facts.predictions.find(({ call }) => call.node === at)?.call ?? null;
}

function hasManyClasses({ node }: { readonly node: Call }): boolean {
  return node.keywords.some(({ name }) => name === 'multi_class' || name === 'average' || name === null);
}

/** Classifiers of scikit-learn without probabilities. Source: their reference. */
const WITHOUT_PROBABILITIES: ReadonlySet<string> = new Set(['LinearSVC', 'SVC', 'NuSVC', 'SGDClassifier', 'Perceptron', 'RidgeClassifier', 'RidgeClassifierCV', 'PassiveAggressiveClassifier']);
const WITH_PROBABILITIES = /(?:Regression|RegressionCV|Forest\w*|Trees\w*|Tree\w*|Boosting\w*|NB|Neighbors\w*|MLP\w*|Bagging\w*|AdaBoost\w*|XGB\w*|LGBM\w*|CatBoost\w*|Discriminant\w*|GaussianProcess\w*)$/u;

function scoringMethod({ receiver }: CallEvent): 'predict_proba' | 'decision_function' | null {
  const name = (receiver?.kind === 'object' ? receiver.className?.split('.').at(-1) : undefined) ?? '';
  if (WITHOUT_PROBABILITIES.has(name)) return 'decision_function';
  return WITH_PROBABILITIES.test(name.replace(/Classifier$/u, '')) ? 'predict_proba' : null;
}
