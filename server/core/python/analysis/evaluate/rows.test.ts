import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factsOf } from '../../../../../tools/analyse-python.ts';
import { describeEvents, describeVariable } from '../../../../../tools/describe-facts.ts';

const IMPORTS = `import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, train_test_split
from sklearn.preprocessing import StandardScaler
`;
const READ = `${IMPORTS}df = pd.read_csv('d.csv')\n`;

/** Which rows variables hold after programs that pick, change and hand on data. */
const programs: readonly { readonly name: string; readonly program: string; readonly holds: Readonly<Record<string, string>> }[] = [
  { name: 'columns are picked and stored', program: `${READ}a = df['x']\nb = df[['x', 'y']]\ndf['z'] = 1\ndel df['w']\nc = df`, holds: { a: 'series d.csv[x]', b: 'frame d.csv[x y]', c: 'frame d.csv[-w +z]' } },
  { name: 'aliases see stored columns, copies do not', program: `${READ}a = df\nb = df.copy()\ndf['z'] = df['x'] - df['x'].mean()`, holds: { a: 'frame d.csv[+z] via mean(d.csv)', b: 'frame d.csv' } },
  { name: 'what was stored into a column stays in it', program: `${READ}df['z'] = df['x'].fillna(df['x'].mean())\na = df[['z']]\nb = df[['x']]\nc = df.drop(columns=['z'])`, holds: { a: 'frame d.csv[z] via mean(d.csv)', b: 'frame d.csv[x]', c: 'frame d.csv[-z]' } },
  { name: 'slices by counts', program: `${READ}n = int(len(df) * 0.7)\na = df[:n]\nb = df.iloc[n:]\nc = df[-24:]\nd = df[:-24]\nk = unknown\ne = df[:k]\nX = df.values\nm = round(X.shape[0] / 2)\nf = X[m:, 0]`, holds: { a: 'frame d.csv[:0.7]', b: 'frame d.csv[0.7:]', c: 'frame d.csv[-24:]', d: 'frame d.csv[:-24]', e: 'frame d.csv[:n1]', f: 'array d.csv[0.5:]' } },
  { name: 'masks and complements', program: `${READ}m = df['year'] < 2020\na = df[m]\nb = df[~m]\nc = df.loc[df.year >= 2020, ['x']]\nr = np.random.rand(len(df)) < 0.8\nd = df[r]\ne = df[~r]\nf = df[(df.year == 1) & (df.month != 2)]`, holds: { a: 'frame d.csv{year<2020}', b: 'frame d.csv{~year<2020}', c: 'frame d.csv{year>=2020}[x]', d: 'frame d.csv{mask1}', e: 'frame d.csv{~mask1}', f: 'frame d.csv{year==1}{month!=2}' } },
  { name: 'dates as labels of rows', program: `${READ}df = df.set_index('date')\na = df.loc[:'2019-12-31']\nb = df['x'].loc['2020-01-01':]`, holds: { a: 'frame d.csv{(index)<=2019-12-31}[-date]', b: 'series d.csv{(index)>=2020-01-01}[x]' } },
  { name: 'what was put together is taken apart at its seam', program: `${IMPORTS}a = pd.read_csv('train.csv')\nb = pd.read_csv('test.csv')\nboth = pd.concat([a, b])\nc = both[:len(a)]\nn = a.shape[0]\nd = both.iloc[n:]\ne = both[-len(b):]`, holds: { c: 'frame train.csv', d: 'frame test.csv', e: 'frame test.csv' } },
  { name: 'positions pick the same rows of everything of these rows', program: `${READ}X, y = df[['x']], df['y']\nfor tr, te in KFold(3).split(X):\n    a, b = X.iloc[te], y.iloc[te]`, holds: { a: 'frame d.csv/split1.1@turn1[x]', b: 'series d.csv/split1.1@turn1[y]' } },
  { name: 'one of two ways', program: `${READ}if unknown:\n    df = df.dropna()\nif unknown:\n    a, b = train_test_split(df)\nelse:\n    a, b = train_test_split(df, shuffle=False)`, holds: { a: 'frame subset(d.csv)/split1.0', b: 'frame subset(d.csv)/split1.1' } },
  { name: 'a loop changes each of a few frames', program: `${IMPORTS}a = pd.read_csv('train.csv')\nb = pd.read_csv('test.csv')\nfor d in [a, b]:\n    d['z'] = d['x'].fillna(d['x'].mean())`, holds: { a: 'frame train.csv[+z] via mean(train.csv)', b: 'frame test.csv[+z] via mean(test.csv)' } },
  { name: 'text cleaned row by row', program: `${READ}a = [t.lower() for t in df['text']]\nb = df['text'].apply(lambda t: t.strip())`, holds: { a: 'list d.csv[text]', b: 'series d.csv[text]' } },
  { name: 'a list filled row by row', program: `${READ}import re\na = []\nfor i in range(1000):\n    text = re.sub('[^a-z]', ' ', df['text'][i])\n    words = text.lower().split()\n    a.append(' '.join([w for w in words if len(w) > 2]))\nb = np.array(a)`, holds: { text: 'unknown subset(d.csv)[text] (likely)', b: 'array subset(d.csv) (likely)' } },
  { name: 'a function changes what it is given', program: `${READ}def clean(frame):\n    frame['z'] = frame['x'] / frame['x'].std()\nclean(df)`, holds: { df: 'frame d.csv[+z] via std(d.csv)' } },
  { name: 'what was written is read back', program: `${READ}a, b = train_test_split(df)\na.to_csv('out/a.csv', index=False)\nc = pd.read_csv('out/a.csv')`, holds: { c: 'frame d.csv/split1.0' } },
  { name: 'what nobody knows is told by its name', program: `${IMPORTS}from mylib import load\nX, y = load()\nX_train, X_test, y_train, y_test = load(2)`, holds: { X: 'unknown X (likely)', y: 'unknown X (likely)', X_test: 'unknown X_test (likely)', y_test: 'unknown X_test (likely)' } },
];

