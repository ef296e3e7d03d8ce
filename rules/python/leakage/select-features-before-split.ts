import { intoPipeline } from '../../api/python/leak-fixes/into-pipeline.ts';
import { learnAfterSplit } from '../../api/python/leak-fixes/learn-after-split.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/select-features-before-split',
  summary: 'Features chosen by labels of rows that judge the model later',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'scikit-learn user guide', where: 'Common pitfalls and recommended practices: data leakage', url: 'https://scikit-learn.org/stable/common_pitfalls.html' },
    { title: 'The Elements of Statistical Learning (Hastie, Tibshirani, Friedman)', where: 'section 7.10.2: The Wrong and Right Way to Do Cross-validation' },
  ],
  docs: {
    what: 'Finds supervised feature selection (SelectKBest, RFE, SelectFromModel and so on) on rows that are split, or parted into folds, afterwards.',
    why: 'Features that fit the labels of the test rows by chance are chosen because they fit them. With many features this makes a good score out of pure noise.',
    instead: 'Put the selector into a Pipeline with the model, and split or cross-validate that.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Features picked by hand after looking at correlations are not seen. Selection without labels is the business of fit-before-split.',
  },
  options: {},
  messages: {
    selected: '`{learner}` chooses features by the labels of {test} as well',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'features are chosen before cross-validation',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.feature_selection import SelectKBest\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import cross_val_score\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX = SelectKBest(k=5).fit_transform(X, y)\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ selected\nprint(cross_val_score(LogisticRegression(), X, y).mean())\n',
        after: 'import pandas as pd\nfrom sklearn.feature_selection import SelectKBest\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import cross_val_score\nfrom sklearn.pipeline import make_pipeline\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nprint(cross_val_score(make_pipeline(SelectKBest(k=5), LogisticRegression()), X, y).mean())\n',
      },
    ],
    good: [
      {
        title: 'features are chosen in every fold anew',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.feature_selection import SelectKBest\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import cross_val_score\nfrom sklearn.pipeline import make_pipeline\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nmodel = make_pipeline(SelectKBest(k=5), LogisticRegression())\nprint(cross_val_score(model, X, y).mean())\n',
      },
      {
        title: 'features are chosen by the training rows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.feature_selection import SelectKBest\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nbest = SelectKBest(k=5).fit(X_train, y_train)\nmodel = LogisticRegression().fit(best.transform(X_train), y_train)\nprint(model.score(best.transform(X_test), y_test))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'select-features-before-split', () => 'selected'),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [learnAfterSplit, intoPipeline]),
});
