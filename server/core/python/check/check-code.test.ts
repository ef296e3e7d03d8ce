import assert from 'node:assert/strict';
import { pythonProjectRule, pythonRule } from '../../../../rules/api/python-rule.ts';
import type { CodeRule, CodeVerdict, PythonRule } from '../../../../rules/api/python-rule.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import { moduleOf } from '../../../../rules/api/python/syntax.ts';
import { rule as fitBeforeSplit } from '../../../../rules/python/leakage/fit-before-split.ts';
import { createMemoryCache } from '../../../../tools/memory-cache.ts';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { testPythonTools } from '../../../../tools/python-tools.ts';
import { defaultConfig } from '../../config/defaults.ts';
import type { Config } from '../../config.ts';
import type { Cache, FileSystem } from '../../ports.ts';
import type { Finding } from '../../report.ts';
import { checkCode } from './check-code.ts';
import type { CodeRequest, CodeResult } from './check-code.ts';
import { decodeSource } from './read-source.ts';

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

/** Reports calls of the plain function `name`, wherever they are followed to. */
function callRule(name: string, change: Partial<PythonRule> = {}): PythonRule {
  const find = ({ facts }: { readonly facts: Facts }): readonly CodeVerdict<{ called: '`{name}` is called' }>[] =>
    facts.calls
      .filter(({ node }) => node.callee.kind === 'Name' && node.callee.id === name)
      .map(({ node }) => ({ message: 'called', at: node, related: [{ at: { document: facts.document }, text: 'the program' }], data: { name: { text: name } } }));
  return { ...pythonRule({ ...shared, id: `test/${name}`, messages: { called: '`{name}` is called' }, mend: null, find }), ...change };
}

const bad = callRule('bad');

/** Reports reads of what another program wrote, by the name of that program. */
const exchanged = pythonRule({
  ...shared,
  id: 'test/exchanged',
  messages: { exchanged: 'Rows come from {files}' },
  mend: null,
  find: ({ facts }) =>
    facts.reads.flatMap((read) => {
      const nodes = read.rows === null ? [] : facts.sourcesOf(read.rows).flatMap((source) => ('node' in source && source.node !== null ? [source.node] : []));
      const others = [...new Set(nodes.map((node) => moduleOf(node).path))].filter((path) => path !== facts.document.path);
      return others.length === 0 ? [] : [{ message: 'exchanged', at: read.node, data: { files: { values: others } } }];
    }),
});

type Given = Partial<Omit<CodeRequest, 'rules'>> & { readonly rules?: readonly CodeRule[]; readonly config?: Partial<Config>; readonly files?: Partial<FileSystem>; readonly cache?: Cache | null; readonly log?: string[] };

async function run(files: Readonly<Record<string, string>>, { config: changes = {}, files: otherFiles = {}, cache = null, log = [], ...given }: Given = {}): Promise<CodeResult> {
  const config = { ...defaultConfig('/p'), ...changes };
  const programs = Object.keys(files).filter((name) => /\.(py|ipynb)$/.test(name)).map((name) => ({ program: { path: `/p/${name}`, displayPath: name }, config }));
  const memory = createMemoryFiles(Object.fromEntries(Object.entries(files).map(([name, text]) => [`/p/${name}`, text])));
  let time = 0;
  const clock = { today: () => '2026-11-23', nowMs: () => (time += 1), pause: async () => undefined, after: () => () => undefined };
  return checkCode(
    { programs, rules: [bad], workingFolder: '/p', wholeFolders: ['/p'], openTools: testPythonTools, lookAtTable: null, workers: null, fixes: null, signal: null, onProgress: () => undefined, ...given },
    { files: { ...memory, ...otherFiles }, cache, clock, log: { info: () => undefined, warn: (text) => void log.push(text) } },
  );
}

function shown({ findings }: CodeResult): readonly string[] {
  return findings.map(({ path, cell, range, rule, message, suppressed }) => {
    const place = `${path}:${cell === null ? '' : `cell ${cell}:`}${range?.start.line ?? '?'}:${range?.start.column ?? '?'}`;
    return `${place} ${rule} ${message}${suppressed === null ? '' : ` [${suppressed.kind}: ${suppressed.reason}]`}`;
  });
}

