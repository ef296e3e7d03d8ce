import { learnAfterSplit } from '../../api/python/leak-fixes/learn-after-split.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/fit-before-split',
  summary: 'Transformers fitted on rows that are split into training and test rows afterwards',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'scikit-learn user guide', where: 'Common pitfalls and recommended practices: data leakage', url: 'https://scikit-learn.org/stable/common_pitfalls.html' },
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'preprocessing leakage' },
  ],
  docs: {
    what: 'Finds scalers, imputers, decompositions, discretizers, clusterers and statistics by hand that learn from all rows and change the features, before some of the rows are set apart to judge a model.',
    why: 'What the transformer learned is in the training features and comes from the test rows as well: the score tells how the model does on rows it has partly seen, and is too good by an amount nobody knows.',
    instead: 'Split first, fit on the training rows, and only transform the test rows; or put the transformer and the model into one Pipeline and fit that on the training rows.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Stateless transformers, constant imputation, statistics along a row, category codes and encoding of the label alone learn nothing that matters here and are not reported. Statistics that are only looked at are fine; so is everything when no model is judged afterwards. When the parts are only watched or never scored, the finding is one level softer.',
  },
  options: {},
  messages: {
    fitted: '`{learner}` learns from all rows, {test} among them, before the split',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'features are scaled before the split',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import StandardScaler\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX = StandardScaler().fit_transform(X)\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fitted\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import StandardScaler\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nscaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
    good: [
      {
        title: 'the scaler learns from the training rows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import StandardScaler\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nscaler = StandardScaler().fit(X_train)\nmodel = LogisticRegression().fit(scaler.transform(X_train), y_train)\nprint(model.score(scaler.transform(X_test), y_test))\n',
      },
      {
        title: 'scaled rows are drawn, and the model is trained and judged without them',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import StandardScaler\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\npd.DataFrame(StandardScaler().fit_transform(X)).hist()\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'fit-before-split', () => 'fitted'),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [learnAfterSplit]),
});
