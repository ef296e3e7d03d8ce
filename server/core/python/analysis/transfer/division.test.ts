import assert from 'node:assert/strict';
import { eventsOfProgram } from '../../../../../tools/program-events.ts';
import type { ProgramCase } from '../../../../../tools/program-events.ts';

const IMPORTS = [
  'import numpy as np, pandas as pd',
  'from sklearn.datasets import load_diabetes, load_iris',
  'from sklearn.feature_selection import SelectKBest',
  'from sklearn.linear_model import LinearRegression, Ridge',
  'from sklearn.metrics import accuracy_score',
  'from sklearn.model_selection import GridSearchCV, GroupShuffleSplit, KFold, TimeSeriesSplit, cross_val_predict, cross_val_score, train_test_split',
  'from sklearn.pipeline import make_pipeline',
  'from sklearn.preprocessing import StandardScaler',
  'from sklearn.svm import SVC',
];

function check(cases: readonly ProgramCase[]): void {
  for (const { name, program, events } of cases) {
    it(name, async () => {
      assert.deepEqual(await eventsOfProgram(IMPORTS, program), events);
    });
  }
}

describe('splits', () => {
  check([
    {
      name: 'a scaler fitted before the split influences both parts',
      program: `df = pd.read_csv('a.csv')
X, y = df.drop(columns='y'), df['y']
Z = StandardScaler().fit_transform(X)
X_train, X_test, y_train, y_test = train_test_split(Z, y)
m = SVC().fit(X_train, y_train)
m.score(X_test, y_test)
`,
      events: [
        '1 read a.csv',
        '3 fit-transform transformer StandardScaler on a.csv',
        '4 split random unseeded: a.csv [StandardScaler of a.csv], a.csv -> a.csv/train1, a.csv/test1, a.csv/train1, a.csv/test1',
        '5 fit model SVC on a.csv/train1 [StandardScaler of a.csv]',
        '6 score SVC of a.csv/test1 fitted on a.csv/train1',
      ],
    },
    {
      name: 'a scaler fitted on the training part brings only its rows to the test part',
      program: `X, y = load_iris(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
s = StandardScaler().fit(X_train)
m = SVC().fit(s.transform(X_train), y_train)
m.predict(s.transform(X_test))
`,
      events: [
        '1 read load_iris()',
        '2 split random: load_iris(), load_iris() -> load_iris()/train1, load_iris()/test1, load_iris()/train1, load_iris()/test1',
        '3 fit transformer StandardScaler on load_iris()/train1',
        '4 fit model SVC on load_iris()/train1 [StandardScaler of load_iris()/train1]',
        '5 predict SVC for load_iris()/test1 [StandardScaler of load_iris()/train1]',
      ],
    },
    {
      name: 'equal seeds and sizes give equal parts',
      program: `X, y = load_iris(return_X_y=True)
a, b = train_test_split(X, random_state=0)
c, d = train_test_split(X, random_state=0)
SVC().fit(a, y).score(d, y)
`,
      events: [
        '1 read load_iris()',
        '2 split random: load_iris() -> load_iris()/train1, load_iris()/test1',
        '3 split random: load_iris() -> load_iris()/train1, load_iris()/test1',
        '4 fit model SVC on load_iris()/train1',
        '4 score SVC of load_iris()/test1 fitted on load_iris()/train1',
      ],
    },
    {
      name: 'the training part can be split again',
      program: `X = pd.read_csv('a.csv')
rest, test = train_test_split(X, test_size=0.2, random_state=0)
train, valid = train_test_split(rest, test_size=0.25, random_state=0)
`,
      events: [
        '1 read a.csv',
        '2 split random: a.csv -> a.csv/train1, a.csv/test1',
        '3 split random: a.csv/train1 -> a.csv/train1/train2, a.csv/train1/test2',
      ],
    },
    {
      name: 'a sample and the rows it leaves',
      program: `df = pd.read_csv('a.csv')
train = df.sample(frac=0.8, random_state=0)
test = df.drop(train.index)
LinearRegression().fit(train[['a']], train['y']).score(test[['a']], test['y'])
`,
      events: [
        '1 read a.csv',
        '4 fit model LinearRegression on some of a.csv',
        '4 score LinearRegression of a.csv without (some of a.csv) fitted on some of a.csv',
      ],
    },
    {
      name: 'before and after a date',
      program: `df = pd.read_csv('a.csv')
old, new = df[df['year'] < 2020], df[df['year'] >= 2020]
LinearRegression().fit(old[['a']], old['y']).score(new[['a']], new['y'])
`,
      events: [
        '1 read a.csv',
        '3 fit model LinearRegression on a.csv where year < 2020',
        '3 score LinearRegression of a.csv where year >= 2020 fitted on a.csv where year < 2020',
      ],
    },
    {
      name: 'slices by a share of the rows',
      program: `df = pd.read_csv('a.csv')
n = int(len(df) * 0.8)
LinearRegression().fit(df[:n][['a']], df[:n]['y']).score(df[n:][['a']], df[n:]['y'])
`,
      events: [
        '1 read a.csv',
        '3 fit model LinearRegression on a.csv[:80%]',
        '3 score LinearRegression of a.csv[80%:] fitted on a.csv[:80%]',
      ],
    },
    {
      name: 'shuffled positions',
      program: `X, y = load_iris(return_X_y=True)
order = np.random.permutation(len(X))
train, test = order[:100], order[100:]
SVC().fit(X[train], y[train]).score(X[test], y[test])
`,
      events: [
        '1 read load_iris()',
        '3 split position: load_iris() -> load_iris()[:100], load_iris()[100:]',
        '4 fit model SVC on load_iris() reordered[:100]',
        '4 score SVC of load_iris() reordered[100:] fitted on load_iris() reordered[:100]',
      ],
    },
    {
      name: 'two files are two sources',
      program: `train, test = pd.read_csv('train.csv'), pd.read_csv('test.csv')
full = pd.concat([train, test])
full['a'] = full['a'].fillna(full['a'].median())
SVC().fit(full[:len(train)][['a']], train['y'])
`,
      events: [
        '1 read train.csv',
        '1 read test.csv',
        '4 fit model SVC on train.csv [median of (train.csv + test.csv)]',
      ],
    },
  ]);
});

