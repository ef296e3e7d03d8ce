import { isExampleCode, isTestCode } from '../../api/python/code-purpose.ts';
import { weakest } from '../../api/python/confidence.ts';
import type { FitEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { rowRoot } from '../../api/python/row-path.ts';
import { trialsOf } from '../../api/python/trials.ts';
import type { Trial } from '../../api/python/trials.ts';
import type { Value } from '../../api/python/value.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  inSample: '`{model}` is only scored on the rows it was trained on',
} as const;

export const rule = pythonRule({
  id: 'evaluation/eval-on-training-rows',
  summary: 'Models that are only scored on the rows they were trained on',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'scikit-learn user guide', where: 'Cross-validation: evaluating estimator performance', url: 'https://scikit-learn.org/stable/modules/cross_validation.html' },
    { title: 'The Elements of Statistical Learning (Hastie, Tibshirani, Friedman)', where: 'chapter 7, Model Assessment and Selection' },
  ],
  docs: {
    what: 'Finds programs in which a model is scored on exactly the rows it was trained on, and no model is scored on any others.',
    why: 'A model that has memorised its rows is right about all of them. Such a score says nothing of new rows, and prefers the models that memorise best.',
    instead: 'Hold rows out with `train_test_split` and score on those, or use `cross_val_score`.',
    limits: 'Silent where any rows of the table are held out and scored, or cross-validated; where rows are watched during the training; for models that are saved, handed out of the program or given to unknown calls, which may be scored elsewhere; for clusterers and outlier detectors; for linear regression, whose fit on its own rows is a result as long as nothing bends the line (`PolynomialFeatures`); for statsmodels; in tests; for rows of unknown origin. A score of the training rows beside one of held-out rows is fine.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'the tree is asked about the rows it knows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.metrics import accuracy_score\nfrom sklearn.tree import DecisionTreeClassifier\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\ntree = DecisionTreeClassifier().fit(X, y)\nprint(accuracy_score(y, tree.predict(X)))\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ inSample\n',
      },
    ],
    good: [
      {
        title: 'rows are held out',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.tree import DecisionTreeClassifier\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\ntree = DecisionTreeClassifier().fit(X_train, y_train)\nprint(tree.score(X_train, y_train), tree.score(X_test, y_test))\n',
      },
      {
        title: 'the model is cross-validated as well',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import cross_val_score\nfrom sklearn.tree import DecisionTreeClassifier\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nprint(cross_val_score(DecisionTreeClassifier(), X, y).mean())\nprint(DecisionTreeClassifier().fit(X, y).score(X, y))\n',
      },
      {
        title: 'how well a line fits is a result',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression\n\ndf = pd.read_csv("people.csv")\nline = LinearRegression().fit(df[["age"]], df["pressure"])\nprint(line.coef_, line.score(df[["age"]], df["pressure"]))\n',
      },
      {
        title: 'the model is saved, to be scored elsewhere',
        format: 'python',
        text: 'import joblib\nimport pandas as pd\nfrom sklearn.tree import DecisionTreeClassifier\n\ndf = pd.read_csv("people.csv")\ntree = DecisionTreeClassifier().fit(df[["age"]], df["sick"])\nprint(tree.score(df[["age"]], df["sick"]))\njoblib.dump(tree, "tree.joblib")\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (facts.isCutShort || isTestCode(facts.document) ? [] : verdicts(facts)),
  mend: null,
});

type ScoredTrial = Extract<Trial, { way: 'scored' }>;

/** One for all models of the same rows. */
function verdicts(facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const trials = facts.once(trialsOf);
  const others = trials.filter(({ way, relation }) => way !== 'kept' && relation !== 'same').map(({ test }) => rowRoot(test.rows));
  const judged = new Set([...others, ...facts.evaluations.filter(({ way }) => way === 'cross-validation' || way === 'search').map(({ data }) => rowRoot(data.rows))]);
  const inSample = trials.filter((trial): trial is ScoredTrial => isInSample(trial) && !judged.has(rowRoot(trial.test.rows)) && !isHandedOn(trial.fit, facts));
  const firsts = inSample.filter(({ test }, index) => inSample.findIndex((other) => other.test.rows === test.rows) === index);
  return firsts.map(({ fit, at, confidence }) => ({
    message: 'inSample',
    at: at.node,
    related: [{ at: fit.node, text: 'it is trained' }, { at: at.node, text: 'it is scored on the same rows' }],
    confidence: weakest(confidence, 'likely'),
    ...(isExampleCode(facts.document) ? { severity: 'info' as const } : {}),
    data: { model: { text: fit.estimator.className?.split('.').at(-1) ?? 'model' } },
  }));
}

/** Models whose fit on their own rows is a result: coefficients, densities, ranks of outliers. */
const DESCRIPTIVE = /(?:Linear|Ridge|RidgeCV|Lasso|LassoCV|ElasticNet|ElasticNetCV|OLS|GLM|GLS|WLS|Logit|Probit|Poisson|Huber|TheilSen|RANSAC|Mixture|Isotonic)(?:Regressor|Regression|Results\w*|Model)?$/u;

/** What gives a line as many bends as one likes, so that it can pass through all points. */
const BENDING: ReadonlySet<string> = new Set(['PolynomialFeatures', 'SplineTransformer', 'polynomial_kernel']);

function isBent({ features }: FitEvent): boolean {
  return features?.history.some((name) => BENDING.has(name)) === true;
}

function isInSample(trial: Trial): boolean {
  const { way, relation, fit, test } = trial;
  if (way !== 'scored' || relation !== 'same' || fit.role !== 'model' || fit.validation.length > 0) return false;
  if (trial.at.way === 'loop' || fit.way === 'train-loop' || test.confidence !== 'certain') return false;
  const { className, api, arguments: given } = fit.estimator;
  const isModel = api?.is === 'estimator' && (api.task === 'classification' || api.task === 'regression' || api.task === 'either');
  const last = className?.split('.').at(-1) ?? '';
  return isModel && (!DESCRIPTIVE.test(last) || isBent(fit)) && !className?.startsWith('statsmodels.') && !given.has('oob_score') && comesFromData(trial);
}

function comesFromData({ test }: Trial): boolean {
  const root = rowRoot(test.rows);
  return root.kind === 'source' && /^(?:file|made|read):/u.test(root.key);
}

/** Calls that show a model or what it learned. */
const SHOWING = /(?:^|\.)(?:print|str|repr|len|type|display|plot_tree|export_text|export_graphviz|show|hasattr|getattr|zip|enumerate|isinstance)$/u;

/** Whether the model leaves what is known of the program: written, returned from where nobody calls, or given to calls nobody knows. */
function isHandedOn(fit: FitEvent, facts: Facts): boolean {
  const { id } = fit.estimator;
  if (fit.inFunction !== null && fit.calledFrom.length === 0) return true;
  return facts.writes.some(({ value }) => holds(value, id)) || facts.calls.some(({ api, name, result, arguments: given }) => api === null && result.kind === 'unknown' && !SHOWING.test(name ?? '') && given.some(({ value }) => holds(value, id)));
}

function holds(value: Value, id: number): boolean {
  switch (value.kind) {
    case 'object':
      return value.id === id || value.parts.some((part) => holds(part, id));
    case 'sequence':
      return value.elements.some((element) => holds(element, id));
    case 'mapping':
      return [...value.entries.values()].some((element) => holds(element, id));
    default:
      return false;
  }
}
