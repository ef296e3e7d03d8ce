import { isExampleCode, isTestCode } from '../../api/python/code-purpose.ts';
import { weakest } from '../../api/python/confidence.ts';
import type { EvaluationEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { keywordValue } from '../../api/python/reading-call.ts';
import { rowRoot } from '../../api/python/row-path.ts';
import { sourceTables } from '../../api/python/source-tables.ts';
import type { Node } from '../../api/python/syntax.ts';
import type { ObjectValue, Value } from '../../api/python/value.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  treated: 'Accuracy is the only measure, though `{by}` says that classes are unbalanced',
  counted: 'Accuracy is the only measure, though {share} of the rows are of one class',
} as const;

export const rule = pythonRule({
  id: 'evaluation/single-accuracy-on-imbalance',
  summary: 'Accuracy as the only measure although classes are unbalanced',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'scikit-learn user guide', where: 'Metrics and scoring: balanced accuracy score', url: 'https://scikit-learn.org/stable/modules/model_evaluation.html#balanced-accuracy-score' }],
  docs: {
    what: 'Finds programs in which classifiers are judged by accuracy and nothing else, while the program treats its classes as unbalanced (`class_weight`, `scale_pos_weight`, SMOTE and other resampling) or the label column of the table that was read has one class in at least 80 % of its rows.',
    why: 'Where 95 of 100 rows are of one class, a model that always says so is right 95 times. Accuracy cannot tell it from one that finds the rare class.',
    instead: 'Look at `balanced_accuracy_score`, `f1_score`, `average_precision_score` or a `classification_report` as well.',
    limits: 'Silent where any other measure, report or table of errors is made in the program, also by name in `scoring=` or `metrics=`; in tests. `stratify` alone is no sign of unbalanced classes.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'rows are made for the rare class, and only accuracy is asked for',
        format: 'python',
        text: 'import pandas as pd\nfrom imblearn.over_sampling import SMOTE\nfrom sklearn.metrics import accuracy_score\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.tree import DecisionTreeClassifier\n\ndf = pd.read_csv("fraud.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="fraud"), df["fraud"], random_state=0)\nX_train, y_train = SMOTE().fit_resample(X_train, y_train)\ntree = DecisionTreeClassifier().fit(X_train, y_train)\nprint(accuracy_score(y_test, tree.predict(X_test)))\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ treated\n',
      },
      {
        title: 'nine of ten rows are of one class',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.tree import DecisionTreeClassifier\n\ndf = pd.read_csv("fraud.csv")\nX_train, X_test, y_train, y_test = train_test_split(df[["sum"]], df["fraud"], random_state=0)\ntree = DecisionTreeClassifier().fit(X_train, y_train)\nprint(tree.score(X_test, y_test))\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^ counted\n',
        files: { 'fraud.csv': 'sum,fraud\n1,0\n2,0\n3,0\n4,0\n5,0\n6,0\n7,0\n8,0\n9,0\n10,1\n' },
      },
    ],
    good: [
      {
        title: 'precision and recall are shown as well',
        format: 'python',
        text: 'import pandas as pd\nfrom imblearn.over_sampling import SMOTE\nfrom sklearn.metrics import accuracy_score, classification_report\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.tree import DecisionTreeClassifier\n\ndf = pd.read_csv("fraud.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="fraud"), df["fraud"], random_state=0)\nX_train, y_train = SMOTE().fit_resample(X_train, y_train)\ntree = DecisionTreeClassifier().fit(X_train, y_train)\nprint(accuracy_score(y_test, tree.predict(X_test)))\nprint(classification_report(y_test, tree.predict(X_test)))\n',
      },
      {
        title: 'classes are about as common',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.tree import DecisionTreeClassifier\n\ndf = pd.read_csv("fraud.csv")\nX_train, X_test, y_train, y_test = train_test_split(df[["sum"]], df["fraud"], random_state=0)\ntree = DecisionTreeClassifier().fit(X_train, y_train)\nprint(tree.score(X_test, y_test))\n',
        files: { 'fraud.csv': 'sum,fraud\n1,0\n2,0\n3,0\n4,0\n5,0\n6,1\n7,1\n8,1\n9,1\n10,1\n' },
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (facts.isCutShort || isTestCode(facts.document) ? [] : verdicts(facts)),
  mend: null,
});

