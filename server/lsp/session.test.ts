import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { CodeAction, Diagnostic, Hover } from 'vscode-languageserver';
import { METHODS, type CheckSummary, type IgnoreFindingResult } from '../protocol/messages.ts';
import { Session, withSession } from './session-harness.test.ts';

const TWO = { 'data/a.csv': 'id,city\n1,Rome\n2,BAD\n', 'b.csv': 'x\n1\n' };

/** `line:from-to message`, the way the editor lists them. */
function shown(session: Session, name: string): string[] {
  return (session.diagnostics.get(name) ?? []).map(({ range, message }: Diagnostic) => `${range.start.line}:${range.start.character}-${range.end.character} ${message}`);
}

/** A promise to be resolved by hand. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a session with the language server', () => {
  it('checks the whole workspace at the start and shows findings of files that are not open', () =>
    withSession({ files: TWO }, async (session) => {
      const status = await session.idle();
      assert.deepEqual(session.checked.toSorted(), ['b.csv', 'data/a.csv']);
      assert.deepEqual(
        [...session.diagnostics],
        [
          [
            'data/a.csv',
            [
              {
                range: { start: { line: 2, character: 2 }, end: { line: 2, character: 5 } },
                severity: 2,
                source: 'lintel',
                code: 'demo/bad-cell',
                codeDescription: { href: 'lintel-rule:/demo/bad-cell.md' },
                message: '`city` is bad',
                data: { rule: 'demo/bad-cell', dataset: 'data/a.csv', column: 'city', mend: { pandas: 'df["city"] = 1', polars: 'df = df.with_columns(city=1)' }, confidence: 'certain', isOfRepository: false },
              },
            ],
          ],
        ],
      );
      assert.deepEqual(status, { state: 'idle', text: '', done: 0, datasets: 2, programs: 0, errors: 0, warnings: 1, infos: 0, notChecked: 0, engineProblem: null });
    }));

  it('checks small files first', () =>
    withSession({ files: { 'a.csv': `x\n${'1\n'.repeat(100)}`, 'b.csv': 'x\n1\n' } }, async (session) => {
      await session.idle();
      assert.deepEqual(session.checked, ['b.csv', 'a.csv']);
    }));

  it('checks again only what changed outside', () =>
    withSession({ files: TWO }, async (session) => {
      await session.idle();
      await session.write('b.csv', 'x\nBAD\n');
      await session.tell('b.csv', 2);
      await session.tell('data/a.csv', 2);
      await session.idle();
      assert.deepEqual(session.checked.slice(2), ['b.csv']);
      assert.deepEqual(shown(session, 'b.csv'), ['1:0-3 `x` is bad']);
    }));

  it('checks again on save', () =>
    withSession({ files: TWO }, async (session) => {
      await session.idle();
      await session.open('data/a.csv');
      await session.write('data/a.csv', 'id,city\n1,Rome\n');
      await session.client.sendNotification('textDocument/didSave', { textDocument: { uri: session.uri('data/a.csv') } });
      await session.idle();
      assert.deepEqual(shown(session, 'data/a.csv'), []);
    }));

  it('keeps what is shown of an edited document until it is saved', () =>
    withSession({ files: TWO }, async (session) => {
      await session.idle();
      await session.open('data/a.csv');
      await session.client.sendNotification('textDocument/didChange', { textDocument: { uri: session.uri('data/a.csv'), version: 2 }, contentChanges: [{ text: 'id\n' }] });
      await session.idle();
      assert.deepEqual(shown(session, 'data/a.csv'), ['2:2-5 `city` is bad']);
      assert.equal(session.checked.length, 2);
    }));

  it('looks into a folder of which only the folder itself was told', () =>
    withSession({ files: TWO }, async (session) => {
      await session.idle();
      await session.write('new/c.csv', 'x\nBAD\n');
      await session.tell('new', 1);
      await session.idle();
      assert.deepEqual(shown(session, 'new/c.csv'), ['1:0-3 `x` is bad']);
    }));

  it('takes away what it showed of a deleted file', () =>
    withSession({ files: TWO }, async (session) => {
      await session.idle();
      await rm(path.join(session.folder, 'data'), { recursive: true });
      await session.tell('data', 3);
      const status = await session.idle();
      assert.deepEqual(shown(session, 'data/a.csv'), []);
      assert.equal(status.datasets, 1);
    }));

  it('warns on the file that was not checked', () =>
    withSession({ files: { 'a.csv': 'BROKEN\n' } }, async (session) => {
      const status = await session.idle();
      assert.deepEqual(shown(session, 'a.csv'), ['0:0-0 Not checked: the file ends too early; write it again']);
      assert.equal(status.notChecked, 1);
    }));

  it('goes on when a check fails with a bug of ours', () =>
    withSession({ files: TWO, beforeCheck: (name) => (name === 'b.csv' ? Promise.reject(new Error('our bug')) : undefined) }, async (session) => {
      await session.idle();
      assert.deepEqual(shown(session, 'b.csv'), ['0:0-0 Not checked: an internal error of Lintel stopped this check; see the Lintel output for the log']);
      assert.match(session.log.join('\n'), /^checking b\.csv failed: Error: our bug\n/);
      assert.deepEqual(shown(session, 'data/a.csv'), ['2:2-5 `city` is bad']);
    }));
});

describe('config files in a session', () => {
  it('shows problems at their place', () =>
    withSession({ files: { ...TWO, 'lintel.yaml': 'select: [all]\nignor: [x]\n' } }, async (session) => {
      await session.idle();
      const [problem] = session.diagnostics.get('lintel.yaml') ?? [];
      assert.equal(problem?.severity, 1);
      assert.deepEqual(problem.range, { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } });
      assert.match(String(problem.message), /`ignor`.*`ignore`/);
    }));

  it('checks again when what is measured may change', () =>
    withSession({ files: TWO }, async (session) => {
      await session.idle();
      await session.write('lintel.yaml', 'datasets:\n  - path: b.csv\n    label: x\n');
      await session.tell('lintel.yaml', 1);
      await session.idle();
      assert.deepEqual(session.checked.slice(2).toSorted(), ['b.csv', 'data/a.csv']);
    }));

  it('hides ignored findings without measuring anew, and brings them back', () =>
    withSession({ files: { ...TWO, 'lintel.yaml': 'select: [all]\n' } }, async (session) => {
      await session.idle();
      await session.write('lintel.yaml', 'select: [all]\nsuppressions:\n  - rule: demo/bad-cell\n    path: data/a.csv\n    reason: as delivered\n');
      await session.tell('lintel.yaml', 2);
      await session.idle();
      assert.deepEqual(shown(session, 'data/a.csv'), []);
      session.settings = { showSuppressed: true };
      await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await session.until(() => (shown(session, 'data/a.csv').length === 1 ? true : null));
      assert.deepEqual(shown(session, 'data/a.csv'), ['2:2-5 `city` is bad (ignored: as delivered)']);
      await session.write('lintel.yaml', 'select: [all]\n');
      await session.tell('lintel.yaml', 2);
      await session.idle();
      assert.deepEqual(shown(session, 'data/a.csv'), ['2:2-5 `city` is bad']);
      assert.equal(session.checked.length, 2);
    }));

  it('leaves the files out that the config excludes', () =>
    withSession({ files: { ...TWO, 'lintel.yaml': 'exclude: [data]\n' } }, async (session) => {
      await session.idle();
      assert.deepEqual(session.checked, ['b.csv']);
    }));
});

describe('cancelling in a session', () => {
  it('publishes nothing of a cancelled check and says so', () => {
    const hold = gate();
    return withSession({ files: { 'a.csv': 'x\nBAD\n' }, beforeCheck: () => hold.opened }, async (session) => {
      await session.until(() => (session.checked.length === 1 ? true : null));
      await session.client.sendRequest(METHODS.cancelCheck, {});
      hold.open();
      const status = await session.idle();
      assert.deepEqual(session.published, []);
      assert.deepEqual([status.state, status.notChecked], ['cancelled', 1]);
    });
  });

  it('does not check twice what is being checked when settings come in between', () => {
    const hold = gate();
    return withSession({ files: { 'a.csv': 'x\nBAD\n' }, beforeCheck: () => hold.opened }, async (session) => {
      await session.until(() => (session.checked.length === 1 ? true : null));
      await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await session.until(() => true);
      hold.open();
      await session.idle();
      assert.deepEqual([session.checked, session.published], [['a.csv'], ['a.csv']]);
    });
  });

  it('goes on with a check when it is told late of what that check reads', () => {
    const hold = gate();
    return withSession({ files: { 'a.csv': 'x\nBAD\n' }, beforeCheck: () => hold.opened }, async (session) => {
      await session.until(() => (session.checked.length === 1 ? true : null));
      await session.tell('a.csv', 2);
      await session.until(() => true);
      hold.open();
      await session.idle();
      assert.deepEqual([session.checked, session.published], [['a.csv'], ['a.csv']]);
    });
  });

  it('drops a result whose file changed meanwhile', () => {
    const hold = gate();
    return withSession({ files: { 'a.csv': 'x\nBAD\n' }, beforeCheck: () => hold.opened }, async (session) => {
      await session.until(() => (session.checked.length === 1 ? true : null));
      await session.write('a.csv', 'x\n1\n2\nBAD\n');
      await session.tell('a.csv', 2);
      await session.until(() => (session.signals[0]?.aborted === true ? true : null));
      hold.open();
      await session.idle();
      assert.deepEqual(shown(session, 'a.csv'), ['3:0-3 `x` is bad']);
      assert.deepEqual(session.published, ['a.csv']);
      assert.equal(session.checked.length, 2);
    });
  });

  it('shows progress that can be cancelled for a check somebody asked for', () => {
    const hold = gate();
    let isHeld = false;
    return withSession({ files: { 'a.csv': 'x\nBAD\n' }, beforeCheck: () => (isHeld ? hold.opened : undefined) }, async (session) => {
      await session.idle();
      isHeld = true;
      const answer = session.client.sendRequest<CheckSummary>(METHODS.checkWorkspace, {});
      const begin = await session.until(() => {
        session.runTimers();
        return session.progress.find(({ value }) => value.kind === 'begin' && value.cancellable === true) ?? null;
      });
      await session.client.sendNotification('window/workDoneProgress/cancel', { token: begin.token });
      assert.equal((await answer).outcome, 'cancelled');
      hold.open();
      await session.idle();
      assert.equal(session.progress.at(-1)?.value.kind, 'end');
      assert.deepEqual(shown(session, 'a.csv'), ['1:0-3 `x` is bad']);
    });
  });
});

describe('requests in a session', () => {
  it('checks the workspace anew and sums up', () =>
    withSession({ files: { ...TWO, 'c.csv': 'BROKEN\n' } }, async (session) => {
      await session.idle();
      const summary = await session.client.sendRequest<CheckSummary>(METHODS.checkWorkspace, {});
      assert.deepEqual(summary, { outcome: 'done', datasets: 3, programs: 0, errors: 0, warnings: 1, infos: 0, notChecked: 1, message: '3 datasets: 1 warning; 1 not checked' });
      assert.equal(session.checked.length, 6);
    }));

  it('checks a file outside of the workspace, open or not', () =>
    withSession({ files: { 'in/a.csv': 'x\n1\n', 'out/b.csv': 'x\nBAD\n' }, roots: ['in'] }, async (session) => {
      await session.idle();
      const summary = await session.client.sendRequest<CheckSummary>(METHODS.checkDataset, { uri: session.uri('out/b.csv') });
      assert.equal(summary.message, '1 dataset: 1 warning');
      assert.deepEqual(shown(session, 'out/b.csv'), ['1:0-3 `x` is bad']);
    }));

  it('checks a file outside of the workspace when it is opened', () =>
    withSession({ files: { 'in/a.csv': 'x\n1\n', 'out/b.csv': 'x\nBAD\n' }, roots: ['in'] }, async (session) => {
      await session.idle();
      await session.open('out/b.csv');
      await session.until(() => (shown(session, 'out/b.csv').length === 1 ? true : null));
      assert.deepEqual(shown(session, 'out/b.csv'), ['1:0-3 `x` is bad']);
    }));

  it('says when there is nothing to check', () =>
    withSession({ files: { 'readme.md': '' } }, async (session) => {
      await session.idle();
      const summary = await session.client.sendRequest<CheckSummary>(METHODS.checkWorkspace, {});
      assert.deepEqual([summary.outcome, summary.message], ['no-data', 'No data files, Python files or notebooks found']);
    }));

  it('keeps the folders of a multi-root workspace apart', () =>
    withSession({ files: { 'one/a.csv': 'x\nBAD\n', 'two/a.csv': 'y\nBAD\n', 'two/lintel.yaml': 'suppressions:\n  - {rule: demo/bad-cell, path: a.csv, reason: known}\n' }, roots: ['one', 'two'] }, async (session) => {
      const status = await session.idle();
      assert.deepEqual([shown(session, 'one/a.csv'), shown(session, 'two/a.csv')], [['1:0-3 `x` is bad'], []]);
      assert.deepEqual([status.datasets, status.warnings], [2, 1]);
    }));

  it('explains the rules it knows and no other name', () =>
    withSession({ files: {} }, async (session) => {
      await session.idle();
      assert.deepEqual(await session.client.sendRequest(METHODS.explainRule, { rule: 'config/unused-suppression' }), { markdown: '# config/unused-suppression\n' });
      assert.equal(await session.client.sendRequest(METHODS.explainRule, { rule: '../../package' }), null);
      assert.deepEqual(await session.client.sendRequest(METHODS.diagnosticReport, {}), { text: 'lintel 0.0.0\n' });
    }));

  it('does nothing by itself when switched off, and forgets what it showed', () =>
    withSession({ files: TWO }, async (session) => {
      await session.idle();
      session.settings = { enable: false };
      await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await session.until(() => session.statuses.find(({ state, datasets }) => state === 'off' && datasets === 0) ?? null);
      assert.deepEqual(shown(session, 'data/a.csv'), []);
    }));

  it('checks data only when asked when data checks are off', () =>
    withSession({ files: TWO, settings: { data: { enable: false } } }, async (session) => {
      const summary = await session.client.sendRequest<CheckSummary>(METHODS.checkDataset, { uri: session.uri('data/a.csv') });
      assert.equal(summary.message, '1 dataset: 1 warning');
      assert.deepEqual(session.checked, ['data/a.csv']);
    }));
});

describe('hover and code actions in a session', () => {
  async function hoverAt(session: Session, name: string, line: number, character: number): Promise<Hover | null> {
    return session.client.sendRequest('textDocument/hover', { textDocument: { uri: session.uri(name) }, position: { line, character } });
  }

  it('shows the profile over header and value, with the findings on the column', () =>
    withSession({ files: TWO }, async (session) => {
      await session.idle();
      await session.open('data/a.csv');
      const value = [
        '**city** · text · 2 rows',
        '',
        '**\\`city\\` is bad**  ',
        'A model learns BAD as a value. *demo\\/bad\\-cell* [Explain](command:lintel.explainRule?%5B%22demo%2Fbad-cell%22%5D)',
        '',
        '| | |',
        '|:--|:--|',
        '| missing | 0 (0 \\%) |',
        '| distinct | 2 |',
        '',
        'Leave it empty.',
      ].join('\n');
      assert.deepEqual(await hoverAt(session, 'data/a.csv', 0, 4), { contents: { kind: 'markdown', value }, range: { start: { line: 0, character: 3 }, end: { line: 0, character: 7 } } });
      const atFinding = { contents: { kind: 'markdown', value: value.replace('**\\`city\\` is bad**  \n', '') }, range: { start: { line: 2, character: 2 }, end: { line: 2, character: 5 } } };
      assert.deepEqual(await hoverAt(session, 'data/a.csv', 2, 2), atFinding);
      assert.equal(await hoverAt(session, 'data/a.csv', 3, 0), null);
    }));

  it('offers to copy what mends it, to ignore it and to explain it', () =>
    withSession({ files: TWO }, async (session) => {
      await session.idle();
      const diagnostics = session.diagnostics.get('data/a.csv') ?? [];
      const uri = session.uri('data/a.csv');
      const actions = await session.client.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: diagnostics[0]?.range, context: { diagnostics } });
      assert.deepEqual(
        actions.map(({ title, command }) => [title, command?.command, command?.arguments]),
        [
          ['Copy the pandas line that mends it', 'lintel.copyText', ['df["city"] = 1']],
          ['Copy the polars line that mends it', 'lintel.copyText', ['df = df.with_columns(city=1)']],
          ['Ignore `demo/bad-cell` in `city` with a reason…', 'lintel.ignoreWithReason', [{ uri, rule: 'demo/bad-cell', column: 'city', line: null }]],
          ['Ignore `demo/bad-cell` in `a.csv` with a reason…', 'lintel.ignoreWithReason', [{ uri, rule: 'demo/bad-cell', column: null, line: null }]],
          ['Explain `demo/bad-cell`', 'lintel.explainRule', ['demo/bad-cell']],
        ],
      );
    }));

  it('offers no commands to a client that has none', () =>
    withSession({ files: TWO, hasCommands: false }, async (session) => {
      await session.idle();
      const diagnostics = session.diagnostics.get('data/a.csv') ?? [];
      assert.deepEqual(await session.client.sendRequest('textDocument/codeAction', { textDocument: { uri: session.uri('data/a.csv') }, range: diagnostics[0]?.range, context: { diagnostics } }), []);
    }));

  it('computes the edit that ignores a finding, in a new file or in the open one', () =>
    withSession({ files: { ...TWO, 'sub/lintel.yaml': '# ours\nselect: [all]\n', 'sub/x[1].csv': 'y\nBAD\n' } }, async (session) => {
      await session.idle();
      const ignore = (name: string, column: string | null): Promise<IgnoreFindingResult> => session.client.sendRequest(METHODS.ignoreFinding, { uri: session.uri(name), rule: 'demo/bad-cell', column, reason: ' as delivered ' });
      assert.deepEqual(await ignore('data/a.csv', 'city'), {
        ok: true,
        uri: session.uri('lintel.yaml'),
        creates: true,
        edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: 'suppressions:\n  - rule: demo/bad-cell\n    path: data/a.csv\n    column: city\n    reason: as delivered\n' }],
      });
      await session.open('sub/lintel.yaml');
      await session.client.sendNotification('textDocument/didChange', { textDocument: { uri: session.uri('sub/lintel.yaml'), version: 2 }, contentChanges: [{ text: 'select: [all]\n' }] });
      assert.deepEqual(await ignore('sub/x[1].csv', null), {
        ok: true,
        uri: session.uri('sub/lintel.yaml'),
        creates: false,
        edits: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, newText: '\nsuppressions:\n  - rule: demo/bad-cell\n    path: x\\[1\\].csv\n    reason: as delivered\n' }],
      });
      assert.deepEqual(await session.client.sendRequest(METHODS.ignoreFinding, { uri: session.uri('b.csv'), rule: 'a/b', column: null, reason: ' ' }), { ok: false, message: 'A suppression needs a reason' });
    }));
});
