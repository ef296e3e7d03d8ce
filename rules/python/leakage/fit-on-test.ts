import { transformOnly } from '../../api/python/leak-fixes/refit.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/fit-on-test',
  summary: 'Transformers fitted on the rows that judge the model',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'scikit-learn user guide', where: 'Common pitfalls and recommended practices: data leakage', url: 'https://scikit-learn.org/stable/common_pitfalls.html' },
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'preprocessing leakage' },
  ],
  docs: {
    what: 'Finds transformers that are fitted, by `fit` or `fit_transform`, on the very rows a model is judged by, and statistics of those rows that are put back into them.',
    why: 'Training and test rows are then measured with two different yardsticks, so a value of the one does not mean what it means in the other, and the test rows are treated with knowledge that no single new row brings along.',
    instead: 'Fit on the training rows and call `transform` on the test rows.',
    limits: "Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Filling gaps or scaling by hand with the test rows' own statistics is told as info.",
  },
  options: {},
  messages: {
    refitted: '`{learner}` is fitted on {test}, the rows that judge the model',
  },
  fix: 'safe',
  examples: {
    bad: [
      {
        title: 'the test rows are scaled by themselves',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import StandardScaler\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nscaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.fit_transform(X_test)\n#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ refitted\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import StandardScaler\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nscaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
    good: [
      {
        title: 'the test rows are only transformed',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import StandardScaler\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nscaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'fit-on-test', () => 'refitted'),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [transformOnly]),
});
