import assert from 'node:assert/strict';
import { eventsOfProgram } from '../../../../../tools/program-events.ts';
import type { ProgramCase } from '../../../../../tools/program-events.ts';

const IMPORTS = [
  'import numpy as np, pandas as pd, xgboost as xgb, statsmodels.api as sm',
  'from imblearn.over_sampling import SMOTE',
  'from imblearn.pipeline import make_pipeline as make_imb_pipeline',
  'from sklearn.compose import ColumnTransformer',
  'from sklearn.datasets import load_iris',
  'from sklearn.impute import SimpleImputer',
  'from sklearn.metrics import accuracy_score, f1_score, mean_squared_error, roc_auc_score',
  'from sklearn.model_selection import train_test_split',
  'from sklearn.preprocessing import LabelEncoder, Normalizer, OneHotEncoder',
  'from sklearn.svm import SVC',
  'from torch import nn',
  'from torch.utils.data import DataLoader, random_split',
  'from torchvision import datasets',
  'from xgboost import XGBClassifier',
  'from tensorflow import keras',
];

function check(cases: readonly ProgramCase[]): void {
  for (const { name, program, events } of cases) {
    it(name, async () => {
      assert.deepEqual(await eventsOfProgram(IMPORTS, program), events);
    });
  }
}

describe('estimators', () => {
  check([
    {
      name: 'steps of a pipeline influence what it transforms',
      program: `df = pd.read_csv('a.csv')
pre = ColumnTransformer([('n', SimpleImputer(), ['a']), ('c', OneHotEncoder(), ['b'])])
Z = pre.fit_transform(df)
a, b = train_test_split(Z, random_state=0)
`,
      events: [
        '1 read a.csv',
        '3 fit-transform transformer ColumnTransformer on a.csv',
        '4 split random: a.csv [SimpleImputer of a.csv] -> a.csv/train1, a.csv/test1',
      ],
    },
    {
      name: 'stateless steps learn nothing',
      program: `df = pd.read_csv('a.csv')
Z = Normalizer().fit_transform(SimpleImputer(strategy='constant', fill_value=0).fit_transform(df))
a, b = train_test_split(Z, random_state=0)
`,
      events: [
        '1 read a.csv',
        '3 split random: a.csv -> a.csv/train1, a.csv/test1',
      ],
    },
    {
      name: 'labels are encoded from labels alone',
      program: `df = pd.read_csv('a.csv')
y = LabelEncoder().fit_transform(df['y'])
a, b = train_test_split(y, random_state=0)
`,
      events: [
        '1 read a.csv',
        '2 fit-transform transformer LabelEncoder on labels a.csv',
        '3 split random: a.csv [LabelEncoder of a.csv] -> a.csv/train1, a.csv/test1',
      ],
    },
    {
      name: 'oversampling copies rows',
      program: `df = pd.read_csv('a.csv')
X, y = SMOTE().fit_resample(df[['a']], df['y'])
a, b, c, d = train_test_split(X, y, random_state=0)
`,
      events: [
        '1 read a.csv',
        '2 fit-resample resampler SMOTE on a.csv',
        '3 split random: copies of a.csv [SMOTE with labels of a.csv], copies of a.csv [SMOTE with labels of a.csv] -> copies of a.csv/train1, copies of a.csv/test1, copies of a.csv/train1, copies of a.csv/test1',
      ],
    },
    {
      name: 'oversampling inside a pipeline stays in the fit',
      program: `X, y = load_iris(return_X_y=True)
a, b, c, d = train_test_split(X, y, random_state=0)
make_imb_pipeline(SMOTE(), SVC()).fit(a, c).score(b, d)
`,
      events: [
        '1 read load_iris()',
        '2 split random: load_iris(), load_iris() -> load_iris()/train1, load_iris()/test1, load_iris()/train1, load_iris()/test1',
        '3 fit model make_pipeline on load_iris()/train1',
        '3 score make_pipeline of load_iris()/test1 fitted on load_iris()/train1',
      ],
    },
    {
      name: 'a fit replaces the one before',
      program: `X, y = load_iris(return_X_y=True)
a, b, c, d = train_test_split(X, y, random_state=0)
m = SVC()
m.fit(X, y)
m.fit(a, c)
m.score(b, d)
`,
      events: [
        '1 read load_iris()',
        '2 split random: load_iris(), load_iris() -> load_iris()/train1, load_iris()/test1, load_iris()/train1, load_iris()/test1',
        '4 fit model SVC on load_iris()',
        '5 fit model SVC on load_iris()/train1',
        '6 score SVC of load_iris()/test1 fitted on load_iris()/train1',
      ],
    },
    {
      name: 'rows watched choose when to stop',
      program: `X, y = load_iris(return_X_y=True)
a, b, c, d = train_test_split(X, y, random_state=0)
XGBClassifier(early_stopping_rounds=5).fit(a, c, eval_set=[(a, c), (b, d)])
`,
      events: [
        '1 read load_iris()',
        '2 split random: load_iris(), load_iris() -> load_iris()/train1, load_iris()/test1, load_iris()/train1, load_iris()/test1',
        '3 fit model XGBClassifier on load_iris()/train1 chooses by load_iris()/test1',
      ],
    },
    {
      name: 'functions that train on data sets',
      program: `X, y = load_iris(return_X_y=True)
a, b, c, d = train_test_split(X, y, random_state=0)
train, test = xgb.DMatrix(a, label=c), xgb.DMatrix(b, label=d)
model = xgb.train({}, train, evals=[(train, 't'), (test, 'v')], early_stopping_rounds=5)
roc_auc_score(d, model.predict(test))
`,
      events: [
        '1 read load_iris()',
        '2 split random: load_iris(), load_iris() -> load_iris()/train1, load_iris()/test1, load_iris()/train1, load_iris()/test1',
        '4 fit model Booster on load_iris()/train1 chooses by load_iris()/test1',
        '5 predict Booster for load_iris()/test1',
        '5 metric roc_auc_score of load_iris()/test1 fitted on load_iris()/train1',
      ],
    },
    {
      name: 'models that are given their rows when they are made',
      program: `df = pd.read_csv('a.csv')
a, b = train_test_split(df, random_state=0)
result = sm.OLS(a['y'], sm.add_constant(a[['x']])).fit()
mean_squared_error(b['y'], result.predict(sm.add_constant(b[['x']])))
`,
      events: [
        '1 read a.csv',
        '2 split random: a.csv -> a.csv/train1, a.csv/test1',
        '3 fit model OLS on a.csv/train1',
        '4 predict Results for a.csv/test1',
        '4 metric mean_squared_error of a.csv/test1 fitted on a.csv/train1',
      ],
    },
  ]);
});