function verdicts(facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const measured = facts.evaluations.filter(({ way }) => way === 'metric' || way === 'score');
  const [first] = measured.filter(isAccuracy);
  if (first === undefined || !measured.every(isAccuracy) || looksFurther(facts)) return [];
  const common = { at: first.node, ...(isExampleCode(facts.document) ? { severity: 'info' as const } : {}) };
  const treatment = treatmentIn(facts);
  if (treatment !== null) return [{ message: 'treated', ...common, confidence: weakest('likely', first.call.nameConfidence), related: [{ at: treatment.node, text: 'the classes are treated as unbalanced' }], data: { by: { text: treatment.by } } }];
  return measured.flatMap((evaluation) => shareOfMain(evaluation, facts) ?? []).slice(0, 1).map(({ percent, node }) => ({ message: 'counted', ...common, confidence: 'likely', related: [{ at: node, text: 'the table is read' }], data: { share: { percent } } }));
}

function isAccuracy({ way, metric, model, call }: EvaluationEvent): boolean {
  if (way === 'metric') return metric !== null && /(?:^|\.)accuracy_score$/u.test(metric);
  const api = model?.api;
  return (api?.is === 'estimator' && api.task === 'classification') || /Classifier\.score$/u.test(call.name ?? '');
}

/** Other measures, under whatever name, and tables of errors. */
const MEASURES = /(?:\bf1|_f1|f_?beta|precision|recall|(?:\b|_)roc(?:\b|_)|(?:\b|_)p?r?auc|confusion|crosstab|classification_report|balanced_acc|matthews|(?:\b|_)mcc|kappa|log_?loss|brier|sensitivity|specificity|g_?mean|geometric_mean)/iu;

function looksFurther(facts: Facts): boolean {
  const inWords = facts.nodes('Constant').some(({ value, parent }) => typeof value === 'string' && value.length < 40 && parent.kind !== 'Expr' && MEASURES.test(value));
  const inNames = facts.nodes('Call').some(({ callee }) => MEASURES.test(callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : ''));
  return inWords || inNames || facts.evaluations.some(({ way }) => way === 'evaluate' || way === 'loop');
}

interface Treatment {
  readonly by: string;
  readonly node: Node;
}

const WEIGHTS = ['class_weight', 'scale_pos_weight', 'is_unbalance', 'auto_class_weights'] as const;

function treatmentIn(facts: Facts): Treatment | null {
  const resampling = facts.fits.find(({ role }) => role === 'resampler');
  if (resampling !== undefined) return { by: resampling.estimator.className?.split('.').at(-1) ?? 'resampling', node: resampling.node };
  for (const { estimator } of facts.fits) {
    const found = weightOf(estimator);
    if (found !== null) return found;
  }
  return null;
}

function weightOf({ call, arguments: given, parts }: ObjectValue): Treatment | null {
  const name = WEIGHTS.find((each) => call !== null && keywordValue(call, each) !== null && isSet(given.get(each)));
  if (name !== undefined && call !== null) return { by: name, node: keywordValue(call, name) ?? call };
  for (const part of parts) {
    const found = part.kind === 'object' ? weightOf(part) : null;
    if (found !== null) return found;
  }
  return null;
}

function isSet(value: Value | undefined): boolean {
  return !(value?.kind === 'scalar' && (value.value === null || value.value === false || value.value === 1));
}

/** Share of one class in a label column from which accuracy says little. Own choice: four of five. */
const MAIN_SHARE = 0.8;

/** How common the most common class of the label is, where the table was looked at and it is very common. */
function shareOfMain({ truth, fits, data }: EvaluationEvent, facts: Facts): { readonly percent: number; readonly node: Node } | null {
  const labels = fits.at(-1)?.labels ?? truth;
  const [name, ...others] = labels?.columns.kind === 'exactly' ? labels.columns.names : [];
  if (labels === null || name === undefined || others.length > 0 || rowRoot(data.rows).kind !== 'source') return null;
  for (const { read, table } of sourceTables(labels, facts)) {
    const column = table.columns.find((each) => each.name === name);
    const most = Math.max(0, ...(column?.top.map(({ count }) => count) ?? []));
    const share = most / Math.max(1, table.rows - (column?.missing ?? 0));
    if (column !== undefined && column.distinct > 1 && share >= MAIN_SHARE) return { percent: 100 * share, node: read.node };
  }
  return null;
}
