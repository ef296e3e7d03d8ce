import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { extension } from '../support.ts';

describe('opening a folder without data', () => {
  it('leaves Lintel asleep until one of its commands is called', async () => {
    assert.equal(extension().isActive, false);
    const summary = await vscode.commands.executeCommand<{ readonly message: string }>('lintel.checkWorkspace');
    assert.equal(summary.message, 'No data files, Python files or notebooks found');
    assert.equal(extension().isActive, true);
  });
});
