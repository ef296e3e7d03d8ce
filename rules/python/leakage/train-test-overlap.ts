import { trainArguments } from '../../api/python/leak-fixes/train-arguments.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/train-test-overlap',
  summary: 'Models judged by rows they were trained on',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'overlap leakage' },
    { title: 'Leakage in Data Mining: Formulation, Detection, and Avoidance (Kaufman et al., KDD 2011)' },
  ],
  docs: {
    what: 'Finds models that are scored on rows of which some, surely, were trained on: a slice of the training rows, a frame that contains them, two samples of one frame, slices that overlap.',
    why: 'A model knows the answers of rows it was trained on. Their score says how well it remembers, not how it does on new rows.',
    instead: 'Score on rows that were held out: `train_test_split`, or `df.drop(sample.index)` for the rows a sample left.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Where the same model is also scored on rows it was not trained on, the other score is taken for what it is. Scoring exactly the training rows is the business of evaluation/eval-on-training-rows.',
  },
  options: {},
  messages: {
    part: '{test} are rows that `{learner}` was trained on',
    some: 'Some rows of {test} are rows that `{learner}` was trained on',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'the model is trained on all rows after the split',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X, y)\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ part\nprint(model.score(X_test, y_test))\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
      {
        title: 'the test rows are a part of the training rows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nmodel = LogisticRegression().fit(X, y)\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ part\ntest = X[200:]\nprint(model.score(test, y[200:]))\n',
      },
      {
        title: 'two samples of one table share rows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\ndf = pd.read_csv("people.csv")\ntrain = df.sample(frac=0.8, random_state=0)\ntest = df.sample(frac=0.2, random_state=1)\nmodel = LogisticRegression().fit(train[["age"]], train["sick"])\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ some\nprint(model.score(test[["age"]], test["sick"]))\n',
      },
    ],
    good: [
      {
        title: 'the test rows are those the sample left',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\ndf = pd.read_csv("people.csv")\ntrain = df.sample(frac=0.8, random_state=0)\ntest = df.drop(train.index)\nmodel = LogisticRegression().fit(train[["age"]], train["sick"])\nprint(model.score(test[["age"]], test["sick"]))\n',
      },
    ],
  },
  yieldsTo: ['evaluation/eval-on-training-rows'],
  find: ({ facts }) => leakVerdicts(facts, 'train-test-overlap', (leak) => (leak.kind === 'overlap' && leak.relation === 'superset' ? 'part' : 'some')),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [trainArguments]),
});
