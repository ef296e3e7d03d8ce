/** Recorded sessions over Python files and notebooks, with all rules. */
import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic, Hover, InlayHint } from 'vscode-languageserver';
import { rules } from '../../rules/index.generated.ts';
import { METHODS, type CheckSummary, type IgnoreFindingResult } from '../protocol/messages.ts';
import { withSession, type Session, type SessionOptions } from './session-harness.test.ts';

const LEAKY = [
  'import pandas as pd',
  'from sklearn.linear_model import LogisticRegression',
  'from sklearn.model_selection import train_test_split',
  'from sklearn.preprocessing import StandardScaler',
  'df = pd.read_csv("people.csv")',
  'X, y = df.drop(columns="sick"), df["sick"]',
  'X = StandardScaler().fit_transform(X)',
  'X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)',
  'model = LogisticRegression().fit(X_train, y_train)',
  'print(model.score(X_test, y_test))',
  '',
].join('\n');

const NAN = 'import numpy as np\nx = 1.0\nprint(x == np.nan)\n';

const NOTEBOOK = JSON.stringify({ cells: [{ cell_type: 'code', execution_count: 1, id: 'a', metadata: {}, outputs: [], source: ['import numpy as np\n', 'x = 1.0\n', 'x == np.nan'] }], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);

/** Only findings on code itself. */
const chosen = rules.filter(({ id }) => id === 'correctness/nan-equality' || id === 'leakage/fit-before-split');

function options(files: SessionOptions['files'], more: Partial<SessionOptions> = {}): SessionOptions {
  return { files, rules: chosen, settings: { data: { enable: false } }, ...more };
}

/** `line:from-to message`, 0-based as sent. */
function shown(session: Session, address: string): readonly string[] {
  return (session.diagnostics.get(address) ?? []).map(({ range, message }) => `${range.start.line}:${range.start.character}-${range.end.character} ${message}`);
}

const NAN_MESSAGE = 'Comparing with `np.nan` by `==` is false for every value';

async function openText(session: Session, name: string): Promise<void> {
  await session.client.sendNotification('textDocument/didOpen', { textDocument: { uri: session.uri(name), languageId: 'python', version: 1, text: await session.read(name) } });
}

async function typeIn(session: Session, name: string, text: string): Promise<void> {
  await session.client.sendNotification('textDocument/didChange', { textDocument: { uri: session.uri(name), version: 2 }, contentChanges: [{ text }] });
}

/** Waits until the findings at an address are these. */
function become(session: Session, address: string, expected: readonly string[]): Promise<unknown> {
  return session.until(() => (JSON.stringify(shown(session, address)) === JSON.stringify(expected) ? true : null)).catch(() => assert.deepEqual(shown(session, address), expected));
}

function at<T>(session: Session, method: string, { uri, line, character }: { readonly uri: string; readonly line: number; readonly character: number }): Promise<T> {
  return session.client.sendRequest<T>(method, { textDocument: { uri }, position: { line, character } });
}

async function actionsFor(session: Session, uri: string, diagnostic: Diagnostic | undefined, only?: readonly string[]): Promise<readonly CodeAction[]> {
  assert.ok(diagnostic);
  return session.client.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic], ...(only === undefined ? {} : { only }) } });
}

