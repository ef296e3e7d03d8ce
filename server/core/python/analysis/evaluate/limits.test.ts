import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { LibraryKnowledge } from '../../../../../rules/api/python/knowledge.ts';
import { LIBRARIES } from '../../../../../rules/knowledge/index.ts';
import { analysisOf, factsOf } from '../../../../../tools/analyse-python.ts';
import { describeEvents, describeVariable } from '../../../../../tools/describe-facts.ts';

/** Own choice: a tenth of what an editor may wait, on a slow machine. */
const TIMEOUT_MS = 10_000;
import { buildKnowledge } from '../../knowledge/build-knowledge.ts';

describe('programs that are too much', () => {
  it('functions that call each other a thousand ways end', async () => {
    const functions = Array.from({ length: 40 }, (_, index) => `def f${index}(x):\n    return f${index + 1}(x) + f${index + 1}(f${index + 1}(x))\n`);
    const facts = await factsOf(`${functions.join('')}a = f0(1)\na\n`);
    assert.equal(describeVariable(facts, 'a'), 'unknown');
  }).timeout(TIMEOUT_MS);

  it('long chains of operators and of elif end', async () => {
    const facts = await factsOf(`a = ${Array.from({ length: 3_000 }, () => 'x').join(' + ')}\nif a:\n    b = 1\n${'elif a:\n    b = 1\n'.repeat(300)}b\n`);
    assert.equal(describeVariable(facts, 'b'), '1');
  }).timeout(TIMEOUT_MS);

  it('loops inside each other end', async () => {
    const loops = Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}for a${depth} in x:\n`);
    const facts = await factsOf(`${loops.join('')}${'  '.repeat(60)}y = 1\ny\n`);
    assert.equal(describeVariable(facts, 'y'), '1');
    assert.equal(facts.isCutShort, false);
  }).timeout(TIMEOUT_MS);

  it('a cancelled analysis stops and says so', async () => {
    const aborted = { aborted: true, addEventListener: () => undefined, removeEventListener: () => undefined };
    const { facts } = await analysisOf('x = 1\n'.repeat(5_000), { signal: aborted });
    assert.equal(facts.isCutShort, true);
  });
});

describe('programs that hand values to each other', () => {
  const prepare = `import pandas as pd
from sklearn.preprocessing import StandardScaler
df = pd.read_csv('raw.csv')
df['x'] = StandardScaler().fit_transform(df[['x']])
df.to_csv('/p/clean.csv', index=False)
`;
  const train = `import pandas as pd
from sklearn.model_selection import train_test_split
df = pd.read_csv('clean.csv')
a, b = train_test_split(df)
b
`;

  it('rows read from a file are those another program wrote', async () => {
    const { written } = await analysisOf(prepare);
    const { facts } = await analysisOf(train, { written });
    assert.deepEqual(describeEvents(facts), ['read clean.csv', 'split random raw.csv']);
    assert.equal(describeVariable(facts, 'b'), 'frame raw.csv/split1.1 via StandardScaler(raw.csv)');
  });

  const joblib: LibraryKnowledge = {
    library: 'joblib',
    distributions: ['joblib'],
    version: '1.5',
    entries: [
      { is: 'writer', names: ['joblib.dump'], parameters: ['value', 'filename'], path: 'filename', value: 'value' },
      { is: 'loader', names: ['joblib.load'], parameters: ['filename'], path: 'filename', safety: { kind: 'unsafe' }, returns: 'unknown' },
    ],
  };
  const knowledge = buildKnowledge([...LIBRARIES.filter(({ library }) => library !== 'joblib'), joblib]);

  it('a model saved by one program is the fitted one in another', async () => {
    const save = `import joblib, pandas as pd
from sklearn.linear_model import LogisticRegression
df = pd.read_csv('raw.csv')
joblib.dump(LogisticRegression().fit(df[['x']], df['y']), 'm.joblib')
`;
    const { written } = await analysisOf(save, { knowledge });
    const { facts } = await analysisOf("import joblib, pandas as pd\nm = joblib.load('m.joblib')\ndf = pd.read_csv('raw.csv')\nm.score(df[['x']], df['y'])\n", { written, knowledge });
    const [evaluation] = facts.evaluations;
    const [fit] = evaluation?.fits ?? [];
    assert.ok(evaluation !== undefined && fit?.features != null);
    assert.equal(facts.relate(fit.features.rows, evaluation.data.rows), 'same');
  });
});
