import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { apply, codeAction, expectFindings, fileUri, hoverAt, show, until, writeText } from '../support.ts';

/** Puts a text in place of what an editor shows, without saving it. */
async function type(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  await editor.edit((edit) => edit.replace(new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length)), text));
}

async function labelsAt(name: string, position: vscode.Position): Promise<readonly string[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', fileUri(name), position);
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

describe('a typing error in lintel.yaml', () => {
  after(async () => {
    await vscode.workspace.fs.delete(fileUri('lintel.yaml'));
  });

  it('is shown at its place with the nearest known key, until it is mended', async () => {
    await writeText('lintel.yaml', 'ignor:\n  - packaging/duplicate-rows\n');
    await expectFindings('lintel.yaml', [{ rule: 'config', message: 'unknown key `ignor`; did you mean `ignore`?', severity: 'error', place: '1:1-7' }]);
    await writeText('lintel.yaml', 'ignore:\n  - packaging/duplicate-rows\n');
    await expectFindings('lintel.yaml', []);
  });

  it('is shown and mended while it is typed, with nothing saved', async () => {
    const editor = await show('lintel.yaml');
    await type(editor, 'ignore:\n  - packaging/duplicate-row\n');
    await expectFindings('lintel.yaml', [{ rule: 'config', message: 'no rule or group is called `packaging/duplicate-row`; did you mean `packaging/duplicate-rows`?', severity: 'error', place: '2:5-28' }]);
    await apply(await codeAction('lintel.yaml', new vscode.Range(1, 5, 1, 5), /^Change it to `packaging\/duplicate-rows`$/));
    await expectFindings('lintel.yaml', []);
    assert.ok(editor.document.isDirty);
    await hoverAt('lintel.yaml', new vscode.Position(0, 2), 'Rules and groups not to run');
    await type(editor, 'fail-on: \n');
    await until('what a run may fail on', async () => (await labelsAt('lintel.yaml', new vscode.Position(0, 9))).includes('never'));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