describe('metrics', () => {
  check([
    {
      name: 'predictions are found whatever the order and the names',
      program: `X, y = load_iris(return_X_y=True)
a, b, c, d = train_test_split(X, y, random_state=0)
m = SVC().fit(a, c)
accuracy_score(m.predict(b), d)
f1_score(y_pred=m.predict(b), y_true=d)
`,
      events: [
        '1 read load_iris()',
        '2 split random: load_iris(), load_iris() -> load_iris()/train1, load_iris()/test1, load_iris()/train1, load_iris()/test1',
        '3 fit model SVC on load_iris()/train1',
        '4 predict SVC for load_iris()/test1',
        '4 metric accuracy_score of load_iris()/test1 fitted on load_iris()/train1',
        '5 predict SVC for load_iris()/test1',
        '5 metric f1_score of load_iris()/test1 fitted on load_iris()/train1',
      ],
    },
    {
      name: 'predictions compared by hand',
      program: `X, y = load_iris(return_X_y=True)
a, b, c, d = train_test_split(X, y, random_state=0)
m = SVC().fit(a, c)
(m.predict(b) == d).mean()
np.sqrt(np.mean((m.predict(b) - d) ** 2))
`,
      events: [
        '1 read load_iris()',
        '2 split random: load_iris(), load_iris() -> load_iris()/train1, load_iris()/test1, load_iris()/train1, load_iris()/test1',
        '3 fit model SVC on load_iris()/train1',
        '4 predict SVC for load_iris()/test1',
        '4 loop SVC of load_iris()/test1 fitted on load_iris()/train1',
        '5 predict SVC for load_iris()/test1',
        '5 loop SVC of load_iris()/test1 fitted on load_iris()/train1',
      ],
    },
  ]);
});

describe('networks', () => {
  check([
    {
      name: 'a network trained by hand learns from the rows behind its loss',
      program: `train = DataLoader(datasets.MNIST('d', train=True), shuffle=True)
test = DataLoader(datasets.MNIST('d', train=False))
net, criterion = nn.Linear(784, 10), nn.CrossEntropyLoss()
net = nn.Sequential(net)
for x, y in train:
    criterion(net(x), y).backward()
for x, y in test:
    hits = (net(x).argmax(1) == y).sum()
`,
      events: [
        '1 read train part of MNIST()',
        '2 read test part of MNIST()',
        '6 predict Sequential for train part of MNIST() reordered',
        '6 train-loop model Sequential on train part of MNIST() reordered',
        '6 predict Sequential for train part of MNIST() reordered',
        '6 train-loop model Sequential on train part of MNIST() reordered',
        '8 predict Sequential for test part of MNIST()',
        '8 loop Sequential of test part of MNIST() (likely) fitted on train part of MNIST() reordered',
        '8 predict Sequential for test part of MNIST()',
        '8 loop Sequential of test part of MNIST() (likely) fitted on train part of MNIST() reordered',
      ],
    },
    {
      name: 'a share held out by fit is watched, not trained on',
      program: `(a, c), (b, d) = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.layers.Dense(1)])
model.fit(a.reshape(-1, 784), c, validation_split=0.1)
loss, accuracy = model.evaluate(b.reshape(-1, 784), d)
`,
      events: [
        '1 read train part of load_data()',
        '3 fit model Sequential on train part of load_data()[:90%] watches train part of load_data()[90%:]',
        '4 evaluate Sequential of test part of load_data() fitted on train part of load_data()[:90%]',
      ],
    },
    {
      name: 'early stopping chooses by the rows given',
      program: `(a, c), (b, d) = keras.datasets.mnist.load_data()
model = keras.Sequential()
model.fit(a, c, validation_data=(b, d), callbacks=[keras.callbacks.EarlyStopping()])
`,
      events: [
        '1 read train part of load_data()',
        '3 fit model Sequential on train part of load_data() chooses by test part of load_data()',
      ],
    },
    {
      name: 'data sets are divided by shares',
      program: `data = datasets.ImageFolder('images')
a, b = random_split(data, [0.8, 0.2])
`,
      events: [
        '1 read images',
        '2 split random unseeded: images -> images/train1, images/test1',
      ],
    },
  ]);
});
