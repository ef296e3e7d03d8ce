import { isExampleCode, isTestCode } from '../../api/python/code-purpose.ts';
import { comparisonsOf } from '../../api/python/comparisons.ts';
import type { Comparison } from '../../api/python/comparisons.ts';
import type { Facts } from '../../api/python/facts.ts';
import { heldOutName, wayTo } from '../../api/python/held-out-use.ts';
import type { HeldOutUse } from '../../api/python/held-out-use.ts';
import { rowPath } from '../../api/python/row-path.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Node } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict, Step } from '../../api/python-rule.ts';

const MESSAGES = {
  compared: '{count} models are compared on {test}; no rows are left to judge the best one',
  looped: 'A loop compares models on {test}; no rows are left to judge the best one',
} as const;

export const rule = pythonRule({
  id: 'leakage/test-set-reuse',
  summary: 'Several models compared on the same test rows, with no rows left to judge the best',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'multi-test leakage' },
    { title: 'On Over-fitting in Model Selection and Subsequent Selection Bias in Performance Evaluation (Cawley and Talbot, JMLR 2010)' },
  ],
  docs: {
    what: 'Finds held-out rows on which two or more models, trained independently of each other, are scored: different classes, settings, features, or the turns of a loop over parameters. Rows that steer a training (early stopping) count as used.',
    why: 'Who picks the best of several scores picks chance as well: the best score is too good, the more so the more models are tried and the fewer rows there are. The test rows have become validation rows, and nothing is left that says how the chosen model does on new rows.',
    instead: 'Compare models by cross-validation on the training rows, or on validation rows split off from them, and score the one that is chosen once on the test rows.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Several metrics of one training are one use. Silent where other rows of the same table, or a file named as test file, are left that judge one model at most; for baselines (`DummyClassifier`); for turns that only repeat one setting with other seeds; for models of different labels; in tests. Told as info in folders of examples.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'two models are scored on the test rows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nprint(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\nprint(SVC().fit(X_train, y_train).score(X_test, y_test))\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ compared\n',
      },
      {
        title: 'a loop tries settings on the test rows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.neighbors import KNeighborsClassifier\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nfor k in range(1, 20):\n    knn = KNeighborsClassifier(n_neighbors=k).fit(X_train, y_train)\n    print(k, knn.score(X_test, y_test))\n    #        ^^^^^^^^^^^^^^^^^^^^^^^^^ looped\n',
      },
    ],
    good: [
      {
        title: 'models are compared by cross-validation, one is tested',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import cross_val_score, train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nfor model in [LogisticRegression(), SVC()]:\n    print(cross_val_score(model, X_train, y_train).mean())\nprint(SVC().fit(X_train, y_train).score(X_test, y_test))\n',
      },
      {
        title: 'settings are tried on validation rows, the best is tested once',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.neighbors import KNeighborsClassifier\n\ndf = pd.read_csv("people.csv")\ntrain, test = train_test_split(df, random_state=0)\ntrain, valid = train_test_split(train, random_state=0)\nfor k in range(1, 20):\n    knn = KNeighborsClassifier(n_neighbors=k).fit(train[["age"]], train["sick"])\n    print(k, knn.score(valid[["age"]], valid["sick"]))\nbest = KNeighborsClassifier(n_neighbors=7).fit(train[["age"]], train["sick"])\nprint(best.score(test[["age"]], test["sick"]))\n',
      },
      {
        title: 'one model is measured in several ways',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.metrics import f1_score\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nmodel = SVC().fit(X_train, y_train)\nprint(model.score(X_train, y_train), model.score(X_test, y_test))\nprint(f1_score(y_test, model.predict(X_test)))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.once(comparisonsOf).map((comparison) => verdict(comparison, facts))),
  mend: null,
});

function verdict(comparison: Comparison, facts: Facts): CodeVerdict<typeof MESSAGES> {
  const { uses, second, isLoop, confidence } = comparison;
  const test = { text: heldOutName(second, facts) };
  const common = { at: placeOf(comparison, facts), related: stepsOf(comparison, facts), confidence, ...(isExampleCode(facts.document) ? { severity: 'info' as const } : {}) };
  return isLoop ? { message: 'looped', ...common, data: { test } } : { message: 'compared', ...common, data: { test, count: uses.length } };
}

/** Where the second model is scored, as far out as the ways to both differ. */
function placeOf({ first, second, isLoop }: Comparison, { document }: Facts): Node {
  const [before, way] = [wayTo(first), wayTo(second)];
  const differing = way.find((node, index) => node !== before[index]);
  if (!isLoop && differing !== undefined) return differing;
  return way.findLast((node) => moduleOf(node).path === document.path) ?? second.event.node;
}

/** More would hide the others. Own choice. */
const MOST_USES_SHOWN = 8;

function stepsOf({ uses, first }: Comparison, facts: Facts): readonly Step[] {
  const cut = rowPath(first.test.rows).find(({ node, kind }) => node !== null && kind !== 'reordered');
  const chosen = cut?.node == null ? [] : [{ at: cut.node, text: 'the rows that judge are chosen' }];
  const steps = uses.slice(0, MOST_USES_SHOWN).map((use) => useStep(use, facts));
  return [...chosen, ...steps.filter(({ at }, index) => steps.findIndex((other) => other.at === at) === index)];
}

function useStep(use: HeldOutUse, facts: Facts): Step {
  const name = use.fits.at(-1)?.estimator.className?.split('.').at(-1) ?? 'a model';
  const how = use.way === 'scored' ? 'is scored on' : 'is steered by';
  const at = wayTo(use).findLast((node) => moduleOf(node).path === facts.document.path) ?? use.event.node;
  return { at, text: `\`${name}\` ${how} ${heldOutName(use, facts)}` };
}
