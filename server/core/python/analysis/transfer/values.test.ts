import assert from 'node:assert/strict';
import { eventsOfProgram } from '../../../../../tools/program-events.ts';
import type { ProgramCase } from '../../../../../tools/program-events.ts';

const IMPORTS = [
  'import pandas as pd',
  'from mystery import mystery',
  'from sklearn.model_selection import train_test_split',
  'from sklearn.svm import SVC',
  'from sklearn.utils import resample',
];

function check(cases: readonly ProgramCase[]): void {
  for (const { name, program, events } of cases) {
    it(name, async () => {
      assert.deepEqual(await eventsOfProgram(IMPORTS, program), events);
    });
  }
}

describe('statistics', () => {
  check([
    {
      name: 'a mean put back into the rows influences them',
      program: `df = pd.read_csv('a.csv')
df['a'] = df['a'].fillna(df['a'].mean())
a, b = train_test_split(df, random_state=0)
`,
      events: [
        '1 read a.csv',
        '3 split random: a.csv [mean of a.csv] -> a.csv/train1, a.csv/test1',
      ],
    },
    {
      name: 'a mean that is only printed does not',
      program: `df = pd.read_csv('a.csv')
print(df['a'].mean())
a, b = train_test_split(df, random_state=0)
`,
      events: [
        '1 read a.csv',
        '3 split random: a.csv -> a.csv/train1, a.csv/test1',
      ],
    },
    {
      name: 'statistics of each row and constants do not',
      program: `df = pd.read_csv('a.csv')
df['s'] = df[['a', 'b']].mean(axis=1)
df['a'] = df['a'].fillna(0).astype(float).apply(lambda v: v * 2)
a, b = train_test_split(df, random_state=0)
`,
      events: [
        '1 read a.csv',
        '4 split random: a.csv -> a.csv/train1, a.csv/test1',
      ],
    },
    {
      name: 'statistics of the label by group',
      program: `df = pd.read_csv('a.csv')
df['c'] = df.groupby('city')['y'].transform('mean')
df['d'] = df['city'].map(df.groupby('city')['y'].mean())
a, b = train_test_split(df, random_state=0)
`,
      events: [
        '1 read a.csv',
        '4 split random: a.csv [transform of a.csv; mean of a.csv] -> a.csv/train1, a.csv/test1',
      ],
    },
    {
      name: 'values of neighbouring rows',
      program: `df = pd.read_csv('a.csv')
df['l'] = df['a'].shift(1)
df['r'] = df['a'].rolling(3).mean()
a, b = train_test_split(df, shuffle=False)
`,
      events: [
        '1 read a.csv',
        '4 split position: a.csv [shift of a.csv; mean of a.csv] -> a.csv/train1, a.csv/test1',
      ],
    },
    {
      name: 'a function given to apply brings what it uses',
      program: `df = pd.read_csv('a.csv')
top = df['a'].max()
df['a'] = df['a'].apply(lambda v: v / top)
df['b'] = df.groupby('c')['b'].transform(lambda g: g.fillna(g.median()))
a, b = train_test_split(df, random_state=0)
`,
      events: [
        '1 read a.csv',
        '5 split random: a.csv [max of a.csv; median of a.csv] -> a.csv/train1, a.csv/test1',
      ],
    },
    {
      name: 'rows repeated by hand',
      program: `df = pd.read_csv('a.csv')
more = resample(df[df['y'] == 1], replace=True)
both = pd.concat([df[df['y'] == 0], more])
a, b = train_test_split(both, random_state=0)
`,
      events: [
        '1 read a.csv',
        '4 split random: (a.csv where y == 0 + copies of a.csv where y == 1) -> (a.csv where y == 0 + copies of a.csv where y == 1)/train1, (a.csv where y == 0 + copies of a.csv where y == 1)/test1',
      ],
    },
  ]);
});

describe('files', () => {
  check([
    {
      name: 'what is written is known where it is read again',
      program: `df = pd.read_csv('a.csv')
df['a'] = df['a'] - df['a'].mean()
df.to_csv('clean.csv')
a, b = train_test_split(pd.read_csv('clean.csv'), random_state=0)
`,
      events: [
        '1 read a.csv',
        '3 write clean.csv',
        '4 read a.csv',
        '4 split random: a.csv [mean of a.csv] -> a.csv/train1, a.csv/test1',
      ],
    },
  ]);
});

describe('what is unknown', () => {
  check([
    {
      name: 'calls nobody knows give rows in no known relation',
      program: `df = pd.read_csv('a.csv')
clean = mystery(df)
a, b = train_test_split(clean, random_state=0)
SVC().fit(a, a).score(b, b)
`,
      events: [
        '1 read a.csv',
        '3 split random: unknown(a.csv) (possible) -> unknown(a.csv)/train1, unknown(a.csv)/test1',
        '4 fit model SVC on unknown(a.csv)/train1 (possible)',
        '4 score SVC of unknown(a.csv)/test1 (possible) fitted on unknown(a.csv)/train1',
      ],
    },
  ]);
});