describe('Python files in a session', () => {
  it('are checked at the start, with the path that leads to a leak', () =>
    withSession(options({ 'a.py': LEAKY }), async (session) => {
      const status = await session.idle();
      assert.deepEqual([status.programs, status.errors], [1, 1]);
      const [diagnostic] = session.diagnostics.get('a.py') ?? [];
      assert.deepEqual(
        [diagnostic?.range, diagnostic?.severity, diagnostic?.code, diagnostic?.codeDescription, diagnostic?.data],
        [
          { start: { line: 6, character: 4 }, end: { line: 6, character: 37 } },
          1,
          'leakage/fit-before-split',
          { href: 'lintel-rule:/leakage/fit-before-split.md' },
          { rule: 'leakage/fit-before-split', dataset: null, column: null, mend: null, confidence: 'certain', isOfRepository: false },
        ],
      );
      assert.deepEqual(
        diagnostic?.relatedInformation?.map(({ location, message }) => [location.uri === session.uri('a.py'), location.range.start.line, message]),
        [
          [true, 4, '1. `people.csv` is loaded'],
          [true, 6, '2. `StandardScaler` learns from rows that judge the model'],
          [true, 7, '3. the rows that judge the model are chosen'],
          [true, 8, '4. `LogisticRegression` is trained'],
          [true, 9, '5. it is scored on `X_test`'],
        ],
      );
    }));

  it('are checked as they are typed, without saving', () =>
    withSession(options({ 'a.py': 'x = 1\n' }), async (session) => {
      await session.idle();
      await openText(session, 'a.py');
      await typeIn(session, 'a.py', NAN);
      await become(session, 'a.py', [`2:6-17 ${NAN_MESSAGE}`]);
      await typeIn(session, 'a.py', `\n${NAN}`);
      await become(session, 'a.py', [`3:6-17 ${NAN_MESSAGE}`]);
      await session.client.sendNotification('textDocument/didClose', { textDocument: { uri: session.uri('a.py') } });
      await become(session, 'a.py', []);
    }));

  it('are checked again when they are written outside, come and go', () =>
    withSession(options({ 'a.py': 'x = 1\n' }), async (session) => {
      await session.idle();
      await session.write('a.py', NAN);
      await session.tell('a.py', 2);
      await become(session, 'a.py', [`2:6-17 ${NAN_MESSAGE}`]);
      await session.write('b.py', NAN);
      await session.tell('b.py', 1);
      session.runTimers();
      await session.until(() => {
        session.runTimers();
        return shown(session, 'b.py').length === 1 ? true : null;
      });
      assert.equal((await session.idle()).programs, 2);
    }));

  it('are left alone when code is switched off', () =>
    withSession(options({ 'a.py': NAN }, { settings: { code: { enable: false } } }), async (session) => {
      const status = await session.idle();
      assert.deepEqual([status.programs, session.diagnostics.size], [0, 0]);
    }));

  it('silence findings by the configuration at once', () =>
    withSession(options({ 'a.py': NAN, 'lintel.yaml': 'suppressions:\n  - rule: correctness/nan-equality\n    path: a.py\n    reason: as agreed\n' }), async (session) => {
      await session.idle();
      assert.deepEqual(shown(session, 'a.py'), []);
    }));

  it('count in the summary of a check', () =>
    withSession(options({ 'a.py': NAN }), async (session) => {
      await session.idle();
      const summary = await session.client.sendRequest<CheckSummary>(METHODS.checkDataset, { uri: session.uri('a.py') });
      assert.equal(summary.message, '1 Python file: 1 error');
    }));

  it('are checked without a file, and forgotten when they are closed', () =>
    withSession(options({ 'a.py': 'x = 1\n' }), async (session) => {
      await session.idle();
      const uri = 'untitled:Untitled-1';
      await session.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text: NAN } });
      await become(session, uri, [`2:6-17 ${NAN_MESSAGE}`]);
      await session.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
      await become(session, uri, []);
    }));
});

interface Cells {
  readonly uri: string;
  readonly cells: readonly { readonly name: string; readonly text: string; readonly kind?: 1 | 2 }[];
}

async function openNotebook(session: Session, { uri, cells }: Cells): Promise<void> {
  await session.client.sendNotification('notebookDocument/didOpen', {
    notebookDocument: { uri, notebookType: 'jupyter-notebook', version: 1, cells: cells.map(({ name, kind = 2 }) => ({ kind, document: `cell:${name}` })) },
    cellTextDocuments: cells.map(({ name, text, kind = 2 }) => ({ uri: `cell:${name}`, languageId: kind === 1 ? 'markdown' : 'python', version: 1, text })),
  });
}

