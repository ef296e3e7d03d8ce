import { intoPipeline } from '../../api/python/leak-fixes/into-pipeline.ts';
import { learnAfterSplit } from '../../api/python/leak-fixes/learn-after-split.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/target-encoding-before-split',
  summary: 'Labels of rows that judge the model put into features',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'scikit-learn user guide', where: 'TargetEncoder: cross fitting', url: 'https://scikit-learn.org/stable/modules/preprocessing.html' },
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'preprocessing leakage' },
  ],
  docs: {
    what: 'Finds statistics of the label by group (`groupby(city).y.mean()`) and target encoders that learn from all rows and are put into the features before some rows are set apart to judge a model.',
    why: 'The feature of a test row holds its own label, diluted by the other rows of its group. In small groups the model simply reads the answer.',
    instead: 'Split first and compute the statistic on the training rows; or use TargetEncoder, which encodes training rows by other folds, inside a Pipeline.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. That a column is the label is known from what the model is trained to predict.',
  },
  options: {},
  messages: {
    encoded: '`{learner}` puts labels of {test} into the features before the split',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'the mean label of each city becomes a feature',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("shops.csv")\ndf["rate"] = df["city"].map(df.groupby("city")["sold"].mean())\n#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ encoded\ntrain, test = train_test_split(df, random_state=0)\nmodel = LogisticRegression().fit(train[["rate"]], train["sold"])\nprint(model.score(test[["rate"]], test["sold"]))\n',
      },
      {
        title: 'an encoder learns from all labels',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import TargetEncoder\n\ndf = pd.read_csv("shops.csv")\nX, y = df[["city"]], df["sold"]\nX = TargetEncoder().fit_transform(X, y)\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ encoded\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import TargetEncoder\n\ndf = pd.read_csv("shops.csv")\nX, y = df[["city"]], df["sold"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nencoder = TargetEncoder()\nX_train = encoder.fit_transform(X_train, y_train)\nX_test = encoder.transform(X_test)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
    good: [
      {
        title: 'the mean label of the training rows becomes a feature',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("shops.csv")\ntrain, test = train_test_split(df, random_state=0)\nrates = train.groupby("city")["sold"].mean()\nmodel = LogisticRegression().fit(train[["city"]].replace(rates), train["sold"])\nprint(model.score(test[["city"]].replace(rates), test["sold"]))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'target-encoding-before-split', () => 'encoded'),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [learnAfterSplit, intoPipeline]),
});
