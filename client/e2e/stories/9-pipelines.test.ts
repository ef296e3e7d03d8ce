import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { codeAction, diagnosticOf, fileUri, findingsOn, until, writeText } from '../support.ts';

const UNTAGGED = 'pipeline/docker-base-untagged';

describe('files around programs', () => {
  it('ignoring a finding in a Dockerfile writes a comment with the reason, which is heard', async () => {
    await writeText('Dockerfile', 'ARG A=1\nFROM python\n');
    const { range } = await diagnosticOf('Dockerfile', UNTAGGED);
    const { command } = await codeAction('Dockerfile', range, /^Ignore `pipeline\/docker-base-untagged` with a reason…$/);
    assert.equal(await vscode.commands.executeCommand(command?.command ?? '', command?.arguments?.[0], 'our own base'), true);
    const document = await vscode.workspace.openTextDocument(fileUri('Dockerfile'));
    assert.deepEqual([document.getText(), document.isDirty], ['ARG A=1\n# lintel: ignore[pipeline/docker-base-untagged] our own base\nFROM python\n', false]);
    await until('the finding to go', () => findingsOn('Dockerfile').every(({ rule }) => rule !== UNTAGGED));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(fileUri('Dockerfile'));
  });
});
