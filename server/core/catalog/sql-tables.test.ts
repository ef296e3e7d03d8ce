import assert from 'node:assert/strict';
import { sqlTables } from './sql-tables.ts';

function tables(text: string): readonly unknown[] {
  const { reads, writes, declares } = sqlTables(text);
  return [reads.map(({ name, isFile }) => (isFile ? `'${name}'` : name)), writes.map(({ name }) => name), declares.map(({ name, columns }) => [name, columns.map((column) => `${column.name} ${column.type ?? '?'}`)])];
}

describe('sqlTables', () => {
  for (const [text, ...expected] of [
    ['SELECT * FROM a x, "B c".d JOIN `e` ON 1', ['a', 'B c.d', 'e'], [], []],
    ['WITH recent AS (SELECT * FROM a), old AS (SELECT 1 FROM recent) SELECT * FROM old', ['a'], [], []],
    ['SELECT extract(year FROM day) FROM a WHERE b IS DISTINCT FROM c', ['a'], [], []],
    ["SELECT 'x FROM y' FROM a -- FROM z\n/* JOIN q */", ['a'], [], []],
    ["SELECT * FROM read_csv_auto('x.csv') JOIN 'y.parquet' ON 1", ["'x.csv'", "'y.parquet'"], [], []],
    ['SELECT * FROM generate_series(1, 2), unnest(x)', [], [], []],
    ['INSERT INTO a.b SELECT * FROM c; UPDATE d SET x = 1; MERGE INTO e USING f ON 1', ['c'], ['a.b', 'd', 'e'], []],
    ['INSERT INTO a VALUES (1) ON DUPLICATE KEY UPDATE x = 1', [], ['a'], []],
    ['DELETE FROM a; SELECT * FROM pg_tables; SELECT * FROM information_schema.tables', [], [], []],
    ['CREATE TABLE a AS SELECT * FROM b', ['b'], ['a'], [['a', []]]],
    ['CREATE OR REPLACE VIEW a AS SELECT * FROM b', ['b'], ['a'], [['a', []]]],
    ['CREATE TABLE a ("x y" INT NOT NULL, z NUMERIC(10, 2) DEFAULT 0, PRIMARY KEY (z))', [], [], [['a', ['x y int', 'z numeric(10, 2)']]]],
    ["COPY a FROM 'x.csv' WITH CSV", ["'x.csv'"], ['a'], []],
    ['', [], [], []],
  ] as const) {
    it(text === '' ? 'finds nothing in nothing' : text, () => assert.deepEqual(tables(text), expected));
  }

  for (const piece of ['CREATE TABLE a (', '{#', '/*', ', x (a,a) AS (', "'", 'FROM a,']) {
    it(`takes no time over many \`${piece}\``, () => {
      const start = performance.now();
      sqlTables(piece.repeat(100_000));
      assert.ok(performance.now() - start < 2000);
    });
  }
});
