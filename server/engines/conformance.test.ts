/** What every engine must do, run on the embedded engine in this process and in a process of its own. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, it, before, after } from 'mocha';
import { measure, tableMeasure, type ColumnMeasureSpec, type TableMeasureSpec } from '../../rules/api/measure.ts';
import { NUMBER_PATTERN } from '../../rules/api/number-text.ts';
import { where, whereIn, type Predicate, type RowSelector } from '../../rules/api/predicate.ts';
import { measureKey, type EngineSource, type EngineTable, type NumberReading, type SqlEngine } from '../core/data/engine.ts';
import { createDuckDbEngine } from './duckdb/duckdb-engine.ts';
import { createEngineProcess } from './duckdb/engine-process.ts';
import { matches, measured, rounded } from './testing/plain-values.ts';
import { createTableFiles, csvSource, type CsvSource, type Rows, type TableFiles } from './testing/table-files.ts';

const MEBIBYTE = 1024 * 1024;

/** Texts at the border of what is a number, missing, or the same after trimming. */
const NASTY: readonly (string | null)[] = [
  null, '0', '-0', '1', '+1', ' 2 ', '3.50', '.5', '5.', '1e3', '1E-2', '1e400', '-1e400', '1_000', '1,000', '1 000', '0x1F', 'nan', 'NaN', '-inf', 'Infinity', 'infinite', 'N/A', ' n/a\t', 'yes', 'YES', "it's", '"', '%', '\\',
  'a\nb', '2020-01-31', '--1', '1-', '1.2.3', '9007199254740993', '12345678901234567890', 'é', 'ÉCOLE', '👍🏽', '日本', '\u00a0x', '[]', '[1,2]', '[1', 'true', '_', '-', '.', '+', '00123', '-7', '1e', ':', '9:30',
];

const NUMBERS: readonly ColumnMeasureSpec[] = [
  measure.min, measure.max, measure.mean, measure.std, measure.skewness, measure.kurtosis, measure.numbers, measure.zeros, measure.negatives, measure.positives, measure.wholes, measure.nans, measure.infinities,
].map(({ spec }) => spec);

const TEXTS: readonly ColumnMeasureSpec[] = [measure.missing, measure.approxDistinct, measure.minLength, measure.maxLength, measure.meanLength].map(({ spec }) => spec);

const PREDICATES: readonly Predicate[] = [
  { op: 'missing' },
  { op: 'in', values: ['yes', "it's", '"', '\\', '00123', 'a\nb', '👍🏽'] },
  { op: 'in', values: [] },
  { op: 'folded-in', values: ['n/a', 'yes', 'école', 'x'] },
  { op: 'matches', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  { op: 'matches', pattern: 'YES', ignoreCase: true },
  { op: 'matches', pattern: '^\\s|[\\s]$' },
  { op: 'matches', pattern: 'a.b' },
  { op: 'matches', pattern: '[\\u00c0-\\u00ff[%]' },
  { op: 'matches', pattern: NUMBER_PATTERN },
  ...(['<', '<=', '=', '!=', '>=', '>'] as const).flatMap((is): Predicate[] => [0, 1, 3.5, -7].map((than) => ({ op: 'compare', is, than }))),
  { op: 'is-number' },
  { op: 'is-nan' },
  { op: 'is-infinite' },
  { op: 'not', of: { op: 'is-number' } },
  { op: 'not', of: { op: 'in', values: ['yes'] } },
  { op: 'and', of: [{ op: 'is-number' }, { op: 'compare', is: '>', than: 1 }, { op: 'not', of: { op: 'in', values: ['1e3'] } }] },
  { op: 'or', of: [{ op: 'missing' }, { op: 'matches', pattern: '^[A-Z]' }] },
  { op: 'and', of: [] },
  { op: 'or', of: [] },
];

interface Subject {
  readonly name: string;
  create(files: TableFiles): SqlEngine;
}

const SUBJECTS: readonly Subject[] = [
  { name: 'in this process', create: ({ scratchFolder }) => createDuckDbEngine({ memoryLimitBytes: 256 * MEBIBYTE, scratchFolder }) },
  { name: 'in its own process', create: (files) => createEngineProcess({ ...childOptions(files), memoryLimitBytes: 256 * MEBIBYTE }) },
];

function childOptions({ scratchFolder }: TableFiles) {
  return {
    childPath: fileURLToPath(new URL('duckdb/main-child.ts', import.meta.url)),
    execArgv: ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href],
    scratchFolder,
    log: { info: () => undefined, warn: () => undefined },
  };
}