function notebook(...cells: readonly (string | { readonly source: string; readonly tags: readonly string[] })[]): string {
  const list = cells.map((cell) => (typeof cell === 'string' ? { source: cell, tags: [] } : cell));
  return JSON.stringify({ cells: list.map(({ source, tags }, index) => ({ cell_type: 'code', execution_count: null, id: `c${index}`, metadata: { tags }, outputs: [], source })), metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

describe('checking code', () => {
  it('places, words and grades a finding, with its numbered path', async () => {
    const { findings, notChecked, checked } = await run({ 'a.py': 'def bad(x):\n    pass\n\nbad(\n    1)\n' }, { config: { severity: { 'test/bad': 'error' } } });
    const expected: Finding = {
      rule: 'test/bad',
      severity: 'error',
      confidence: 'certain',
      messageId: 'called',
      message: '`bad` is called',
      path: 'a.py',
      range: { start: { line: 4, column: 1 }, end: { line: 5, column: 7 } },
      cell: null,
      dataset: null,
      column: null,
      rows: null,
      related: [{ path: 'a.py', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 12 } }, cell: null, message: '1. the program' }],
      fixes: [],
      suppressed: null,
      baseline: 'new',
      identity: findings[0]?.identity ?? { line: '', around: '' },
      fingerprint: findings[0]?.fingerprint ?? '',
      mend: null,
    };
    assert.deepEqual(findings, [expected]);
    assert.deepEqual([notChecked, checked], [[], ['a.py']]);
  });

  it('keeps a fingerprint while lines move, and tells equal lines apart', async () => {
    const prints = async (text: string): Promise<readonly string[]> => (await run({ 'a.py': text })).findings.map(({ fingerprint }) => fingerprint);
    const before = await prints('bad(1)\nbad(1)\n');
    assert.equal(new Set(before).size, 2);
    assert.deepEqual(await prints('import os\n\nbad(1)\nok()\nbad(1)\n'), before);
  });

  it('knows a finding again in another place, another file and another cell', async () => {
    const identities = async (files: Readonly<Record<string, string>>): Promise<readonly Finding['identity'][]> => (await run(files)).findings.map(({ identity }) => identity);
    const [first] = await identities({ 'a.py': 'x = 1\nbad(1)\ny = 2\n' });
    assert.ok(first);
    assert.deepEqual(await identities({ 'b.py': 'import os\n\nx  =  1\n\nif x:\n    pass\nx = 1\n\nbad(1)\n\ny = 2\n' }), [first]);
    assert.deepEqual(await identities({ 'n.ipynb': notebook('z = 0', 'x = 1\nbad(1)\ny = 2') }), [first]);
    assert.deepEqual(await identities({ 'n.ipynb': notebook('x = 1\nbad(1)\ny = 2', 'z = 0') }), [first]);
    const [other] = await identities({ 'a.py': 'x = 3\nbad(1)\ny = 2\n' });
    assert.deepEqual([other?.line === first.line, other?.around === first.around], [true, false]);
    const [edge] = await identities({ 'n.ipynb': notebook('x = 1', 'bad(1)', 'y = 2') });
    assert.deepEqual([edge?.line === first.line, edge?.around === first.around], [true, false]);
  });

  it('says once what is found through several programs', async () => {
    const files = { 'util.py': 'def helper():\n    bad(1)\n', 'a.py': 'from util import helper\nhelper()\n', 'b.py': 'import util\nutil.helper()\n' };
    assert.deepEqual(shown(await run(files)), ['util.py:2:5 test/bad `bad` is called']);
  });

  it('follows imports into files that were not asked for', async () => {
    const files = { '/p/pkg/util.py': 'def helper():\n    bad(1)\n', '/p/a.py': 'from pkg.util import helper\nhelper()\n' };
    const result = await run({ 'a.py': files['/p/a.py'] }, { files: createMemoryFiles(files) });
    assert.deepEqual([shown(result), result.checked], [['pkg/util.py:2:5 test/bad `bad` is called'], ['a.py']]);
  });

  it('loses no finding to a rule that breaks, and says so', async () => {
    const log: string[] = [];
    const broken: PythonRule = { ...callRule('broken'), find: () => { throw new Error('a bug'); } };
    const result = await run({ 'a.py': 'bad(1)\n' }, { rules: [broken, bad], log });
    assert.deepEqual(shown(result), ['a.py:1:1 test/bad `bad` is called']);
    assert.deepEqual(result.notChecked, [{ path: 'a.py', reason: 'internal-error', message: 'rule test/broken failed; all other rules ran. Run with -v for the log and report it' }]);
    assert.match(log[0] ?? '', /^rule test\/broken failed on a\.py: Error: a bug/);
  });

  it('names files that cannot be read, and checks the others', async () => {
    const { findings, notChecked } = await run({ 'a.py': 'bad(1)\n', 'b.ipynb': '{"cells": [', 'c.ipynb': '[]', 'd.py': `x = ${'('.repeat(300)}`, 'e.py': 'a\0b' });
    assert.deepEqual(findings.map(({ path }) => path), ['a.py']);
    assert.deepEqual(notChecked.map(({ path, reason }) => [path, reason]).sort(), [
      ['b.ipynb', 'damaged'],
      ['c.ipynb', 'not-a-notebook'],
      ['d.py', 'too-deep'],
      ['e.py', 'unreadable'],
    ]);
  });

  it('checks what parses of a file that does not', async () => {
    assert.deepEqual(shown(await run({ 'a.py': 'bad(1)\nprint "hello"\ndef f(:\n    pass\nbad(2)\n' })), ['a.py:1:1 test/bad `bad` is called', 'a.py:5:1 test/bad `bad` is called']);
  });

  it('leaves out what is less sure than wanted', async () => {
    const unsure = callRule('bad', { confidence: 'possible' });
    assert.deepEqual(shown(await run({ 'a.py': 'bad(1)\n' }, { rules: [unsure] })), []);
    assert.deepEqual(shown(await run({ 'a.py': 'bad(1)\n' }, { rules: [unsure], config: { confidence: 'possible' } })), ['a.py:1:1 test/bad `bad` is called']);
  });

  it('lets the more special rule speak where both would, unless it is too unsure', async () => {
    const special = callRule('bad', { id: 'test/special' });
    const general = callRule('bad', { yieldsTo: ['test/special'] });
    assert.deepEqual((await run({ 'a.py': 'bad(1)\n' }, { rules: [general, special] })).findings.map(({ rule }) => rule), ['test/special']);
    const unsure = { ...special, confidence: 'possible' } as const;
    assert.deepEqual((await run({ 'a.py': 'bad(1)\n' }, { rules: [general, unsure] })).findings.map(({ rule }) => rule), ['test/bad']);
  });

  it('does not run code rules on notebooks of other languages', async () => {
    const text = notebook('bad(1)').replace('"metadata":{},"nbformat"', '"metadata":{"kernelspec":{"language":"R","name":"ir"}},"nbformat"');
    assert.deepEqual(await run({ 'a.ipynb': text }), { findings: [], notChecked: [], checked: ['a.ipynb'], reads: [] });
  });

  it('gives what one program writes to those who read it, in whatever order', async () => {
    const write = 'import pandas as pd\ndf = pd.read_csv("raw.csv")\ndf.dropna().to_csv("clean.csv")\n';
    const read = 'import pandas as pd\ndf = pd.read_csv("clean.csv")\n';
    const expected = ['train.py:2:6 test/exchanged Rows come from `/p/make.py`'];
    assert.deepEqual(shown(await run({ 'make.py': write, 'train.py': read }, { rules: [exchanged] })), expected);
    const third = 'import pandas as pd\npd.read_csv("clean.csv").to_csv("small.csv")\n';
    const last = 'import pandas as pd\ndf = pd.read_csv("small.csv")\n';
    assert.deepEqual(shown(await run({ 'a.py': last, 'b.py': third, 'c.py': write }, { rules: [exchanged] })), [
      'a.py:2:6 test/exchanged Rows come from `/p/c.py`',
      'b.py:2:1 test/exchanged Rows come from `/p/c.py`',
    ]);
  });

  it('stops when it is cancelled, and names what it left out', async () => {
    const abort = new AbortController();
    const { findings, notChecked } = await run({ 'a.py': 'bad(1)\n', 'b.py': 'bad(2)\n' }, { signal: abort.signal, onProgress: (_, path) => { if (path === 'b.py') abort.abort(); } });
    assert.deepEqual(findings.map(({ path }) => path), ['a.py']);
    assert.deepEqual(notChecked, [{ path: 'b.py', reason: 'cancelled', message: 'the check was cancelled before this file' }]);
  });

  it('gives up a program that takes longer than its time', async () => {
    const { findings, notChecked } = await run({ 'a.py': 'bad(1)\n' }, { config: { timeLimitMs: 0 } });
    assert.deepEqual(findings, []);
    assert.deepEqual(notChecked, [{ path: 'a.py', reason: 'out-of-time', message: 'the analysis took longer than the time limit; raise `time-limit` or split the file' }]);
  });
});

describe('rules on a whole project', () => {
  /** Reports the first call of `bad` with the number of all. */
  const counted = pythonProjectRule({
    ...shared,
    id: 'test/counted',
    messages: { counted: '`bad` is called {calls} times' },
    collect: ({ facts }) => facts.calls.filter(({ node }) => node.callee.kind === 'Name' && node.callee.id === 'bad').map(({ node }) => ({ path: facts.document.path, start: node.start, end: node.end })),
    judge: ({ programs }) => {
      const [first, ...more] = programs.flatMap(({ collected }) => collected);
      return first === undefined ? [] : [{ message: 'counted', at: first, related: more.map((at) => ({ at, text: 'here too' })), data: { calls: 1 + more.length } }];
    },
  });

  it('judge once, and place what they kept', async () => {
    const result = await run({ 'a.ipynb': notebook('x = 1', 'y = 2\nbad(1)'), 'b.py': 'bad(2)\n' }, { rules: [counted] });
    assert.deepEqual(shown(result), ['a.ipynb:cell 2:2:1 test/counted `bad` is called 2 times']);
    assert.deepEqual(result.findings[0]?.related, [{ path: 'b.py', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 7 } }, cell: null, message: '1. here too' }]);
  });

  it('are silenced where they stand', async () => {
    assert.deepEqual(shown(await run({ 'a.py': 'bad(1)  # lintel: ignore[test/counted] known\n' }, { rules: [counted] })), ['a.py:1:1 test/counted `bad` is called 1 times [comment: known]']);
  });

  it('lose nothing else when they break', async () => {
    const broken = { ...counted, judge: () => { throw new Error('a bug'); } };
    const result = await run({ 'a.py': 'bad(1)\n' }, { rules: [broken, bad] });
    assert.deepEqual(shown(result), ['a.py:1:1 test/bad `bad` is called']);
    assert.deepEqual(result.notChecked, [{ path: '.', reason: 'internal-error', message: 'rule test/counted failed; all other rules ran. Run with -v for the log and report it' }]);
  });
});

