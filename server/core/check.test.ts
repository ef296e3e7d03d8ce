import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { columnRule, tableRule, type DataRule } from '../../rules/api/rule.ts';
import { measure } from '../../rules/api/measure.ts';
import { where } from '../../rules/api/predicate.ts';
import { pythonRule } from '../../rules/api/python-rule.ts';
import { rule as nanEquality } from '../../rules/python/correctness/nan-equality.ts';
import { openTestPorts } from '../../tools/test-ports.ts';
import { check } from './check.ts';
import { defaultConfig } from './config/defaults.ts';
import type { Config } from './config.ts';
import type { EngineTable, SqlEngine } from './data/engine.ts';
import type { Ports } from './ports.ts';
import type { Report } from './report.ts';

/** Reports every negative number: small enough to see what the pipeline itself does. */
const negatives = columnRule({
  id: 'test/negative',
  summary: 'negative numbers',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [],
  docs: { what: '', why: '', instead: '', limits: '' },
  options: {},
  messages: { negative: '`{column}` is negative in {share} of {rows} rows, first `{lowest}`' },
  fix: 'none',
  examples: { bad: [], good: [] },
  yieldsTo: ['test/special'],
  mend: null,
  applies: (column) => column.kind === 'integer',
  measures: () => ({ min: measure.min }),
  judge: ({ column, measured }) =>
    measured.min === null || measured.min >= 0
      ? []
      : [{ message: 'negative', at: { kind: 'rows', selector: where(column.index, { op: 'compare', is: '<', than: 0 }) }, data: { lowest: measured.min } }],
});

/** Names the special cause -1 in columns called `special`. */
const special = columnRule({
  ...negatives,
  id: 'test/special',
  messages: { special: '`{column}` is -1 in {count} rows' },
  yieldsTo: [],
  applies: (column) => column.name === 'special',
  measures: () => ({}),
  judge: ({ column }) => [{ message: 'special', at: { kind: 'rows', selector: where(column.index, { op: 'in', values: ['-1'] }) } }],
});

/** Names the columns it was given the measures of. */
const measuredColumns = tableRule({
  ...negatives,
  id: 'test/measured',
  messages: { measured: 'Measured {names}' },
  yieldsTo: [],
  mend: null,
  applies: () => true,
  measures: () => ({}),
  perColumn: { columns: ({ table }) => table.columns, measures: () => ({ min: measure.min }) },
  judge: ({ table, columns }) => [{ message: 'measured', at: { kind: 'table' }, data: { names: { columns: table.columns.filter(({ index }) => columns.has(index)).map(({ name }) => name) } } }],
});

/** Names the columns of the tables that code reads. */
const columnsSeen = pythonRule({
  ...negatives,
  id: 'test/columns',
  messages: { seen: 'Columns are {names}' },
  yieldsTo: [],
  mend: null,
  find: ({ facts }) =>
    facts.reads.flatMap(({ node, result }) => {
      const table = result?.kind === 'data' ? result.table : null;
      return table === null ? [] : [{ message: 'seen', at: node, data: { names: { columns: table.columns.map(({ name }) => name) } } }];
    }),
});

const broken = columnRule({ ...negatives, id: 'test/broken', judge: () => { throw new Error('a bug'); } });

