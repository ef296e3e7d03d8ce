import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

describe('the editor host', () => {
  it('has the project open and trusted', () => {
    assert.equal(vscode.workspace.workspaceFolders?.[0]?.name, 'editor-basics');
    assert.equal(vscode.workspace.isTrusted, true);
  });
});
