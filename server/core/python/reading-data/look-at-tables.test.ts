/** What code rules learn of the tables a program reads. */
import assert from 'node:assert/strict';
import type { TableProfile } from '../../report.ts';
import type { Ports } from '../../ports.ts';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { createLookCache, createTableLooks, plainRead, type LookedAt } from './look-at-tables.ts';
import { readCall, type Given } from './support.test.ts';

interface Project {
  readonly files: Readonly<Record<string, string>>;
  readonly program?: string;
  readonly profileOf?: (path: string) => TableProfile | null;
}

function look({ files, program = '/p/src/train.py', profileOf = () => null }: Project, path: string, given: Readonly<Record<string, Given>> = {}, reader = 'pandas.read_csv'): Promise<LookedAt> {
  const ports = { files: createMemoryFiles(files) } as unknown as Ports;
  const looks = createTableLooks({ workingFolder: '/p', profileOf, cache: createLookCache() }, ports);
  return looks(plainRead(readCall(program, reader, path, given)));
}

const VISITS = 'user_id,day,visits\n7,2024-01-01,3\n8,2024-01-02,NA\n7,2024-01-04,3\n';

describe('facts of a table that is read', () => {
  it('columns as the code names them, with what is known of each', async () => {
    const { facts, trouble } = await look({ files: { '/p/data/v.csv': VISITS } }, 'data/v.csv');
    assert.equal(trouble, null);
    assert.deepEqual(facts, {
      path: 'data/v.csv',
      rows: 3,
      columns: [
        { name: 'user_id', kind: 'integer', missing: 0, distinct: 2, top: [{ value: '7', count: 2 }, { value: '8', count: 1 }], isTime: false, isTimeOrder: false, isIdentifier: true },
        { name: 'day', kind: 'text', missing: 0, distinct: 3, top: [], isTime: true, isTimeOrder: true, isIdentifier: false },
        { name: 'visits', kind: 'integer', missing: 1, distinct: 1, top: [{ value: '3', count: 2 }], isTime: false, isTimeOrder: false, isIdentifier: false },
      ],
      reading: {
        isAsWritten: true,
        separator: ',',
        headerLine: 1,
        headerLooksLikeData: false,
        namesAreGiven: false,
        firstRow: ['7', '2024-01-01', '3'],
        unparsedDates: [],
        file: { separator: ',', headerLine: 1, columns: ['user_id', 'day', 'visits'] },
      },
    });
  });

  it('types and dates the code declares', async () => {
    const { facts } = await look({ files: { '/p/v.csv': VISITS } }, 'v.csv', { dtype: { user_id: 'str' }, parse_dates: ['day'], index_col: 'visits' });
    assert.deepEqual(facts?.columns.map(({ name, kind }) => [name, kind]), [['user_id', 'text'], ['day', 'timestamp']]);
  });

  it('a date that cannot be parsed', async () => {
    const { facts } = await look({ files: { '/p/v.csv': 'day\n2024-01-01\nunknown\n2024-01-03\n' } }, 'v.csv', { parse_dates: ['day'] });
    assert.deepEqual(facts?.reading?.unparsedDates, [{ column: 'day', value: 'unknown', lineNumber: 3 }]);
    assert.equal(facts?.columns[0]?.kind, 'text');
  });

  it('another separator than the file has', async () => {
    const { facts } = await look({ files: { '/p/v.csv': 'a;b\n1;2\n3;4\n' } }, 'v.csv');
    assert.deepEqual(facts?.columns.map(({ name }) => name), ['a;b']);
    assert.equal(facts?.reading?.isAsWritten, false);
    assert.deepEqual(facts?.reading?.file, { separator: ';', headerLine: 1, columns: ['a', 'b'] });
  });

  it('a file that is in the program folder and not in the working folder', async () => {
    const { facts } = await look({ files: { '/p/src/v.csv': VISITS } }, 'v.csv');
    assert.equal(facts?.path, 'src/v.csv');
  });
});

describe('reads that give no table', () => {
  it('a name that is slightly wrong', async () => {
    assert.deepEqual((await look({ files: { '/p/data/train.csv': VISITS } }, 'data/trian.csv')).trouble, { kind: 'missing-file', nearest: 'data/train.csv' });
  });

  it('a folder that is not there yet', async () => {
    assert.deepEqual((await look({ files: { '/p/README.md': '' } }, 'data/train.csv')).trouble, { kind: 'missing-file', nearest: null });
  });

  it('two files that could be meant', async () => {
    const { trouble } = await look({ files: { '/p/v.csv': VISITS, '/p/src/v.csv': VISITS } }, 'v.csv');
    assert.deepEqual(trouble, { kind: 'unknown', reason: 'several files are meant by this path' });
  });

  it('a notebook runs in its own folder', async () => {
    const { facts } = await look({ files: { '/p/v.csv': 'a\n1\n', '/p/nb/v.csv': VISITS }, program: '/p/nb/x.ipynb' }, 'v.csv');
    assert.equal(facts?.path, 'nb/v.csv');
  });

  it('columns and rows that stop the reader', async () => {
    const files = { '/p/v.csv': 'a,b\n1,2\n3,4,5\n' };
    assert.deepEqual((await look({ files }, 'v.csv')).trouble, { kind: 'too-many-fields', path: 'v.csv', lineNumber: 3, expected: 2, found: 3 });
    assert.deepEqual((await look({ files }, 'v.csv', { usecols: ['a', 'c'] })).trouble, { kind: 'absent-columns', path: 'v.csv', parameter: 'usecols', columns: ['c'], fileColumns: ['a', 'b'] });
  });
});
