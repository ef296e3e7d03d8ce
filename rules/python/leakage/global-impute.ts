import { fillAfterSplit } from '../../api/python/leak-fixes/fill-after-split.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/global-impute',
  summary: 'Missing values filled with statistics of rows that judge the model',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'scikit-learn user guide', where: 'Common pitfalls and recommended practices: data leakage', url: 'https://scikit-learn.org/stable/common_pitfalls.html' },
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'preprocessing leakage' },
  ],
  docs: {
    what: 'Finds gaps filled by `fillna` and its like with a mean, median or mode of all rows, or with values of neighbouring rows, before some of the rows are set apart to judge a model.',
    why: 'The value filled in is computed from the test rows as well. The harm is small where few values are missing and grows with their number.',
    instead: 'Split first, compute the statistic on the training rows and fill both parts with it; or use SimpleImputer in a Pipeline.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Constants and statistics along a row are fine. Filling from neighbouring rows is told as info, and not at all where rows are split by position or by a condition. Imputers of libraries are the business of fit-before-split.',
  },
  options: {},
  messages: {
    filled: 'Gaps are filled with `{learner}` of all rows, {test} among them',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'gaps are filled before the split',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\ndf["age"] = df["age"].fillna(df["age"].mean())\n#                            ^^^^^^^^^^^^^^^^ filled\nX, y = df[["age"]], df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\nX, y = df[["age"]], df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nage_mean = X_train["age"].mean()\nX_train["age"] = X_train["age"].fillna(age_mean)\nX_test["age"] = X_test["age"].fillna(age_mean)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
    good: [
      {
        title: 'gaps are filled with the mean of the training rows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\nX, y = df[["age"]], df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nage = X_train["age"].mean()\nmodel = LogisticRegression().fit(X_train.fillna(age), y_train)\nprint(model.score(X_test.fillna(age), y_test))\n',
      },
      {
        title: 'gaps are filled with a constant',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\ndf["age"] = df["age"].fillna(0)\nX, y = df[["age"]], df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'global-impute', () => 'filled'),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [fillAfterSplit]),
});