describe('what is kept of a check', () => {
  const counted = pythonProjectRule({
    ...shared,
    id: 'test/counted',
    messages: { counted: '`bad` is called {calls} times' },
    collect: ({ facts }) => facts.calls.filter(({ node }) => node.callee.kind === 'Name' && node.callee.id === 'bad').map(({ node }) => ({ path: facts.document.path, start: node.start, end: node.end })),
    judge: ({ programs, project }) => {
      const [first, ...more] = programs.flatMap(({ collected }) => collected);
      const ofFile = project.dependencies.slice(0, 1).map(({ path, start, end }) => ({ at: { path, start, end }, text: 'declared' }));
      return first === undefined ? [] : [{ message: 'counted', at: first, related: [...more.map((at) => ({ at, text: 'here too' })), ...ofFile], data: { calls: 1 + more.length } }];
    },
  });
  const files = { 'a.ipynb': notebook('x = 1', 'y = 2\nbad(1)'), 'b.py': 'bad(2)  # lintel: ignore[test/bad] known\n', 'requirements.txt': '\npandas\n' };
  const rules = [counted, bad];
  const closed = (): Promise<never> => Promise.reject(new Error('nothing is to be analysed'));

  it('gives the same findings without analysing anything', async () => {
    const cache = createMemoryCache(createMemoryFiles({}));
    const first = await run(files, { rules, cache });
    assert.deepEqual(await run(files, { rules, cache, openTools: closed }), first);
    assert.deepEqual(first, await run(files, { rules }));
    const [one] = first.findings.filter(({ rule }) => rule === 'test/counted');
    assert.deepEqual([one?.path, one?.cell, one?.range?.start.line, one?.related.map(({ path, range }) => [path, range?.start.line])], ['a.ipynb', 2, 2, [['b.py', 1], ['requirements.txt', 2]]]);
  });

  for (const [what, changed] of [
    ['a manifest', { 'requirements.txt': '# more\n\npandas\n' }],
    ['another program', { 'b.py': '\n\nbad(3)\n' }],
    ['a cell', { 'a.ipynb': notebook('bad(1)', 'y = 2') }],
    ['a program that is new', { 'c.py': 'bad(4)\n' }],
  ] as const) {
    it(`is not taken for what it was: ${what}`, async () => {
      const cache = createMemoryCache(createMemoryFiles({}));
      await run(files, { rules, cache });
      assert.deepEqual(await run({ ...files, ...changed }, { rules, cache }), await run({ ...files, ...changed }, { rules }));
    });
  }
});

