import assert from 'node:assert/strict';
import { pythonProjectRule, pythonRule } from '../../../../rules/api/python-rule.ts';
import type { CodeRule } from '../../../../rules/api/python-rule.ts';
import type { CodeVerdict } from '../../../../rules/api/python-rule.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { testPythonTools } from '../../../../tools/python-tools.ts';
import { defaultConfig } from '../../config/defaults.ts';
import type { Ports } from '../../ports.ts';
import type { UnitResult } from '../check/check-unit.ts';
import { openUnitWork } from '../check/unit-work.ts';
import type { UnitWorkers } from '../check/unit-work.ts';
import { CodeSession } from './code-session.ts';
import type { LiveCell, LiveText } from './live-notebook.ts';

const shared = {
  summary: 'for tests',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [],
  docs: { what: '', why: '', instead: '', limits: '' },
  options: {},
  fix: 'none',
  examples: { bad: [], good: [] },
  yieldsTo: [],
} as const;

const isCallOfBad = (facts: Facts): Facts['calls'] => facts.calls.filter(({ node }) => node.callee.kind === 'Name' && node.callee.id === 'bad');

/** Reports calls of `bad`, wherever they are followed to; mends them by `good`. */
const badCall = pythonRule({
  ...shared,
  id: 'test/bad',
  fix: 'safe',
  messages: { called: '`bad` is called' },
  find: ({ facts }): readonly CodeVerdict<{ called: '`bad` is called' }>[] => isCallOfBad(facts).map(({ node }) => ({ message: 'called', at: node })),
  mend: ({ verdict, facts }) => {
    const at = verdict.at as { readonly start: number };
    return [{ title: 'Call `good`', safety: 'safe', edits: [{ document: facts.document, start: at.start, end: at.start + 3, newText: 'good' }] }];
  },
});

/** Reports reads of what another program wrote. */
const exchanged = pythonRule({
  ...shared,
  id: 'test/exchanged',
  messages: { exchanged: 'Rows come from another program' },
  mend: null,
  find: ({ facts }) => facts.reads.flatMap((read) => (read.rows !== null && facts.sourcesOf(read.rows).some(({ node }) => node !== null && !facts.nodes('Call').some((call) => call === node)) ? [{ message: 'exchanged' as const, at: read.node }] : [])),
});

/** Counts calls of `bad` over the project. */
const total = pythonProjectRule({
  ...shared,
  id: 'test/total',
  messages: { total: '{count} calls of `bad` in the project' },
  collect: ({ facts }) => ({ count: isCallOfBad(facts).length, length: facts.document.text.length }),
  judge: ({ programs }) => [{ message: 'total' as const, at: { path: programs[0]?.path ?? '', start: 0, end: 0 }, data: { count: programs.reduce((sum, { collected }) => sum + collected.count, 0) } }],
});

interface Bench {
  readonly session: CodeSession;
  /** Display paths of the programs analysed, in order. */
  readonly analysed: string[];
  shown(name: string): readonly string[];
  open(name: string, live: LiveText | null): Promise<void>;
  /** Lets typing pause, and all be done. */
  rest(): Promise<void>;
}

async function start(files: Readonly<Record<string, string>>, rules: readonly CodeRule[] = [badCall], codeWorkers: UnitWorkers | null = null): Promise<Bench> {
  const memory = createMemoryFiles(Object.fromEntries(Object.entries(files).map(([name, text]) => [`/p/${name}`, text])));
  const analysed: string[] = [];
  const tools = await testPythonTools();
  const clock: Ports['clock'] = { today: () => '2026-11-23', nowMs: () => 0, pause: () => new Promise((resolve) => setImmediate(resolve)), after: () => () => undefined };
  const ports = { files: memory, clock, codeWorkers, log: { info: () => undefined, warn: (text: string) => assert.fail(text) } } as unknown as Ports;
  const session = new CodeSession({
    workingFolder: '/p',
    rules,
    ports,
    tools: {
      ...tools,
      analyse: (request) => {
        analysed.push(request.document.path.slice('/p/'.length));
        return tools.analyse(request);
      },
    },
    events: { onChange: () => undefined, onState: () => undefined },
  });
  const config = defaultConfig('/p');
  const programs = Object.keys(files).filter((name) => /\.(py|ipynb)$/.test(name)).map((name) => ({ program: { path: `/p/${name}`, displayPath: name }, config }));
  await session.setPrograms({ programs, wholeFolders: ['/p'] });
  await session.settled();
  return {
    session,
    analysed,
    shown: (name) => session.findingsOn(`/p/${name}`).map(({ message, cell, range, suppressed }) => `${cell === null ? '' : `cell ${cell}:`}${range?.start.line}:${range?.start.column} ${message}${suppressed === null ? '' : ` [${suppressed.reason}]`}`),
    open: async (name, live) => {
      session.change(`/p/${name}`, live);
      await session.factsOf(`/p/${name}`);
    },
    rest: async () => void (await session.settled()),
  };
}