describe('notebooks in a session', () => {
  const start = { uri: '', cells: [{ name: 'title', text: '# Title', kind: 1 as const }, { name: 'imports', text: 'import numpy as np' }, { name: 'use', text: '%matplotlib inline\nx == np.nan' }] };

  it('show findings on the line of the file while they are closed, and in cells while they are open', () =>
    withSession(options({ 'n.ipynb': NOTEBOOK }), async (session) => {
      await session.idle();
      assert.deepEqual(shown(session, 'n.ipynb'), [`11:5-16 ${NAN_MESSAGE} (cell 1, line 3)`]);
      await openNotebook(session, { ...start, uri: session.uri('n.ipynb') });
      await become(session, 'cell:use', [`1:0-11 ${NAN_MESSAGE}`]);
      assert.deepEqual(shown(session, 'n.ipynb'), []);
      await session.client.sendNotification('notebookDocument/didClose', { notebookDocument: { uri: session.uri('n.ipynb') }, cellTextDocuments: start.cells.map(({ name }) => ({ uri: `cell:${name}` })) });
      await become(session, 'n.ipynb', [`11:5-16 ${NAN_MESSAGE} (cell 1, line 3)`]);
      assert.deepEqual(shown(session, 'cell:use'), []);
    }));

  it('follow what is typed, moved and deleted', () =>
    withSession(options({ 'n.ipynb': NOTEBOOK }), async (session) => {
      await session.idle();
      const uri = session.uri('n.ipynb');
      const change = (version: number, cells: object): Promise<void> => session.client.sendNotification('notebookDocument/didChange', { notebookDocument: { uri, version }, change: { cells } });
      await openNotebook(session, { ...start, uri });
      await become(session, 'cell:use', [`1:0-11 ${NAN_MESSAGE}`]);
      await change(2, { textContent: [{ document: { uri: 'cell:use', version: 2 }, changes: [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' }] }] });
      await become(session, 'cell:use', [`0:0-11 ${NAN_MESSAGE}`]);
      await change(3, { structure: { array: { start: 0, deleteCount: 3, cells: ['imports', 'title', 'use'].map((name) => ({ kind: name === 'title' ? 1 : 2, document: `cell:${name}` })) } } });
      await change(4, { textContent: [{ document: { uri: 'cell:use', version: 3 }, changes: [{ text: '\nx == np.nan' }] }] });
      await become(session, 'cell:use', [`1:0-11 ${NAN_MESSAGE}`]);
      await change(5, { structure: { array: { start: 2, deleteCount: 1 }, didClose: [{ uri: 'cell:use' }] } });
      await become(session, 'cell:use', []);
    }));

  it('clear a cell whose language is another now', () =>
    withSession(options({ 'n.ipynb': NOTEBOOK }), async (session) => {
      await session.idle();
      const uri = session.uri('n.ipynb');
      await openNotebook(session, { ...start, uri });
      await become(session, 'cell:use', [`1:0-11 ${NAN_MESSAGE}`]);
      const array = { start: 2, deleteCount: 1, cells: [{ kind: 2, document: 'cell:use' }] };
      const structure = { array, didClose: [{ uri: 'cell:use' }], didOpen: [{ uri: 'cell:use', languageId: 'sql', version: 1, text: 'x == np.nan' }] };
      await session.client.sendNotification('notebookDocument/didChange', { notebookDocument: { uri, version: 2 }, change: { cells: { structure } } });
      await become(session, 'cell:use', []);
    }));

  it('show findings on the line of the JSON when they are opened as text', () =>
    withSession(options({ 'n.ipynb': NOTEBOOK }), async (session) => {
      await session.idle();
      await session.client.sendNotification('textDocument/didOpen', { textDocument: { uri: session.uri('n.ipynb'), languageId: 'json', version: 1, text: `\n${NOTEBOOK}` } });
      await become(session, 'n.ipynb', [`12:5-16 ${NAN_MESSAGE} (cell 1, line 3)`]);
    }));

  it('are checked without a file', () =>
    withSession(options({ 'a.py': 'x = 1\n' }), async (session) => {
      await session.idle();
      await openNotebook(session, { ...start, uri: 'untitled:Untitled-1.ipynb?jupyter-notebook' });
      await become(session, 'cell:use', [`1:0-11 ${NAN_MESSAGE}`]);
    }));
});

describe('what can be done about findings in code', () => {
  it('a hover says why, shows a bad and a good example and leads to the path', () =>
    withSession(options({ 'a.py': LEAKY }), async (session) => {
      await session.idle();
      await openText(session, 'a.py');
      const hover = await at<Hover>(session, 'textDocument/hover', { uri: session.uri('a.py'), line: 6, character: 8 });
      const { value } = hover.contents as { readonly value: string };
      assert.match(value, /What the transformer learned is in the training features/);
      assert.match(value, /\*bad\*\n```python\nimport pandas as pd\n/);
      assert.match(value, /\*good\*\n```python\n/);
      assert.doesNotMatch(value, /\^\^/);
      assert.match(value, /\[Show leak path\]\(command:lintel\.showLeakPath\?/);
    }));

  it('a hover shows the path itself where no command does', () =>
    withSession(options({ 'a.py': LEAKY }, { hasCommands: false }), async (session) => {
      await session.idle();
      await openText(session, 'a.py');
      const hover = await at<Hover>(session, 'textDocument/hover', { uri: session.uri('a.py'), line: 6, character: 8 });
      assert.match((hover.contents as { readonly value: string }).value, /1\. `people\.csv` is loaded \*\(line 5\)\*\n2\. `StandardScaler` learns/);
    }));

  it('a hover on a variable says its rows, and hints do when they are wanted', () =>
    withSession(options({ 'a.py': LEAKY }, { settings: { data: { enable: false }, inlayHints: { rows: true } } }), async (session) => {
      await session.idle();
      await openText(session, 'a.py');
      const uri = session.uri('a.py');
      const hover = await at<Hover>(session, 'textDocument/hover', { uri, line: 7, character: 10 });
      assert.deepEqual(hover, {
        contents: { kind: 'markdown', value: '`X_test`: test part of `X`\\, 25 \\% of rows\\, scaled with statistics of all rows of `people.csv`' },
        range: { start: { line: 7, character: 9 }, end: { line: 7, character: 15 } },
      });
      const hints = await session.client.sendRequest<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } } });
      assert.deepEqual(hints.map(({ position, label }) => [position, label]), [[{ line: 4, character: 2 }, ': all rows of people.csv']]);
    }));

  it('an ignored finding gets a comment with the reason above its statement', () =>
    withSession(options({ 'a.py': `def f(x):\n    return g(\n        x == np.nan,\n    )\nimport numpy as np\n${NAN}` }), async (session) => {
      await session.idle();
      await openText(session, 'a.py');
      const uri = session.uri('a.py');
      const params = { uri, rule: 'correctness/nan-equality', column: null, line: 2, reason: 'kept  # for\nthe test' };
      assert.deepEqual(await session.client.sendRequest<IgnoreFindingResult>(METHODS.ignoreFinding, params), {
        ok: true,
        uri,
        creates: false,
        edits: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, newText: '    # lintel: ignore[correctness/nan-equality] kept for the test\n' }],
      });
    }));

  it('actions of a finding in a cell: ignore with a reason, by a tag, explain', () =>
    withSession(options({ 'n.ipynb': NOTEBOOK }), async (session) => {
      await session.idle();
      await openNotebook(session, { uri: session.uri('n.ipynb'), cells: [{ name: 'one', text: 'import numpy as np\nx == np.nan' }] });
      await become(session, 'cell:one', [`1:0-11 ${NAN_MESSAGE}`]);
      const actions = await actionsFor(session, 'cell:one', session.diagnostics.get('cell:one')?.[0]);
      const commands = actions.filter(({ edit }) => edit === undefined);
      assert.deepEqual(commands.map(({ title, command }) => [title, command?.arguments]), [
        ['Ignore `correctness/nan-equality` with a reason…', [{ uri: 'cell:one', rule: 'correctness/nan-equality', column: null, line: 1 }]],
        ['Ignore `correctness/nan-equality` in this cell by a tag', [{ uri: session.uri('n.ipynb'), title: 'Ignore `correctness/nan-equality` in this cell by a tag', needsConfirmation: false, changes: [{ kind: 'add-tag', index: 0, tag: 'lintel-ignore:correctness/nan-equality' }] }]],
        ['Explain `correctness/nan-equality`', ['correctness/nan-equality']],
      ]);
    }));

  it('a safe fix is made at once, one that changes results asks first', () =>
    withSession(options({ 'a.py': `${LEAKY}${NAN}` }), async (session) => {
      await session.idle();
      await openText(session, 'a.py');
      const uri = session.uri('a.py');
      const [leak, nan] = session.diagnostics.get('a.py') ?? [];
      const [safe] = await actionsFor(session, uri, nan);
      const edits = [{ range: { start: { line: 12, character: 6 }, end: { line: 12, character: 17 } }, newText: 'pd.isna(x)' }];
      assert.deepEqual([safe?.isPreferred, safe?.edit], [true, { documentChanges: [{ textDocument: { uri, version: null }, edits }] }]);
      const [review] = await actionsFor(session, uri, leak);
      assert.match(review?.title ?? '', / \(review\)$/);
      assert.deepEqual(Object.values(review?.edit?.changeAnnotations ?? {}).map(({ needsConfirmation }) => needsConfirmation), [true]);
      const [all] = await actionsFor(session, uri, nan, ['source.fixAll']);
      assert.deepEqual([all?.kind, all?.edit?.documentChanges], ['source.fixAll.lintel', [{ textDocument: { uri, version: null }, edits }]]);
    }));

  it('a cell that was run stays so while it is edited, until its count is taken away', () =>
    withSession(options({ 'n.ipynb': NOTEBOOK }, { rules }), async (session) => {
      await session.idle();
      const uri = session.uri('n.ipynb');
      const cellOf = (name: string, executionOrder: number | null): object => ({ kind: 2, document: `cell:${name}`, ...(executionOrder === null ? {} : { executionSummary: { executionOrder } }) });
      const change = (cells: object): Promise<void> => session.client.sendNotification('notebookDocument/didChange', { notebookDocument: { uri, version: 2 }, change: { cells } });
      await session.client.sendNotification('notebookDocument/didOpen', {
        notebookDocument: { uri, notebookType: 'jupyter-notebook', version: 1, cells: [cellOf('zero', 1), cellOf('one', 2), cellOf('two', 5)] },
        cellTextDocuments: ['zero', 'one', 'two'].map((name) => ({ uri: `cell:${name}`, languageId: 'python', version: 1, text: `${name} = 1\nprint(${name})` })),
      });
      await change({ textContent: [{ document: { uri: 'cell:one', version: 2 }, changes: [{ text: 'one = 1\none == float("nan")' }] }] });
      await change({ data: [cellOf('one', null)] });
      await session.idle();
      const unrun = (): readonly string[] => (session.diagnostics.get('cell:one') ?? []).map(({ message }) => String(message)).filter((message) => message.includes('has not run'));
      assert.deepEqual(unrun(), []);
      await change({ data: [cellOf('one', 4)] });
      await change({ data: [cellOf('one', null)] });
      await session.until(() => (unrun().length > 0 ? true : null));
      assert.deepEqual(unrun(), ['This cell has not run, though the one below has']);
    }));
});