for (const subject of SUBJECTS) {
  describe(`the embedded engine ${subject.name}`, () => {
    let files: TableFiles;
    let engine: SqlEngine;
    before(() => {
      files = createTableFiles();
      engine = subject.create(files);
    });
    after(async () => {
      await engine.close();
      files.remove();
    });

    async function withTable<T>(source: EngineSource, use: (table: EngineTable) => Promise<T>): Promise<T> {
      const table = await engine.open(source);
      assert.ok(table.ok, table.ok ? '' : table.text);
      try {
        return await use(table.value);
      } finally {
        await table.value.close();
      }
    }

    const scalars = (source: EngineSource, columns: readonly (readonly [number, readonly ColumnMeasureSpec[]])[], readings: readonly NumberReading[] = []) =>
      withTable(source, async (table) => {
        const result = await table.scan({ kind: 'scalars', table: [], columns: columns.map(([column, specs]) => ({ column, specs })) }, readings);
        assert.ok(result.ok, result.ok ? '' : result.text);
        const keys = columns.flatMap(([column, specs]) => specs.map((spec) => measureKey(column, spec)));
        return new Map(keys.map((key) => [key, result.value.scalars.get(key)] as const).map(([key, value]) => [key, typeof value === 'number' ? rounded(value) : value]));
      });

    const ofTable = (source: EngineSource, ...specs: TableMeasureSpec[]) =>
      withTable(source, async (table) => {
        const result = await table.scan({ kind: 'scalars', table: specs, columns: [] }, []);
        assert.ok(result.ok, result.ok ? '' : result.text);
        return specs.map((spec) => result.value.scalars.get(measureKey(-1, spec)));
      });

    const select = (source: EngineSource, selectors: readonly RowSelector[], limit = 100) =>
      withTable(source, async (table) => {
        const result = await table.select(selectors, limit, []);
        assert.ok(result.ok, result.ok ? '' : result.text);
        return result.value;
      });

    const rowsWhere = async (source: EngineSource, selector: RowSelector) => (await select(source, [selector]))[0]?.rowNumbers;

    const counts = (source: EngineSource, columns: readonly number[], of: 'values' | 'list-lengths' = 'values', limit = 1000) =>
      withTable(source, async (table) => {
        const result = await table.scan({ kind: 'counts', of, columns, limit }, []);
        assert.ok(result.ok, result.ok ? '' : result.text);
        return columns.map((column) => {
          const found = result.value.counts.get(column);
          return [found?.distinct, found?.total, ...(found?.values.map(({ value, count }) => `${value} x${count}`) ?? [])];
        });
      });

    it('tells its name and version', async () => {
      const info = await engine.info();
      assert.deepEqual(info, { ok: true, value: { name: 'DuckDB', version: '1.5.5' } });
    });

    describe('measures of columns', () => {
      const columns: readonly (readonly (string | null)[])[] = [['1', '2', '2.5', '-4', '0', '12', null, 'x'], NASTY, ['a', 'bb', 'é', null, '👍🏽'], [null, null], ['7'], ['5', '5', '5']];
      for (const column of columns) {
        it(`are those of plain arithmetic on ${JSON.stringify(column).slice(0, 30)}`, async () => {
          const specs = [...NUMBERS.filter(({ kind }) => column !== NASTY || !['std', 'skewness', 'kurtosis', 'mean'].includes(kind)), ...TEXTS, ...PREDICATES.map((predicate) => measure.where(predicate).spec)];
          const found = await scalars(files.csv(column.map((value) => [value, 'row'])), [[0, specs]]);
          const expected = new Map(specs.map((spec) => [measureKey(0, spec), measured(column, spec)]));
          assert.deepEqual(found, expected);
        });
      }

      it('do not change when texts that are no numbers are skipped', async () => {
        const found = await scalars(files.csv(NASTY.map((value) => [value, 'row'])), [[0, NUMBERS.slice(6)]], [{ column: 0, skip: ['N/A', '1_000', '1,000', "it's", '2020-01-31'] }]);
        assert.deepEqual(found, new Map(NUMBERS.slice(6).map((spec) => [measureKey(0, spec), measured(NASTY, spec)])));
      });

      it('keep their digits far from zero', async () => {
        const column = Array.from({ length: 200 }, (_, index) => String(1_600_000_000 + (index % 7) ** 2));
        const found = await scalars(files.csv(column.map((value) => [value])), [[0, NUMBERS]]);
        assert.deepEqual(found, new Map(NUMBERS.map((spec) => [measureKey(0, spec), measured(column, spec)])));
      });

      it('keep their digits when the first rows are unlike the rest', async () => {
        const column = Array.from({ length: 9000 }, (_, index) => String(index < 3000 ? 0 : 5_000_000_000 + (index % 5)));
        const rest = column.slice(3000);
        const found = await scalars(files.csv(column.map((value, index) => [value, rest[index] ?? rest[0] ?? null])), [[0, NUMBERS], [1, NUMBERS]]);
        const expected = [column, column.map((_, index) => rest[index] ?? rest[0] ?? null)].flatMap((values, index) => NUMBERS.map((spec): [string, number | null] => [measureKey(index, spec), measured(values, spec)]));
        assert.deepEqual(found, new Map(expected));
      });

      it('have no moments where squares overflow, and all else', async () => {
        const source = files.csv([['1e300', '1'], ['-1e300', '2'], ['1', '9'], ['2', '1']]);
        const found = await scalars(source, [[0, [measure.std.spec, measure.kurtosis.spec, measure.max.spec]], [1, [measure.std.spec]]]);
        assert.deepEqual([...found.values()], [null, null, 1e300, 3.34477204]);
      });

      it('are zero or null for a table without rows', async () => {
        const source = { ...csvSource([files.write('header.csv', 'a,b\n')], 2), hasHeader: true };
        const found = await scalars(source, [[0, [...NUMBERS, ...TEXTS]]]);
        assert.deepEqual(found, new Map([...NUMBERS, ...TEXTS].map((spec) => [measureKey(0, spec), measured([], spec)])));
        assert.deepEqual(await ofTable(source, tableMeasure.rows.spec, tableMeasure.repeatedRows().spec, tableMeasure.emptyRows.spec, tableMeasure.equalColumns([0, 1]).spec), [0, 0, 0, []]);
      });
    });

    describe('rows selected by a predicate', () => {
      it('are those of plain TypeScript', async () => {
        const found = await select(files.csv(NASTY.map((value) => [value, 'row'])), PREDICATES.map((predicate) => where(0, predicate)));
        const expected = PREDICATES.map((predicate) => NASTY.flatMap((value, index) => (matches(value, predicate) ? [index + 1] : [])));
        assert.deepEqual(found, expected.map((rowNumbers) => ({ count: rowNumbers.length, rowNumbers })));
      });

      it('are counted in full and named up to the limit', async () => {
        const rows = Array.from({ length: 50 }, (_, index) => [String(index % 2)]);
        assert.deepEqual(await select(files.csv(rows), [whereIn(0, ['1'])], 3), [{ count: 25, rowNumbers: [2, 4, 6] }]);
      });

      it('may be given by a long list of values', async () => {
        const values = Array.from({ length: 2000 }, (_, index) => `v${2 * index}`);
        const source = files.csv(Array.from({ length: 30 }, (_, index) => [`v${index}`]));
        const not: Predicate = { op: 'not', of: { op: 'in', values } };
        assert.deepEqual(await select(source, [whereIn(0, values), where(0, not)], 2), [{ count: 15, rowNumbers: [1, 3] }, { count: 15, rowNumbers: [2, 4] }]);
      });
    });

    describe('value counts', () => {
      it('list common values first, ties in code-unit order, missing ones left out', async () => {
        const source = files.csv([['b', '1'], ['a', '1'], [null, '2'], ['b', '1'], ['a', '3'], ['c', null]]);
        assert.deepEqual(await counts(source, [0, 1]), [
          [3, 5, 'a x2', 'b x2', 'c x1'],
          [3, 5, '1 x3', '2 x1', '3 x1'],
        ]);
      });

      it('say how many distinct values there are beyond the limit', async () => {
        const source = files.csv(Array.from({ length: 20 }, (_, index) => [`v${index % 10}`, 'k']));
        assert.deepEqual(await counts(source, [0], 'values', 2), [[10, 20, 'v0 x2', 'v1 x2']]);
      });

      it('of many columns are kept apart', async () => {
        const width = 130;
        const source = files.csv([0, 1, 2].map((row) => Array.from({ length: width }, (_, column) => `${column}:${row % 2}`)));
        const found = await counts(source, Array.from({ length: width }, (_, column) => column));
        assert.deepEqual(found, Array.from({ length: width }, (_, column) => [2, 3, `${column}:0 x2`, `${column}:1 x1`]));
      });
    });

    wholeRows({ csv: (rows) => files.csv(rows), ofTable, rowsWhere });

    describe('text tables', () => {
      it('are read from several files in order, each with its header', async () => {
        const source = { ...csvSource([files.write('p1.csv', 'a\nx\ny\n'), files.write('p2.csv', 'a\nz\nx\n')], 1), hasHeader: true };
        assert.deepEqual(await rowsWhere(source, whereIn(0, ['x'])), [1, 4]);
      });

      for (const [name, end] of [['CR LF', '\r\n'], ['CR', '\r'], ['LF', '\n']] as const) {
        it(`may end their lines with ${name}`, async () => {
          const source = { ...csvSource([files.write('ends.csv', ['a;b', '"x;1";2', ';"3"', ''].join(end))], 2), hasHeader: true, delimiter: ';' };
          assert.deepEqual(await counts(source, [0, 1]), [[1, 1, 'x;1 x1'], [2, 2, '2 x1', '3 x1']]);
        });
      }

      it('may mix line ends', async () => {
        const source = csvSource([files.write('mixed.csv', 'a,1\r\nb,2\nc,3\r\n')], 2);
        assert.deepEqual(await counts(source, [0]), [[3, 3, 'a x1', 'b x1', 'c x1']]);
      });

      it('may have no quote: quotes are text then', async () => {
        const source = { ...csvSource([files.write('tab.tsv', '"a\t1\nb"\t"\n')], 2), delimiter: '\t', quote: null };
        assert.deepEqual(await counts(source, [0, 1]), [[2, 2, '"a x1', 'b" x1'], [2, 2, '" x1', '1 x1']]);
      });

      it('hold line breaks that look like rows without losing one', async () => {
        const text = Array.from({ length: 60_000 }, (_, index) => (index % 3 === 0 ? `${index},"say ""hi"",\n7,8\n1,2\n"` : `${index},"\n"",""\n5,""6"""`)).join('\n');
        const source = csvSource([files.write('breaks.csv', `${text}${'\n'}`.repeat(6))], 2);
        assert.deepEqual(await ofTable(source, tableMeasure.rows.spec), [360_000]);
        assert.deepEqual(await rowsWhere(source, whereIn(0, ['59999'])), [1, 2, 3, 4, 5, 6].map((times) => times * 60_000));
      });

      it('may hold lists as JSON text', async () => {
        const source = csvSource([files.write('lists.csv', '"[1,2]"\n[]\n')], 1);
        assert.deepEqual(await counts(source, [0], 'list-lengths'), [[2, 2, '0 x1', '2 x1']]);
        assert.deepEqual(await rowsWhere(source, where(0, { op: 'list-length', length: 0 })), [2]);
      });
    });

    describe('Parquet tables', () => {
      it('tell names and types, and give values as text', async () => {
        const file = await files.parquet(
          `SELECT 9007199254740993::BIGINT AS big, 1.5::DECIMAL(9,2) AS money, 0.1::FLOAT AS single, true AS flag, DATE '2020-02-29' AS day, TIMESTAMP '2020-01-01 10:00:00' AS at, TIMESTAMPTZ '2020-01-01 10:00:00+02' AS zoned, [1, 2, NULL] AS items, {'k': 'v'} AS pair, 'ab'::BLOB AS raw, ''::VARCHAR AS nothing, 170141183460469231731687303715884105727::HUGEINT::DECIMAL(38,0)::VARCHAR AS huge`.replace('170141183460469231731687303715884105727', '12345678901234567890'),
        );
        await withTable({ kind: 'parquet', files: [file] }, async (table) => {
          assert.deepEqual(table.columns.map(({ name, physical }) => `${name} ${physical}`), [
            'big integer', 'money float', 'single float', 'flag boolean', 'day date', 'at timestamp', 'zoned timestamp', 'items list', 'pair struct', 'raw binary', 'nothing text', 'huge text',
          ]);
          assert.deepEqual(await table.sample(10), {
            ok: true,
            value: { rowCount: 1, rows: [['9007199254740993', '1.50', '0.1', 'true', '2020-02-29', '2020-01-01 10:00:00', '2020-01-01 08:00:00+00', '[1, 2, NULL]', "{'k': v}", null, null, '12345678901234567890']] },
          });
        });
      });

      it('may have columns of any name', async () => {
        const file = await files.parquet(`SELECT 1 AS "file_row_number", 2 AS "file_index", 3 AS "filename", 4 AS "__proto__", 5 AS "quo""te", 6 AS "; DROP TABLE x; --", 7 AS "c0", 8 AS "r"`);
        const source: EngineSource = { kind: 'parquet', files: [file] };
        assert.deepEqual(await counts(source, [0, 1, 2, 3, 4, 5, 6, 7]), ['1', '2', '3', '4', '5', '6', '7', '8'].map((value) => [1, 1, `${value} x1`]));
        const names = await withTable(source, (table) => Promise.resolve(table.columns.map(({ name }) => name)));
        assert.deepEqual(names, ['file_row_number', 'file_index', 'filename', '__proto__', 'quo"te', '; DROP TABLE x; --', 'c0', 'r']);
      });

      it('number their rows over all files', async () => {
        const parts = await Promise.all([files.parquet('SELECT range AS x FROM range(3)', 'z.parquet'), files.parquet('SELECT 7 AS x', 'b=1.parquet'), files.parquet('SELECT range AS x FROM range(3)', 'a.parquet')]);
        assert.deepEqual(await rowsWhere({ kind: 'parquet', files: parts }, whereIn(0, ['2', '7'])), [3, 4, 7]);
      });

      it('count NaN, infinities and whole numbers beyond 2^53', async () => {
        const file = await files.parquet(`SELECT x::DOUBLE AS x, y FROM (VALUES ('nan', 9007199254740993), ('inf', 9007199254740992), ('-inf', 1), ('2', NULL), (NULL, 1)) t(x, y)`);
        const source: EngineSource = { kind: 'parquet', files: [file] };
        const found = await scalars(source, [[0, [measure.nans.spec, measure.infinities.spec, measure.numbers.spec, measure.max.spec, measure.missing.spec]], [1, [measure.max.spec, measure.approxDistinct.spec]]]);
        assert.deepEqual([...found.values()], [1, 2, 1, 2, 1, rounded(2 ** 53), 3]);
        assert.deepEqual(await counts(source, [1]), [[3, 4, '1 x2', '9007199254740992 x1', '9007199254740993 x1']]);
        assert.deepEqual(await rowsWhere(source, where(0, { op: 'compare', is: '>', than: 1 })), [2, 4]);
      });

      it('count the lengths of lists', async () => {
        const file = await files.parquet('SELECT x FROM (VALUES ([1]), ([2]), ([]), (NULL), ([1, 2, 3])) t(x)');
        assert.deepEqual(await counts({ kind: 'parquet', files: [file] }, [0], 'list-lengths'), [[3, 4, '1 x2', '0 x1', '3 x1']]);
      });

      it('give an evenly spread sample, the same each time', async () => {
        const source: EngineSource = { kind: 'parquet', files: [await files.parquet('SELECT range AS x FROM range(1003)')] };
        const sample = () => withTable(source, (table) => table.sample(10));
        const first = await sample();
        assert.ok(first.ok);
        assert.equal(first.value.rowCount, 1003);
        assert.deepEqual(first.value.rows.map(([x]) => Math.floor(Number(x) / 100.3)), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert.deepEqual(await sample(), first);
      });

      it('may be wide', async () => {
        const width = 450;
        const columns = Array.from({ length: width }, (_, column) => (column === 440 ? 'range % 3 AS x440' : `(range + ${column}) % 7 AS x${column}`));
        const source: EngineSource = { kind: 'parquet', files: [await files.parquet(`SELECT ${columns.join(', ')} FROM range(21)`)] };
        assert.deepEqual(await ofTable(source, tableMeasure.rows.spec, tableMeasure.repeatedRows().spec, tableMeasure.repeatedRows([440]).spec, tableMeasure.emptyRows.spec), [21, 0, 14, 0]);
        assert.deepEqual(await rowsWhere(source, whereIn(440, ['2'])), [3, 6, 9, 12, 15, 18, 21]);
        const sampled = await withTable(source, (table) => table.sample(2));
        assert.deepEqual(sampled.ok ? sampled.value.rows.map((row) => row.length) : sampled, [width, width]);
      });
    });

    describe('reads exactly the file named', () => {
      for (const name of ['data[1].csv', 'a*.csv', 'q?.csv', "it's.csv", '-x.csv', '{a,b}.csv', 'back\\slash[1].csv', 'new\nline.csv', 'x.csv.gz', 'k=1.csv', 'üñ 😀.csv']) {
        it(JSON.stringify(name), async () => {
          for (const decoy of ['data1.csv', 'ab.csv', 'qq.csv', 'a.csv', 'b.csv']) files.write(decoy, 'wrong\n');
          assert.deepEqual(await counts(files.csv([['right']], name), [0]), [[1, 1, 'right x1']]);
        });
      }
    });

    describe('files that cannot be read', () => {
      const failureOf = async (source: EngineSource) => {
        const table = await engine.open(source);
        const result = table.ok ? await table.value.scan({ kind: 'scalars', table: [tableMeasure.rows.spec], columns: [{ column: 0, specs: [measure.max.spec] }] }, []) : table;
        if (table.ok) await table.value.close();
        return result.ok ? 'ok' : `${result.reason}: ${result.text}`;
      };

      it('are named as such when they are gone', async () => {
        assert.equal(await failureOf(csvSource([`${files.folder}/gone.csv`], 1)), 'unreadable: the file cannot be opened; check that it is there and may be read');
        assert.equal(await failureOf({ kind: 'parquet', files: [`${files.folder}/gone.parquet`] }), 'unreadable: the file cannot be opened; check that it is there and may be read');
      });

      it('are damaged when Parquet is cut short or none', async () => {
        assert.match(await failureOf({ kind: 'parquet', files: [files.write('none.parquet', 'PAR1 no parquet PAR1')] }), /^damaged: /);
        assert.match(await failureOf({ kind: 'parquet', files: [files.write('zero.parquet', '')] }), /^damaged: /);
      });

      it('never have their cells told', async () => {
        const text = await failureOf(csvSource([files.write('ragged.csv', 'a,b\nsecret-one\n"secret-two,3,4\n')], 2));
        assert.equal(text, 'damaged: the engine cannot read the file (Invalid Input Error); copy or write it again');
      });
    });
  });
}

/** Measures and selections of whole rows, on tables in one piece and split over groups of columns. */
function wholeRows({ csv, ofTable, rowsWhere }: { csv: (rows: Rows) => CsvSource; ofTable: (source: EngineSource, ...specs: TableMeasureSpec[]) => Promise<readonly unknown[]>; rowsWhere: (source: EngineSource, selector: RowSelector) => Promise<readonly number[] | undefined> }): void {
  /** The same rows as copies: two groups of columns, each row with its number first. */
  const inGroups = (rows: Rows): CsvSource => {
    const width = rows[0]?.length ?? 0;
    const groups = [
      { firstColumn: 0, columnCount: 2 },
      { firstColumn: 2, columnCount: width - 2 },
    ].map((group) => {
      const source = csv(rows.map((row, index) => [String(index + 1), ...row.slice(group.firstColumn, group.firstColumn + group.columnCount)]));
      return { ...group, files: source.groups.flatMap((one) => one.files), hasRowNumbers: true };
    });
    return { ...csv(rows), columnCount: width, groups };
  };
  const ROWS: Rows = [
    ['1', 'a', 'x', '1', 'a'],
    ['2', 'b', 'x', '1', 'b'],
    ['1', 'a', 'x', '1', 'a'],
    [null, null, null, null, null],
    ['3', 'b', 'x', '2', 'b'],
    ['1', 'a', 'x', '1', 'a'],
    ['2', 'b', 'y', '2', 'b'],
    [null, null, null, null, null],
    ['2', 'b', 'x', null, 'b'],
    // The halves of the first row, exchanged.
    ['x', '1', '1', 'a', null],
  ];
  for (const [name, source] of [['in one piece', csv], ['in groups of columns', inGroups]] as const) {
    describe(`whole rows of a table ${name}`, () => {
      it('are repeated when all columns but the excepted ones are equal', async () => {
        assert.deepEqual(await ofTable(source(ROWS), tableMeasure.repeatedRows().spec, tableMeasure.repeatedRows([0, 2, 3]).spec), [3, 6]);
        assert.deepEqual(await rowsWhere(source(ROWS), { kind: 'repeated-rows', except: [] }), [3, 6, 8]);
        assert.deepEqual(await rowsWhere(source(ROWS), { kind: 'repeated-rows', except: [0, 2, 3] }), [3, 5, 6, 7, 8, 9]);
      });

      it('are empty when all columns are missing', async () => {
        assert.deepEqual(await ofTable(source(ROWS), tableMeasure.rows.spec, tableMeasure.emptyRows.spec), [10, 2]);
        assert.deepEqual(await rowsWhere(source(ROWS), { kind: 'empty-rows' }), [4, 8]);
      });

      it('conflict when their features come with two labels', async () => {
        assert.deepEqual(await ofTable(source(ROWS), tableMeasure.conflictingRows(3, [2]).spec, tableMeasure.conflictingRows(3).spec, tableMeasure.conflictingRows(2).spec), [2, 0, 0]);
        assert.deepEqual(await rowsWhere(source(ROWS), { kind: 'conflicting-rows', label: 3, except: [2] }), [2, 7]);
      });

      it('show equal columns, but not constant, empty or merely shuffled ones', async () => {
        const rows = ['1', '2', '3', '1'].map((value, index) => [value, ['2', '1', '1', '3'][index] ?? '', value, 'k', 'k', null, null, value]);
        assert.deepEqual(await ofTable(source(rows), tableMeasure.equalColumns([0, 1, 2, 3, 4, 5, 6, 7]).spec), [[[0, 2, 7]]]);
      });
    });
  }

  it('copies keep the row numbers of the file they were made from', async () => {
    const copy = csv([['7', 'a'], ['9', 'b'], ['12', 'a']]);
    const source: CsvSource = { ...copy, columnCount: 1, groups: copy.groups.map((group) => ({ ...group, columnCount: 1, hasRowNumbers: true })) };
    assert.deepEqual(await rowsWhere(source, whereIn(0, ['a'])), [7, 12]);
  });
}
