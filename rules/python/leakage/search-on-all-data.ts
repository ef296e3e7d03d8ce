import { trainArguments } from '../../api/python/leak-fixes/train-arguments.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/search-on-all-data',
  summary: 'Parameter searches over rows that judge the model later',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'overlap leakage' },
    { title: 'On Over-fitting in Model Selection and Subsequent Selection Bias in Performance Evaluation (Cawley and Talbot, JMLR 2010)' },
  ],
  docs: {
    what: 'Finds parameter searches (GridSearchCV, RandomizedSearchCV and so on) fitted on rows among which are those that judge the model afterwards.',
    why: 'The search has seen the test rows: it chose the parameters that suit them, and by default trains the best model on all of them.',
    instead: 'Fit the search on the training rows only; or give the whole search to `cross_val_score` (nested cross-validation).',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. `best_score_` alone is not judged.',
  },
  options: {},
  messages: {
    searched: '`{learner}` has seen {test}, the rows that judge the model',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'the search is given all rows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import GridSearchCV, train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nsearch = GridSearchCV(SVC(), {"C": [1, 10]}).fit(X, y)\n#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ searched\nprint(search.score(X_test, y_test))\n',
        after: 'import pandas as pd\nfrom sklearn.model_selection import GridSearchCV, train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nsearch = GridSearchCV(SVC(), {"C": [1, 10]}).fit(X_train, y_train)\nprint(search.score(X_test, y_test))\n',
      },
    ],
    good: [
      {
        title: 'the search is given the training rows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import GridSearchCV, train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nsearch = GridSearchCV(SVC(), {"C": [1, 10]})\nsearch.fit(X_train, y_train)\nprint(search.score(X_test, y_test))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'search-on-all-data', () => 'searched'),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [trainArguments]),
});
