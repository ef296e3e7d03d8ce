import { leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/concat-train-test',
  summary: 'Statistics over training and test files put together',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'preprocessing leakage' },
    { title: 'Leakage in Data Mining: Formulation, Detection, and Avoidance (Kaufman et al., KDD 2011)' },
  ],
  docs: {
    what: 'Finds training and test tables that are put together, and statistics or transformers that learn from both, before the test rows judge a model.',
    why: 'The test file was meant to be what the model has not seen. What is learned over both brings it into the training features.',
    instead: 'Learn from the training table and apply it to the test table. Where columns have to be made equal, put the tables together for calls that learn nothing, and take them apart again.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Test files without labels, on which nothing is scored, are not reported. Category codes over both files are fine.',
  },
  options: {},
  messages: {
    together: '`{learner}` learns from the training and test files together, {test} too',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'the statistics of both files fill gaps',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\ntrain = pd.read_csv("train.csv")\ntest = pd.read_csv("test.csv")\nboth = pd.concat([train, test])\nage = both["age"].median()\n#     ^^^^^^^^^^^^^^^^^^^^ together\nmodel = LogisticRegression().fit(train[["age"]].fillna(age), train["sick"])\nprint(model.score(test[["age"]].fillna(age), test["sick"]))\n',
      },
    ],
    good: [
      {
        title: 'the statistics of the training file fill gaps',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\ntrain = pd.read_csv("train.csv")\ntest = pd.read_csv("test.csv")\nage = train["age"].median()\nmodel = LogisticRegression().fit(train[["age"]].fillna(age), train["sick"])\nprint(model.score(test[["age"]].fillna(age), test["sick"]))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'concat-train-test', () => 'together'),
  mend: null,
});
