import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { fileUri, until, writeText } from '../support.ts';

interface Counted {
  readonly debt: { readonly kinds: readonly { readonly id: string; readonly status: string; readonly places: readonly { readonly where: string; readonly place: unknown }[] }[] } | null;
}

async function places(kind: string): Promise<readonly { readonly where: string; readonly place: unknown }[]> {
  const [counted] = await vscode.commands.executeCommand<readonly (Counted | null)[]>('lintel.refreshScore');
  return counted?.debt?.kinds.find(({ id }) => id === kind)?.places ?? [];
}

describe('debt', () => {
  it('is counted with the score, and a click opens its place', async () => {
    const before = await places('TD-11');
    await writeText('old/experiment.py', 'USE_OLD = False\n\nif USE_OLD:\n    print(1)\n');
    const found = await until('the dead branch', async () => (await places('TD-11')).find(({ where }) => where === 'old/experiment.py:3'));
    await vscode.commands.executeCommand('lintel.openScorePlace', found.place);
    const editor = vscode.window.activeTextEditor;
    assert.deepEqual([editor?.document.uri.toString(), editor?.selection.active.line], [fileUri('old/experiment.py').toString(), 2]);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(fileUri('old'), { recursive: true });
    await until('the debt to be paid', async () => (await places('TD-11')).length === before.length);
  });

  it('has a view of its own', () => vscode.commands.executeCommand('lintel.showDebt', 'TD-11'));
});