describe('suppressions in code', () => {
  const silenced = (line: number, reason: string): string => `a.py:${line}:1 test/bad \`bad\` is called [comment: ${reason}]`;
  const open = (line: number): string => `a.py:${line}:1 test/bad \`bad\` is called`;

  for (const [title, text, expected] of [
    ['on the line', 'bad(1)  # lintel: ignore[test/bad] known\n', [silenced(1, 'known')]],
    ['on the line above, through other comments', '# lintel: ignore[test/bad] known\n# and more\nbad(1)\n', [silenced(3, 'known')]],
    ['on the last line of a statement', 'bad(\n  1\n)  # lintel: ignore[test/bad]: known\n', [silenced(1, 'known')]],
    ['behind another comment', 'bad(1)  # noqa # lintel: ignore[test/bad] known\n', [silenced(1, 'known')]],
    ['for several rules', 'bad(other())  # lintel: ignore[test/other, test/bad] known\n', [silenced(1, 'known'), 'a.py:1:5 test/other `other` is called [comment: known]']],
    ['for the whole file', 'bad(1)\nbad(2)\n# lintel: ignore-file[test/bad] known\n', [silenced(1, 'known'), silenced(2, 'known')]],
    ['not behind code for the line below', 'x = 1  # lintel: ignore[test/bad] known\nbad(1)\n', [open(2), 'a.py:1:8 config/unused-suppression Nothing is silenced here: `test/bad` reports nothing of the kind']],
    ['not across an empty line', '# lintel: ignore[test/bad] known\n\nbad(1)\n', [open(3), 'a.py:1:1 config/unused-suppression Nothing is silenced here: `test/bad` reports nothing of the kind']],
    ['not without a rule', 'bad(1)  # lintel: ignore\n', [open(1), 'a.py:1:9 config/suppression-without-rule This suppression names no rule, so it silences nothing']],
    ['without a reason too', 'bad(1)  # lintel: ignore[test/bad]\n', [silenced(1, ''), 'a.py:1:9 config/suppression-without-reason `test/bad` is silenced here without a reason']],
    ['not under another name', 'bad(1)  # lintel: ignore[test/bda] known\n', [open(1), 'a.py:1:9 config/unknown-suppressed-rule No rule is called `test/bda`; the nearest is `test/bad`']],
  ] as const) {
    it(`silence ${title}`, async () => {
      assert.deepEqual(shown(await run({ 'a.py': text }, { rules: [bad, callRule('other')] })), expected);
    });
  }

  it('speak of their cell only', async () => {
    const files = { 'a.ipynb': notebook('# lintel: ignore[test/bad] known', 'bad(1)', { source: 'x = 1\nbad(2)', tags: ['keep', 'lintel-ignore:test/bad'] }) };
    assert.deepEqual(shown(await run(files)), [
      'a.ipynb:cell 2:1:1 test/bad `bad` is called',
      'a.ipynb:cell 3:2:1 test/bad `bad` is called [comment: ]',
      'a.ipynb:cell 1:1:1 config/unused-suppression Nothing is silenced here: `test/bad` reports nothing of the kind',
    ]);
  });

  it('are not called unused where a part of the project was not looked at, or the rule is off', async () => {
    const files = { 'a.py': '# lintel: ignore-file[test/bad] known\n' };
    assert.deepEqual(shown(await run(files, { wholeFolders: [] })), []);
    assert.deepEqual(shown(await run(files, { config: { ignore: ['test/bad'] } })), []);
    assert.deepEqual(shown(await run(files)), ['a.py:1:1 config/unused-suppression Nothing is silenced here: `test/bad` reports nothing of the kind']);
  });
});

