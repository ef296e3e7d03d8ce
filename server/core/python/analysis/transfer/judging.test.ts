import assert from 'node:assert/strict';
import { eventsOfProgram } from '../../../../../tools/program-events.ts';
import type { ProgramCase } from '../../../../../tools/program-events.ts';

const IMPORTS = [
  'import numpy as np, pandas as pd, polars as pl, torch',
  'import tensorflow_datasets as tfds',
  'from hyperopt import fmin',
  'from sklearn.metrics import accuracy_score, mean_squared_error',
  'from sklearn.model_selection import train_test_split',
  'from sklearn.svm import SVC',
  'from statsmodels.tsa.arima.model import ARIMA',
  'from tensorflow import keras',
  'from torch import nn',
  'from torch.utils.data import DataLoader',
  'from torchvision import datasets',
];

const CASES: readonly ProgramCase[] = [
  {
    name: 'a forecast is of the rows it is compared with',
    program: `y = pd.read_csv('a.csv')['y'].values
a, b = y[:90], y[90:]
out = []
for t in range(10):
    out.append(ARIMA(a, order=(1, 0, 0)).fit().forecast()[0])
print(mean_squared_error(b, out))
`,
    events: [
      '1 read a.csv',
      '5 fit model ARIMA on labels a.csv[:90]',
      '5 predict TimeSeriesModelResults for unknown() (likely)',
      '5 fit model ARIMA on labels a.csv[:90]',
      '5 predict TimeSeriesModelResults for unknown() (likely)',
      '6 metric mean_squared_error of a.csv[90:] (likely) fitted on ?',
    ],
  },
  {
    name: 'all splits come by name, beside something else',
    program: `data, info = tfds.load('imdb', with_info=True)
m = keras.Sequential()
m.fit(data['train'].batch(8))
m.evaluate(data['test'].batch(8))
`,
    events: [
      '1 read train part of load()',
      '3 fit model Sequential on train part of load()',
      '4 evaluate Sequential of test part of load() fitted on train part of load()',
    ],
  },
  {
    name: 'expressions learn over the frame they are given to',
    program: `df = pl.read_csv('a.csv')
df = df.with_columns((pl.col('x') - pl.col('x').mean()).alias('x'))
a, b = train_test_split(df)
`,
    events: ['1 read a.csv', '3 split random unseeded: a.csv [mean of a.csv] -> a.csv/train1, a.csv/test1'],
  },
  {
    name: 'hits are counted, batch by batch',
    program: `net = nn.Sequential(nn.Linear(3, 2))
for x, y in DataLoader(datasets.MNIST('.', train=False)):
    _, top = net(x).topk(1, dim=1)
    print(torch.mean((top == y.view(*top.shape)).type(torch.FloatTensor)))
    print(net(x).argmax(1).eq(y).sum())
`,
    events: [
      '2 read test part of MNIST()',
      '3 predict Sequential for test part of MNIST()',
      '4 loop Sequential of test part of MNIST() (likely) fitted on nothing known',
      '5 predict Sequential for test part of MNIST()',
      '5 loop Sequential of test part of MNIST() (likely) fitted on nothing known',
      '3 predict Sequential for test part of MNIST()',
      '4 loop Sequential of test part of MNIST() (likely) fitted on nothing known',
      '5 predict Sequential for test part of MNIST()',
      '5 loop Sequential of test part of MNIST() (likely) fitted on nothing known',
    ],
  },
  {
    name: 'a check point is the model',
    program: `(a, c), (b, d) = keras.datasets.mnist.load_data()
m = keras.Sequential()
m.fit(a, c, callbacks=[keras.callbacks.ModelCheckpoint('best.h5')])
keras.models.load_model('best.h5').evaluate(b, d)
`,
    events: [
      '1 read train part of load_data()',
      '3 fit model Sequential on train part of load_data()',
      '4 read ?',
      '4 evaluate Sequential of test part of load_data() fitted on train part of load_data()',
    ],
  },
  {
    name: 'the objective of a search runs again and again',
    program: `a, b = train_test_split(pd.read_csv('a.csv'), random_state=0)
def objective(c):
    return SVC(C=c).fit(a[['x']], a['y']).score(b[['x']], b['y'])
fmin(objective, {})
`,
    events: [
      '1 read a.csv',
      '1 split random: a.csv -> a.csv/train1, a.csv/test1',
      '3 fit model SVC on a.csv/train1',
      '3 score SVC of a.csv/test1 fitted on a.csv/train1',
      '3 fit model SVC on a.csv/train1',
      '3 score SVC of a.csv/test1 fitted on a.csv/train1',
    ],
  },
  {
    name: 'columns are chosen by a correlation',
    program: `df = pd.read_csv('a.csv')
strong = df.corr()['y'].abs()
a, b = train_test_split(df[strong[strong > 0.5].index])
`,
    events: ['1 read a.csv', '3 split random unseeded: a.csv [corr of a.csv] -> a.csv/train1, a.csv/test1'],
  },
];

describe('what judges models', () => {
  for (const { name, program, events } of CASES) {
    it(name, async () => {
      assert.deepEqual(await eventsOfProgram(IMPORTS, program), events);
    });
  }
});
