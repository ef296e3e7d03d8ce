/** From the arguments of a reading call to how it reads. */
import assert from 'node:assert/strict';
import { NUMPY_DEFAULTS, PANDAS_DEFAULTS, POLARS_DEFAULTS } from '../../data/read-as.ts';
import { readAsOf, tableKey } from './read-as-of.ts';
import { readCall, type Given } from './support.test.ts';

function asOf(name: string, given: Readonly<Record<string, Given>> = {}): unknown {
  const read = readCall('/p/train.py', name, 'x.csv', given);
  const result = readAsOf(read.call, read.path);
  return result.ok ? result.as : result.reason;
}

const pandas = { ...PANDAS_DEFAULTS, path: 'x.csv' };

describe('how a call reads', () => {
  it('pandas alone', () => assert.deepEqual(asOf('pandas.read_csv'), pandas));

  it('what changes no cell may be anything', () => assert.deepEqual(asOf('pandas.read_csv', { low_memory: undefined, chunksize: 100, engine: 'c' }), pandas));

  it('a value that is not known and changes cells', () => assert.equal(asOf('pandas.read_csv', { sep: undefined }), 'the value of `sep` is not known'));

  it('an argument nobody knows', () => assert.equal(asOf('pandas.read_csv', { whatever: 1 }), '`whatever` is not understood'));

  it('a packed file that is unpacked while it is read', () => {
    const read = readCall('/p/train.py', 'pandas.read_csv', 'x.csv.zip', {});
    assert.deepEqual(readAsOf(read.call, read.path), { ok: false, reason: 'files packed this way are not opened' });
  });

  it('separators', () => {
    assert.deepEqual(asOf('pandas.read_table'), { ...pandas, separator: { kind: 'character', character: '\t' } });
    assert.deepEqual(asOf('pandas.read_csv', { sep: '\\s+' }), { ...pandas, separator: { kind: 'blanks' } });
    assert.deepEqual(asOf('pandas.read_csv', { delimiter: '::', engine: 'python' }), { ...pandas, separator: { kind: 'pattern', pattern: '::' } });
    assert.equal(asOf('pandas.read_csv', { sep: '(?<=a),' }), 'the value of `sep` is not known');
  });

  it('names without a header', () => {
    assert.deepEqual(asOf('pandas.read_csv', { names: ['a', 'b'] }), { ...pandas, names: ['a', 'b'], header: null });
    assert.deepEqual(asOf('pandas.read_csv', { names: ['a', 'b'], header: 0 }), { ...pandas, names: ['a', 'b'] });
  });

  it('missing values as pandas compares them', () => {
    assert.deepEqual(asOf('pandas.read_csv', { na_values: [-999, '?'] }), { ...pandas, missing: { keepsDefault: true, values: ['-999', '-999.0', '?'], byColumn: {} } });
    assert.deepEqual(asOf('pandas.read_csv', { na_values: { age: 0 }, keep_default_na: false }), { ...pandas, missing: { keepsDefault: false, values: [], byColumn: { age: ['0', '0.0'] } } });
    assert.deepEqual(asOf('pandas.read_csv', { na_filter: false }), { ...pandas, missing: null });
  });

  it('polars and numpy', () => {
    assert.deepEqual(asOf('polars.scan_csv', { separator: ';', has_header: false, null_values: 'NA' }), {
      ...POLARS_DEFAULTS,
      path: 'x.csv',
      separator: { kind: 'character', character: ';' },
      header: null,
      missing: { keepsDefault: false, values: ['NA'], byColumn: {} },
    });
    assert.deepEqual(asOf('numpy.genfromtxt', { delimiter: ',', skip_header: 1 }), { ...NUMPY_DEFAULTS, path: 'x.csv', separator: { kind: 'character', character: ',' }, skip: 1 });
  });

  it('equal reads of one folder have equal keys', () => {
    const keyOf = (program: string, given: Readonly<Record<string, Given>>): string | null => tableKey(readCall(program, 'pandas.read_csv', 'x.csv', given).call, 'x.csv');
    assert.equal(keyOf('/p/a.py', { nrows: 5 }), keyOf('/p/b.py', { nrows: 5, low_memory: false }));
    assert.notEqual(keyOf('/p/a.py', {}), keyOf('/q/a.py', {}));
    assert.notEqual(keyOf('/p/a.py', {}), keyOf('/p/a.py', { nrows: 5 }));
  });
});
