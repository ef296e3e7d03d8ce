import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

describe('in Restricted Mode', () => {
  it('the folder is not trusted', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });
});
