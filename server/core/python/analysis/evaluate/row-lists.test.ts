import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factsOf } from '../../../../../tools/analyse-python.ts';
import { describeVariable } from '../../../../../tools/describe-facts.ts';

const READ = `import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from tqdm import tqdm
df = pd.read_csv('d.csv')
`;

const programs: readonly { readonly name: string; readonly program: string; readonly holds: Readonly<Record<string, string>> }[] = [
  { name: 'every turn adds its row', program: `a = []\nfor text in tqdm(df['text']):\n    a.append(text.lower())\na = np.array(a)`, holds: { a: 'array d.csv (likely)' } },
  { name: 'every position adds its row', program: `a = []\nfor i in range(len(df)):\n    a.append(df['text'][i].lower())\na = np.array(a)`, holds: { a: 'array d.csv (likely)' } },
  { name: 'some turns add their row', program: `a, b = [], []\nfor text in df['text']:\n    if len(text) > 3:\n        a.append(text)\n        continue\n    b.append(text)\na, b = np.array(a), np.array(b)`, holds: { a: 'array subset(d.csv)', b: 'array subset(d.csv)' } },
  { name: 'each turn adds its row twice', program: `a = []\nfor x in df.values:\n    a.append(x)\n    a.append(np.flip(x))\na = np.array(a)`, holds: { a: 'array (d.csv + d.csv)' } },
  { name: 'rows are added to all there are', program: `a = list(df.values)\nfor x in df.values:\n    a.append(np.flip(x))\na = np.array(a)`, holds: { a: 'array (d.csv + d.csv)' } },
  { name: 'all positions, shuffled and cut', program: `a = list(range(len(df)))\nnp.random.shuffle(a)\nb = df.iloc[a[:100]]\nc = df.iloc[a[100:]]`, holds: { b: 'frame reordered(d.csv)[:100]', c: 'frame reordered(d.csv)[100:]' } },
  { name: 'an array filled by hand has a row for each', program: `a = np.zeros((len(df), 3))\nb = np.zeros(len(df))`, holds: { a: 'array d.csv', b: 'array d.csv' } },
  { name: 'arrays side by side and below each other', program: `a = np.c_[np.ones(3), df.values]\nb = np.c_[df.values, df['y']]\nc = np.r_[df.values[:5], df.values[5:]]`, holds: { b: 'array d.csv', c: 'array (d.csv[:5] + d.csv[5:])' } },
  { name: 'columns transposed and back', program: `a = df.T\nb = (df.T - 1).T`, holds: { a: 'frame ?(d.csv)', b: 'frame d.csv' } },
  { name: 'arrays of unknown rows split beside known ones', program: `from embeddings import embed\na, b, c, d = train_test_split(embed(1), df['y'])`, holds: { a: 'unknown d.csv/split1.0 (likely)', d: 'series d.csv/split1.1[y]' } },
];

describe('lists and arrays row by row', () => {
  for (const { name, program, holds } of programs) {
    it(name, async () => {
      const variables = Object.keys(holds);
      const facts = await factsOf(`${READ}${program}\n${variables.join('\n')}\n`);
      assert.deepEqual(Object.fromEntries(variables.map((variable) => [variable, describeVariable(facts, variable)])), holds);
    });
  }
});