describe('checking datasets', () => {
  let folder: string;
  let opened: Awaited<ReturnType<typeof openTestPorts>>;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'check-test-'));
    opened = await openTestPorts();
  });
  after(async () => {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(text: string, request: { rules?: readonly DataRule[]; ports?: Ports; config?: Partial<Config>; signal?: AbortSignal } = {}): Promise<Report> {
    const file = path.join(folder, 'table.csv');
    await writeFile(file, text);
    const config = { ...defaultConfig(folder), ...request.config };
    const datasets = [{ dataset: { path: file, displayPath: 'table.csv', parts: null }, config }];
    return check({ datasets, rules: request.rules ?? [negatives], ...(request.signal === undefined ? {} : { signal: request.signal }) }, request.ports ?? opened.ports);
  }

  it('counts exactly, names the rows and marks the first cell', async () => {
    const { findings, isComplete } = await run('id,gain\n1,5\n2,-3\n3,4\n4,-3\n');
    assert.deepEqual(
      findings.map(({ message, range, rows, column, severity }) => ({ message, range, rows, column, severity })),
      [
        {
          message: '`gain` is negative in 50 % of 4 rows, first `-3`',
          range: { start: { line: 3, column: 3 }, end: { line: 3, column: 5 } },
          rows: [2, 4],
          column: 'gain',
          severity: 'warning',
        },
      ],
    );
    assert.equal(isComplete, true);
  });

  it('says one cause once: the more special rule wins in its column only', async () => {
    const { findings } = await run('special,gain\n-1,-1\n2,2\n', { rules: [negatives, special] });
    assert.deepEqual(findings.map(({ rule, column }) => [rule, column]), [['test/special', 'special'], ['test/negative', 'gain']]);
  });

  it('drops a verdict that no row bears out', async () => {
    assert.deepEqual((await run('special\n1\n', { rules: [special] })).findings, []);
  });

  it('keeps skipped columns from rules of every kind', async () => {
    const datasets = [{ path: 'table.csv', label: null, ids: [], skip: ['gain'] }];
    const { findings } = await run('gain,loss,cost\n-1,-2,3\n', { rules: [negatives, measuredColumns], config: { datasets } });
    assert.deepEqual(findings.map(({ message }) => message), ['Measured `loss`, `cost`', '`loss` is negative in 100 % of 1 rows, first `-2`']);
  });

  it('lets the configured severity win', async () => {
    const { findings } = await run('gain\n-1\n', { config: { severity: { 'test/negative': 'error' } } });
    assert.deepEqual(findings.map(({ severity }) => severity), ['error']);
  });

  it('loses no finding to a rule that breaks, and says so', async () => {
    const { findings, notChecked, isComplete } = await run('gain\n-1\n', { rules: [negatives, broken] });
    assert.deepEqual(findings.map(({ rule }) => rule), ['test/negative']);
    assert.deepEqual(notChecked, [{ path: 'table.csv', reason: 'internal-error', message: 'rule test/broken failed; all other rules ran. Run with -v for the log and report it' }]);
    assert.equal(isComplete, false);
  });

  it('tries a sample when the engine dies on the whole, and says so', async () => {
    const engine = dyingOnce(opened.ports.engine);
    const { findings, notChecked, isComplete } = await run('gain\n5\n-3\n', { ports: { ...opened.ports, engine } });
    assert.deepEqual(
      findings.map(({ message, range, rows, confidence }) => ({ message, range, rows, confidence })),
      [{ message: '`gain` is negative in 50 % of 2 rows, first `-3`', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 5 } }, rows: null, confidence: 'possible' }],
    );
    assert.deepEqual(notChecked, [{ path: 'table.csv', reason: 'engine-died', message: 'the engine died; a sample of the rows was checked instead' }]);
    assert.equal(isComplete, false);
  });

  it('says nothing of a file that changes between reading and measuring', async () => {
    const { engine: real } = opened.ports;
    const engine: SqlEngine = {
      info: () => real.info(),
      close: () => real.close(),
      open: async (...args) => {
        await writeFile(path.join(folder, 'table.csv'), 'gain\n-1\n-2\n-3\n');
        return real.open(...args);
      },
    };
    const { findings, notChecked } = await run('gain\n5\n-3\n', { ports: { ...opened.ports, engine } });
    assert.deepEqual(findings, []);
    assert.deepEqual(notChecked, [{ path: 'table.csv', reason: 'changed-during-check', message: 'the file changed while it was checked; run again when it is complete' }]);
  });

  it('tries a sample of Parquet when the engine dies on the whole', async () => {
    const file = path.join(folder, 'table.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`copy (select (i - 2)::int as gain, 'x' || i as name from range(5) t(i)) to '${file}' (format parquet)`);
    connection.closeSync();
    instance.closeSync();
    const datasets = [{ dataset: { path: file, displayPath: 'table.parquet', parts: null }, config: defaultConfig(folder) }];
    const { findings, notChecked, profiles } = await check({ datasets, rules: [negatives] }, { ...opened.ports, engine: dyingOnce(opened.ports.engine) });
    assert.deepEqual(
      findings.map(({ message, range, rows, confidence }) => ({ message, range, rows, confidence })),
      [{ message: '`gain` is negative in 40 % of 5 rows, first `-2`', range: null, rows: null, confidence: 'possible' }],
    );
    assert.deepEqual(notChecked, [{ path: 'table.parquet', reason: 'engine-died', message: 'the engine died; a sample of the rows was checked instead' }]);
    assert.deepEqual(profiles.map(({ isSample, columns }) => [isSample, columns.map(({ name, type }) => `${name} ${type}`)]), [[true, ['gain INTEGER', 'name VARCHAR']]]);
  });

  it('tries a sample when the time is up, and says how to allow more', async () => {
    const ports = { ...opened.ports, engine: hangingOnce(opened.ports.engine) };
    const { findings, notChecked } = await run('gain\n5\n-3\n', { ports, config: { timeLimitMs: 400 } });
    assert.deepEqual(findings.map(({ rule, confidence }) => [rule, confidence]), [['test/negative', 'possible']]);
    assert.deepEqual(notChecked, [
      {
        path: 'table.csv',
        reason: 'out-of-time',
        message: 'the check took longer than the time limit; raise `time-limit` or check a part of the file; a sample of the rows was checked instead',
      },
    ]);
  });

  it('names what a cancelled check left out', async () => {
    const { findings, notChecked } = await run('gain\n-1\n', { signal: AbortSignal.abort() });
    assert.deepEqual(findings, []);
    assert.deepEqual(notChecked, [{ path: 'table.csv', reason: 'cancelled', message: 'the check was cancelled before this dataset' }]);
  });

  it('gives the same report twice', async () => {
    const text = `gain\n${Array.from({ length: 500 }, (_, index) => (index % 7) - 3).join('\n')}\n`;
    assert.deepEqual(await run(text), await run(text));
  });

  it('checks programs beside datasets, with the tables they read', async () => {
    const files = { 'table.csv': 'gain\n-1\n', 'main.py': 'import pandas as pd\nimport numpy as np\n\ndf = pd.read_csv("table.csv")\ndf = df[df["gain"] == np.nan]\nseen = df["gian"] != np.nan\n' };
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    const origin = { kind: 'file', name: 'lintel.yaml', line: 3 } as const;
    const config: Config = { ...defaultConfig(folder), suppressions: [{ rule: nanEquality.id, path: 'other.py', column: null, reason: 'known', owner: null, until: null, origin }] };
    const request = {
      datasets: [{ dataset: { path: path.join(folder, 'table.csv'), displayPath: 'table.csv', parts: null }, config }],
      programs: [{ program: { path: path.join(folder, 'main.py'), displayPath: 'main.py' }, config }],
      workingFolder: folder,
      rules: [negatives, nanEquality, columnsSeen],
      wholeFolders: [folder],
    };
    const { findings, checked, rules, isComplete } = await check(request, opened.ports);
    assert.deepEqual(findings.map(({ rule, path: file, range }) => `${file}:${range?.start.line ?? ''} ${rule}`), [
      'lintel.yaml:3 config/unused-suppression',
      'main.py:4 test/columns',
      'main.py:5 correctness/nan-equality',
      'main.py:6 correctness/nan-equality',
      'table.csv:2 test/negative',
    ]);
    assert.equal(findings[1]?.message, 'Columns are `gain`');
    assert.deepEqual({ checked, rules, isComplete }, { checked: [{ path: 'main.py', kind: 'program' }, { path: 'table.csv', kind: 'dataset' }], rules: [nanEquality.id, 'test/columns', 'test/negative'], isComplete: true });
    const silenced = await check({ ...request, programs: request.programs.map((each) => ({ ...each, config: { ...config, suppressions: [{ rule: nanEquality.id, path: 'main.py', column: null, reason: 'known', owner: null, until: null, origin }] } })) }, opened.ports);
    assert.deepEqual(silenced.findings.filter(({ suppressed }) => suppressed !== null).map(({ range, suppressed }) => [range?.start.line, suppressed]), [5, 6].map((line) => [line, { kind: 'config', reason: 'known' }]));
  });

  it('names programs as not checked where the parser cannot be loaded', async () => {
    const programs = [{ program: { path: path.join(folder, 'main.py'), displayPath: 'main.py' }, config: defaultConfig(folder) }];
    const ports: Ports = { ...opened.ports, openPython: async () => ({ ok: false, text: 'the Python parser cannot be loaded' }) };
    const { notChecked, isComplete } = await check({ datasets: [], programs, workingFolder: folder, rules: [nanEquality] }, ports);
    assert.deepEqual([notChecked, isComplete], [[{ path: 'main.py', reason: 'parser-missing', message: 'the Python parser cannot be loaded' }], false]);
  });
});

/** The engine, but its first scan fails as if the process had died. */
function dyingOnce(engine: SqlEngine): SqlEngine {
  return failingOnce(engine, async () => ({ ok: false, reason: 'engine-died', text: 'the engine died' }));
}

/** The engine, but its first scan lasts until it is cancelled. */
function hangingOnce(engine: SqlEngine): SqlEngine {
  return failingOnce(engine, (_scan, _readings, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ ok: false, reason: 'cancelled', text: 'the check was cancelled' }))));
}

function failingOnce(engine: SqlEngine, first: EngineTable['scan']): SqlEngine {
  let hasFailed = false;
  const dying = (table: EngineTable): EngineTable => ({
    columns: table.columns,
    sample: (...args) => table.sample(...args),
    select: (...args) => table.select(...args),
    close: () => table.close(),
    scan: async (...args) => {
      if (hasFailed) return table.scan(...args);
      hasFailed = true;
      return first(...args);
    },
  });
  return {
    info: () => engine.info(),
    close: () => engine.close(),
    open: async (...args) => {
      const opened = await engine.open(...args);
      return opened.ok ? { ok: true, value: dying(opened.value) } : opened;
    },
  };
}