interface OtherProcess extends UnitWorkers {
  /** Names of the programs checked there, in order. */
  readonly checked: string[];
  readonly restCount: () => number;
}

/** Checks units as another process would: with texts of its own. `before` runs before each. */
async function otherProcess(before: (name: string) => Promise<void> = () => Promise.resolve()): Promise<OtherProcess> {
  const tools = await testPythonTools();
  const checked: string[] = [];
  let restCount = 0;
  return {
    checked,
    restCount: () => restCount,
    start: () => undefined,
    openSources: () => Object.assign(new Map<string, string>(), { close: () => undefined }),
    rest: () => void (restCount += 1),
    check: async (project, { units, onResults, ...hooks }) => {
      const work = openUnitWork({ ...project, sources: new Map([...project.sources.keys()].map((each) => [each, project.sources.get(each) ?? ''])) }, { tools, rules: [badCall], clock: { nowMs: () => 0 } });
      const results: UnitResult[] = [];
      for (const unit of units) {
        const name = (unit[0]?.path ?? '').slice('/p/'.length);
        await before(name);
        checked.push(name);
        const found = await work.check(unit, hooks);
        results.push(...found);
        onResults?.(found);
      }
      return results;
    },
  };
}

const many = (text: string): Readonly<Record<string, string>> => Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index + 10}.py`, text]));

const code = (text: string): LiveCell => ({ type: 'code', languageId: 'python', text, executionCount: null, tags: [] });

describe('a session over code', () => {
  it('checks all programs once, small ones first', async () => {
    const bench = await start({ 'long.py': 'x = 1\nbad()\n', 'b.py': 'bad()\n' });
    assert.deepEqual(bench.analysed, ['b.py', 'long.py']);
    assert.deepEqual(bench.shown('long.py'), ['2:1 `bad` is called']);
  });

  it('lets other processes check many programs, and keeps those that hand values to each other', async () => {
    const other = await otherProcess();
    const pair = { 'read.py': 'import pandas as pd\ndf = pd.read_csv("out.csv")\n', 'write.py': 'import pandas as pd\npd.read_csv("in.csv").to_csv("out.csv")\n' };
    const bench = await start({ ...many('bad()\n'), ...pair }, [badCall], other);
    assert.deepEqual(other.checked, Object.keys(many('')));
    assert.deepEqual([...new Set(bench.analysed)], ['write.py', 'read.py']);
    assert.deepEqual(bench.shown('m39.py'), ['1:1 `bad` is called']);
    assert.equal(other.restCount(), 1);
  });

  it('checks importers that other processes checked, when the module is edited', async () => {
    const other = await otherProcess();
    const bench = await start({ ...many('1\n'), 'main.py': 'import tool\ntool.run()\n', 'tool.py': 'def run():\n    pass\n' }, [badCall], other);
    assert.deepEqual(bench.analysed, []);
    await bench.open('tool.py', 'def run():\n    bad()\n');
    await bench.rest();
    assert.deepEqual(bench.analysed, ['tool.py', 'main.py']);
    assert.deepEqual(bench.shown('tool.py'), ['2:5 `bad` is called']);
  });

  it('takes nothing from other processes that rests on texts from before', async () => {
    let edit = (): Promise<void> => Promise.resolve();
    const other = await otherProcess((name) => (name === 'm10.py' ? edit() : Promise.resolve()));
    const bench = await start({ ...many('import tool\ntool.run()\n'), 'tool.py': 'def run():\n    pass\n' }, [badCall], other);
    edit = async () => {
      edit = () => Promise.resolve();
      await bench.open('tool.py', 'def run():\n    bad()\n');
    };
    other.checked.length = 0;
    bench.session.checkAll();
    await bench.rest();
    assert.deepEqual(other.checked, [...Object.keys(many('')), 'tool.py', ...Object.keys(many(''))]);
    assert.deepEqual(bench.analysed, ['tool.py', 'tool.py']);
    assert.deepEqual(bench.shown('tool.py'), ['2:5 `bad` is called']);
  });

  it('checks what is typed, and nothing else', async () => {
    const bench = await start({ 'a.py': 'x = 1\n', 'b.py': 'bad()\n' });
    bench.analysed.length = 0;
    await bench.open('a.py', 'x = 1\nbad()\n');
    assert.deepEqual(bench.shown('a.py'), ['2:1 `bad` is called']);
    await bench.rest();
    assert.deepEqual(bench.analysed, ['a.py']);
    assert.deepEqual(bench.shown('b.py'), ['1:1 `bad` is called']);
  });

  it('takes the file again when the editor is closed without saving', async () => {
    const bench = await start({ 'a.py': 'x = 1\n' });
    await bench.open('a.py', 'bad()\n');
    assert.deepEqual(bench.shown('a.py'), ['1:1 `bad` is called']);
    await bench.open('a.py', null);
    await new Promise((resolve) => setImmediate(resolve));
    await bench.rest();
    assert.deepEqual(bench.shown('a.py'), []);
  });

  it('checks importers of what was edited when the typing pauses', async () => {
    const bench = await start({ 'main.py': 'import tool\ntool.run()\n', 'tool.py': 'def run():\n    pass\n', 'other.py': 'x = 1\n' });
    bench.analysed.length = 0;
    await bench.open('tool.py', 'def run():\n    bad()\n');
    assert.deepEqual(bench.analysed, ['tool.py']);
    await bench.rest();
    assert.deepEqual(bench.analysed, ['tool.py', 'main.py']);
    assert.deepEqual(bench.shown('tool.py'), ['2:5 `bad` is called']);
  });

  it('checks readers of what was edited when the typing pauses', async () => {
    const files = {
      'read.py': 'import pandas as pd\ndf = pd.read_csv("out.csv")\n',
      'write.py': 'import pandas as pd\ndf = pd.read_csv("in.csv")\n',
    };
    const bench = await start(files, [exchanged]);
    assert.deepEqual(bench.shown('read.py'), []);
    await bench.open('write.py', `${files['write.py']}df.to_csv("out.csv")\n`);
    await bench.rest();
    assert.deepEqual(bench.shown('read.py'), ['2:6 Rows come from another program']);
    await bench.open('write.py', files['write.py']);
    await bench.rest();
    assert.deepEqual(bench.shown('read.py'), []);
  });

  it('comes to an end where programs import each other, and read what the other writes', async () => {
    const exchange = (own: string, other: string): string => `import pandas as pd\nimport ${other}\ndf = pd.read_csv("${other}.csv")\ndf.to_csv("${own}.csv")\n`;
    const bench = await start({ 'one.py': exchange('one', 'two'), 'two.py': exchange('two', 'one') });
    bench.analysed.length = 0;
    await bench.open('one.py', `${exchange('one', 'two')}bad()\n`);
    await bench.rest();
    assert.deepEqual([...new Set(bench.analysed)], ['one.py', 'two.py']);
    assert.deepEqual(bench.shown('one.py'), ['5:1 `bad` is called']);
  });

  it('lets project rules judge when the typing pauses', async () => {
    const bench = await start({ 'a.py': 'bad()\n', 'b.py': 'bad()\n' }, [total]);
    assert.deepEqual(bench.shown('a.py'), ['1:1 2 calls of `bad` in the project']);
    await bench.open('b.py', 'pass\n');
    assert.deepEqual(bench.shown('a.py'), ['1:1 2 calls of `bad` in the project']);
    await bench.rest();
    assert.deepEqual(bench.shown('a.py'), ['1:1 1 calls of `bad` in the project']);
  });

  it('shows findings of a notebook in its cells, Markdown counted', async () => {
    const bench = await start({ 'n.ipynb': '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}' });
    const cells = [{ ...code('# Title'), type: 'markdown' as const }, code('x = 1'), code('%matplotlib inline\nbad()')];
    await bench.open('n.ipynb', { cells });
    assert.deepEqual(bench.shown('n.ipynb'), ['cell 3:2:1 `bad` is called']);
    await bench.open('n.ipynb', { cells: [...cells.slice(0, 2), code('bad()')] });
    assert.deepEqual(bench.shown('n.ipynb'), ['cell 3:1:1 `bad` is called']);
  });

  it('hears comments and cell tags at once', async () => {
    const bench = await start({ 'n.ipynb': '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}' });
    await bench.open('n.ipynb', { cells: [code('# lintel: ignore[test/bad] as agreed\nbad()'), { ...code('bad()'), tags: ['lintel-ignore:test/bad'] }] });
    assert.deepEqual(bench.shown('n.ipynb'), ['cell 1:2:1 `bad` is called [as agreed]', 'cell 2:1:1 `bad` is called []']);
  });

  it('finds fixes that hold for what stands in the editor', async () => {
    const bench = await start({ 'n.ipynb': '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}' });
    await bench.open('n.ipynb', { cells: [code('x = 1'), code('x = 2\nbad()')] });
    const findings = await bench.session.fixesOf('/p/n.ipynb', { safety: 'all', within: null });
    assert.deepEqual(findings.flatMap(({ fixes }) => fixes.map(({ title, edits }) => ({ title, edits }))), [
      { title: 'Call `good`', edits: [{ path: 'n.ipynb', range: { start: { line: 2, column: 1 }, end: { line: 2, column: 4 } }, cell: 2, newText: 'good' }] },
    ]);
  });

  it('programs found again as they were are not analysed again', async () => {
    const bench = await start({ 'main.py': 'import tool\ntool.bad_one()\n', 'x.py': 'x = 1\n' });
    bench.analysed.length = 0;
    const config = defaultConfig('/p');
    await bench.session.setPrograms({ programs: ['main.py', 'x.py'].map((name) => ({ program: { path: `/p/${name}`, displayPath: name }, config })), wholeFolders: ['/p'] });
    await bench.rest();
    assert.deepEqual(bench.analysed, []);
  });
});