describe('lintel.api.json', () => {
  it('a project tells what its own library does, and is told which entry is wrong', async () => {
    const entries = '{ "is": "data", "names": ["acme.fill"], "parameters": ["frame"], "rows": "same", "learns": "statistics", "by": "imputer" },\n{ "is": "splt", "names": ["acme.cut"] }';
    const result = await run(
      {
        'lintel.api.json': `{ "libraries": [{ "library": "acme", "distributions": ["acme"], "version": "1.0", "entries": [\n${entries}\n] }] }`,
        'main.py': 'import acme\nimport pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ntrain, test = train_test_split(acme.fill(pd.read_csv("a.csv")))\nmodel = Ridge().fit(train[["a"]], train["y"])\nprint(model.score(test[["a"]], test["y"]))\n',
      },
      { rules: [fitBeforeSplit] },
    );
    assert.deepEqual(shown(result), [
      'main.py:6:32 leakage/fit-before-split `fill` learns from all rows, `test[["a"]]` among them, before the split',
      'lintel.api.json:3:9 config/invalid-api-entry Left out of what is known of libraries: `is` has to be one of `reader`, `writer`, `loader`, `data`, `split`, `splitter`, `cross-validation`, `estimator`, `train`, `metric`, `loss`, `layer`, `seed`, `class`, `function`',
    ]);
  });
});

