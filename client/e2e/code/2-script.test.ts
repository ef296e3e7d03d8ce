import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { codeAction, diagnosticOf, expectFindings, fileUri, hoverAt, show, until, type Shown } from '../support.ts';

const leak: Shown = { rule: 'leakage/fit-before-split', message: '`StandardScaler` learns from all rows, `X_test` among them, before the split', severity: 'error', place: '11:5-28' };
const nan: Shown = { rule: 'correctness/nan-equality', message: 'Comparing with `np.nan` by `==` is false for every value', severity: 'error', place: '15:10-29' };

describe('a Python file', () => {
  it('has its findings, whether it is open or not', () => expectFindings('train.py', [leak, nan]));

  it('hovers say why, and which rows a variable holds', async () => {
    await show('train.py');
    await hoverAt('train.py', (await diagnosticOf('train.py', leak.rule)).range.start, 'too good by an amount nobody knows');
    await hoverAt('train.py', new vscode.Position(11, 10), 'test part of `X`');
  });

  it('the columns of the table complete inside of the quotes', async () => {
    const place = new vscode.Position(14, 14);
    const list = await until('the columns', async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', fileUri('train.py'), place, '"');
      const names = found.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return names.includes('income') && names;
    });
    assert.deepEqual(list.filter((name) => ['age', 'income', 'visits', 'city', 'sick'].includes(name)), ['age', 'income', 'visits', 'city', 'sick']);
  });

  it('all safe fixes are made at once', async () => {
    const document = (await show('train.py')).document;
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const action = await until('the fixes', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, whole, 'source.fixAll.lintel');
      return actions[0];
    });
    assert.ok(action.edit !== undefined && (await vscode.workspace.applyEdit(action.edit)));
    assert.equal(document.lineAt(14).text, 'print(df[df["age"].isna()])');
    await expectFindings('train.py', [leak]);
  });

  it('ignoring writes a comment with the reason and saves it', async () => {
    const { command } = await codeAction('train.py', (await diagnosticOf('train.py', leak.rule)).range, /with a reason/);
    assert.equal(await vscode.commands.executeCommand(command?.command ?? '', ...(command?.arguments ?? []), 'rows are simulated'), true);
    await expectFindings('train.py', []);
  });

  it('the command checks it and says what was found', async () => {
    await show('train.py');
    const summary = await vscode.commands.executeCommand<{ readonly message: string }>('lintel.checkFile');
    assert.equal(summary.message, '1 Python file: nothing found');
  });
});