describe('folds', () => {
  check([
    {
      name: 'a fold is disjoint within its turn',
      program: `X, y = load_iris(return_X_y=True)
for train, test in KFold(5, shuffle=True, random_state=0).split(X):
    SVC().fit(X[train], y[train]).score(X[test], y[test])
`,
      events: [
        '1 read load_iris()',
        '2 split folds random: load_iris() -> load_iris()/train1 of turn 2, load_iris()/test1 of turn 2',
        '3 fit model SVC on load_iris()/train1 of turn 3',
        '3 score SVC of load_iris()/test1 of turn 3 fitted on load_iris()/train1 of turn 3',
        '3 fit model SVC on load_iris()/train1 of turn 4',
        '3 score SVC of load_iris()/test1 of turn 4 fitted on load_iris()/train1 of turn 4',
      ],
    },
    {
      name: 'one turn of a splitter taken by next',
      program: `df = pd.read_csv('a.csv')
train, test = next(GroupShuffleSplit(test_size=0.3).split(df, groups=df['id']))
SVC().fit(df.iloc[train][['a']], df.iloc[train]['y'])
SVC().score(df.iloc[test][['a']], df.iloc[test]['y'])
`,
      events: [
        '1 read a.csv',
        '2 split folds group unseeded: a.csv -> a.csv/train1 of turn 2, a.csv/test1 of turn 2',
        '3 fit model SVC on a.csv/train1 of turn 3',
        '4 score SVC of a.csv/test1 of turn 3 fitted on nothing known',
      ],
    },
    {
      name: 'folds by time',
      program: `X, y = load_diabetes(return_X_y=True)
for train, test in TimeSeriesSplit().split(X):
    Ridge().fit(X[train], y[train]).score(X[test], y[test])
`,
      events: [
        '1 read load_diabetes()',
        '2 split folds time: load_diabetes() -> load_diabetes()/train1 of turn 2, load_diabetes()/test1 of turn 2',
        '3 fit model Ridge on load_diabetes()/train1 of turn 3',
        '3 score Ridge of load_diabetes()/test1 of turn 3 fitted on load_diabetes()/train1 of turn 3',
        '3 fit model Ridge on load_diabetes()/train1 of turn 4',
        '3 score Ridge of load_diabetes()/test1 of turn 4 fitted on load_diabetes()/train1 of turn 4',
      ],
    },
    {
      name: 'cross-validation of a pipeline fits per fold',
      program: `X, y = load_iris(return_X_y=True)
cross_val_score(make_pipeline(StandardScaler(), SVC()), X, y, cv=5)
`,
      events: [
        '1 read load_iris()',
        '2 cross-validation model make_pipeline per fold on load_iris()',
        '2 cross-validation make_pipeline of load_iris() fitted on load_iris()',
      ],
    },
    {
      name: 'cross-validation of rows that were transformed before',
      program: `X, y = load_iris(return_X_y=True)
P = SelectKBest(k=2).fit_transform(X, y)
cross_val_score(SVC(), P, y)
`,
      events: [
        '1 read load_iris()',
        '2 fit-transform selector SelectKBest on load_iris()',
        '3 cross-validation model SVC per fold on load_iris() [SelectKBest with labels of load_iris()]',
        '3 cross-validation SVC of load_iris() fitted on load_iris()',
      ],
    },
    {
      name: 'predictions of cross-validation are measured on all rows',
      program: `X, y = load_iris(return_X_y=True)
p = cross_val_predict(SVC(), X, y)
accuracy_score(y, p)
`,
      events: [
        '1 read load_iris()',
        '2 cross-validation model SVC per fold on load_iris()',
        '3 metric accuracy_score of load_iris() fitted on load_iris()',
      ],
    },
  ]);
});

describe('searches', () => {
  check([
    {
      name: 'a search fits per fold and once more on all it is given',
      program: `X, y = load_iris(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
gs = GridSearchCV(SVC(), {'C': [1, 2]}).fit(X_train, y_train)
gs.best_estimator_.score(X_test, y_test)
`,
      events: [
        '1 read load_iris()',
        '2 split random: load_iris(), load_iris() -> load_iris()/train1, load_iris()/test1, load_iris()/train1, load_iris()/test1',
        '3 search model SVC per fold on load_iris()/train1',
        '3 search search GridSearchCV on load_iris()/train1',
        '3 search GridSearchCV of load_iris()/train1 fitted on load_iris()/train1',
        '4 score SVC of load_iris()/test1 fitted on load_iris()/train1',
      ],
    },
    {
      name: 'a search inside cross-validation',
      program: `X, y = load_iris(return_X_y=True)
cross_val_score(GridSearchCV(SVC(), {'C': [1, 2]}), X, y)
`,
      events: [
        '1 read load_iris()',
        '2 cross-validation search GridSearchCV per fold on load_iris()',
        '2 cross-validation GridSearchCV of load_iris() fitted on load_iris()',
      ],
    },
  ]);
});