describe('the text of a Python file', () => {
  const bytes = (...values: readonly (number | string)[]): Uint8Array => new Uint8Array(values.flatMap((value) => (typeof value === 'number' ? [value] : [...new TextEncoder().encode(value)])));

  for (const [title, given, text] of [
    ['UTF-8', bytes('x = "é"'), 'x = "é"'],
    ['a byte order mark', bytes(0xef, 0xbb, 0xbf, 'x = "é"'), 'x = "é"'],
    ['a coding line', bytes('# -*- coding: latin-1 -*-\nx = "', 0xe9, '"'), '# -*- coding: latin-1 -*-\nx = "é"'],
    ['a coding line below another comment', bytes('#!/usr/bin/python\n# vim: set fileencoding=cp1251 :\n"', 0xff, '"'), '#!/usr/bin/python\n# vim: set fileencoding=cp1251 :\n"я"'],
    ['no coding line below code', bytes('x = 1\n# coding: latin-1\n"é"'), 'x = 1\n# coding: latin-1\n"é"'],
    ['bytes that are no UTF-8', bytes('# caf', 0xe9, '\n'), '# café\n'],
    ['an unknown coding', bytes('# coding: martian\n"', 0xe9, '"'), '# coding: martian\n"é"'],
    ['UTF-16 with its mark', bytes(0xff, 0xfe, 0x78, 0), 'x'],
  ] as const) {
    it(`is read with ${title}`, () => assert.deepEqual(decodeSource(given), { ok: true, text }));
  }
});
