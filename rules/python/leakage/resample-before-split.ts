import { intoPipeline } from '../../api/python/leak-fixes/into-pipeline.ts';
import { learnAfterSplit } from '../../api/python/leak-fixes/learn-after-split.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/resample-before-split',
  summary: 'Rows copied or mixed before they are split, so that copies are on both sides',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'imbalanced-learn user guide', where: 'Common pitfalls and recommended practices: data leakage', url: 'https://imbalanced-learn.org/stable/common_pitfalls.html' },
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'overlap leakage' },
  ],
  docs: {
    what: 'Finds over-sampling (SMOTE, random over-sampling, drawing with replacement, repeated rows) on rows that are split, or parted into folds, afterwards; and samplers that choose by labels which rows are left, test rows included.',
    why: 'Copies, or mixtures, of training rows judge the model: it has seen the answers. Scores of 0.99 on rare classes come from here. The test rows also no longer have the class shares of real data.',
    instead: 'Split first and resample the training rows only; in cross-validation use a Pipeline of imbalanced-learn, which resamples while fitting only.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Random under-sampling shares no rows and is not reported.',
  },
  options: {},
  messages: {
    copied: '`{learner}` copies or mixes rows before the split: copies are in {test} too',
    chosen: '`{learner}` chooses by labels which rows are left, {test} included',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'rows are made up before the split',
        format: 'python',
        text: 'import pandas as pd\nfrom imblearn.over_sampling import SMOTE\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX, y = SMOTE().fit_resample(X, y)\n#      ^^^^^^^^^^^^^^^^^^^^^^^^^^ copied\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
        after: 'import pandas as pd\nfrom imblearn.over_sampling import SMOTE\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nX_train, y_train = SMOTE().fit_resample(X_train, y_train)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
    good: [
      {
        title: 'only training rows are resampled',
        format: 'python',
        text: 'import pandas as pd\nfrom imblearn.over_sampling import SMOTE\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nX_train, y_train = SMOTE().fit_resample(X_train, y_train)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'resample-before-split', ({ kind }) => (kind === 'copies' ? 'copied' : 'chosen')),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [learnAfterSplit, intoPipeline]),
});