describe('rows as programs pick and change them', () => {
  for (const { name, program, holds } of programs) {
    it(name, async () => {
      const variables = Object.keys(holds);
      const facts = await factsOf(`${program}\n${variables.join('\n')}\n`);
      assert.deepEqual(Object.fromEntries(variables.map((variable) => [variable, describeVariable(facts, variable)])), holds);
    });
  }
});

/** What happens in programs, in order. */
const runs: readonly { readonly name: string; readonly program: string; readonly events: readonly string[]; readonly files?: Readonly<Record<string, string>> }[] = [
  {
    name: 'a few models one after the other',
    program: `${READ}a, b = train_test_split(df)\nfor name, m in {'p': LogisticRegression(), 'q': LogisticRegression(C=2)}.items():\n    m.fit(a, a['y'])\n    if m.score(b, b['y']) > 0.5:\n        m.predict(b)`,
    events: [
      'read d.csv',
      'split random d.csv',
      'fit LogisticRegression on frame d.csv/split1.0 in turn turn1',
      'score LogisticRegression on frame d.csv/split1.1 in turn turn1',
      'predict LogisticRegression for frame d.csv/split1.1 in turn turn1 maybe',
      'fit LogisticRegression on frame d.csv/split1.0 in turn turn2',
      'score LogisticRegression on frame d.csv/split1.1 in turn turn2',
      'predict LogisticRegression for frame d.csv/split1.1 in turn turn2 maybe',
    ],
  },
  {
    name: 'parts cut by hand make a split when their names say so',
    program: `${READ}train = df[df['date'] < '2020']\ntest = df[df['date'] >= '2020']\nmen = df[df['sex'] == 'm']\nwomen = df[df['sex'] == 'f']`,
    events: ['read d.csv', 'split time d.csv'],
  },
  {
    name: 'a scaler handed through functions of another file',
    program: `from prep import scale\nfrom sklearn.model_selection import train_test_split\nimport pandas as pd\na, b = train_test_split(pd.read_csv('d.csv'))\nX, s = scale(a)\nZ, _ = scale(b, s)`,
    files: { 'prep.py': 'from sklearn.preprocessing import StandardScaler\ndef scale(df, scaler=None):\n    if scaler is None:\n        scaler = StandardScaler().fit(df)\n    return scaler.transform(df), scaler\n' },
    events: ['read d.csv', 'split random d.csv', 'fit StandardScaler on frame d.csv/split1.0'],
  },
  {
    name: 'functions nobody calls have parameters of their own',
    program: `${IMPORTS}def run(X, y, model):\n    X = StandardScaler().fit_transform(X)\n    X_train, X_test, y_train, y_test = train_test_split(X, y)\n    model.fit(X_train, y_train)\n    return model.score(X_test, y_test)\n`,
    events: [
      'fit-transform StandardScaler on unknown parameter X (likely)',
      'split random parameter X, parameter X',
      'fit ? on array parameter X/split1.0 via StandardScaler(parameter X) (likely)',
      'score ? on array parameter X/split1.1 via StandardScaler(parameter X) (likely)',
    ],
  },
  {
    name: 'methods nobody calls share their object',
    program: `${IMPORTS}class Trainer:\n    def train(self):\n        self.model.fit(self.a, self.a['y'])\n    def __init__(self, path):\n        self.a, self.b = train_test_split(pd.read_csv('d.csv'))\n        self.model = LogisticRegression()\n    def test(self):\n        return self.model.score(self.b, self.b['y'])\n`,
    events: ['read d.csv', 'split random d.csv', 'fit LogisticRegression on frame d.csv/split1.0', 'score LogisticRegression on frame d.csv/split1.1'],
  },
  {
    name: 'models of a library nobody described',
    program: `${READ}from fancylib import FancyModel\nm = FancyModel(depth=3)\nm.fit(df[['x']], df['y'])\nm.predict(df[['x']])`,
    events: ['read d.csv', 'fit FancyModel on frame d.csv[x]', 'predict FancyModel for frame d.csv[x]'],
  },
  {
    name: 'a switch turned off is looked at but changes nothing',
    program: `${READ}SCALE = False\nX = df[['x']]\nif SCALE:\n    X = StandardScaler().fit_transform(X)\nLogisticRegression().fit(X, df['y'])`,
    events: ['read d.csv', 'fit-transform StandardScaler on frame d.csv[x] maybe', 'fit LogisticRegression on frame d.csv[x]'],
  },
];

describe('what happens in programs', () => {
  for (const { name, program, events, files } of runs) {
    it(name, async () => {
      assert.deepEqual(describeEvents(await factsOf(program, files)), events);
    });
  }
});
