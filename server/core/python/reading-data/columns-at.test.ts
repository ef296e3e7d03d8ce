/** Columns offered where code names one. */
import assert from 'node:assert/strict';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { testPythonTools } from '../../../../tools/python-tools.ts';
import type { Ports } from '../../ports.ts';
import type { TableFacts } from '../../../../rules/api/python/table-facts.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import { readScript } from '../read-script.ts';
import { columnsAt, type ColumnsAt } from './columns-at.ts';
import { createLookCache, createTableLooks, plainRead } from './look-at-tables.ts';

const PEOPLE = 'name,age,city\nAnn,31,Bonn\nBob,,Bonn\nCem,44,Kiel\n';

/** @param text has a `|` where the cursor is */
async function at(text: string): Promise<ColumnsAt | null> {
  const offset = text.indexOf('|');
  return columnsAt(await factsOf(text.replace('|', '')), offset);
}

async function factsOf(text: string): Promise<Facts> {
  const { parser, knowledge, analyse } = await testPythonTools();
  const read = readScript({ path: '/p/x.py', text }, parser);
  assert.ok(read.ok);
  const looks = createTableLooks({ workingFolder: '/p', profileOf: () => null, cache: createLookCache() }, { files: createMemoryFiles({ '/p/people.csv': PEOPLE }) } as unknown as Ports);
  const project = { root: '/p', resolve: () => null, versionOf: () => null };
  const tables = new Map<string, TableFacts | null>();
  const run = (): ReturnType<typeof analyse> => analyse({ document: read.document, knowledge, project, tables, files: new Map(), signal: null });
  for (const wanted of run().wantedTables) tables.set(wanted.key, (await looks(plainRead(wanted.read))).facts);
  return run().facts;
}

describe('columns at a place', () => {
  it('the columns of the file, with a line on each', async () => {
    const found = await at('import pandas as pd\ndf = pd.read_csv("people.csv")\ndf["a|"]\n');
    assert.deepEqual(
      { ...found, columns: found?.columns.map(({ name, profile }) => [name, profile]) },
      {
        start: 55,
        end: 56,
        name: 'a',
        file: 'people.csv',
        columns: [
          ['name', 'text, none missing, 3 distinct: "Ann", "Bob", "Cem"'],
          ['age', 'integer, 33 % missing, 2 distinct: 31, 44'],
          ['city', 'text, none missing, 2 distinct: "Bonn", "Kiel"'],
        ],
      },
    );
  });

  it('columns the program adds and drops', async () => {
    const found = await at("import pandas as pd\ndf = pd.read_csv('people.csv').drop(columns=['name'])\ndf['half'] = df['age'] / 2\nX = df[['age', '|']]\n");
    assert.deepEqual(found?.columns.map(({ name, facts, profile }) => [name, facts === null ? profile : facts.kind]), [['age', 'integer'], ['city', 'text'], ['half', 'added by the program']]);
  });

  it('nothing outside of strings, and where the frame is not known', async () => {
    assert.equal(await at('import pandas as pd\ndf = pd.read_csv("people.csv")\nd|f["age"]\n'), null);
    assert.equal(await at('def f(df):\n    return df["a|"]\n'), null);
  });
});
