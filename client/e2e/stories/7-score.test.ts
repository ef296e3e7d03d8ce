import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { codeAction, fileUri, hoverAt, show, until, writeText } from '../support.ts';

interface Scored {
  readonly state: { readonly kind: string };
  readonly score: { readonly proven: number; readonly isRestricted: boolean; readonly sections: readonly { readonly tests: readonly { readonly id: string; readonly status: string }[] }[] } | null;
}

describe('the score', () => {
  it('is computed for each folder', async () => {
    const [scored, ...others] = await vscode.commands.executeCommand<readonly (Scored | null)[]>('lintel.refreshScore');
    assert.deepEqual(others, []);
    assert.equal(scored?.state.kind, 'done');
    assert.equal(scored.score?.isRestricted, false);
    assert.equal(scored.score.sections.flatMap(({ tests }) => tests).length, 28);
  });

  it('opens in a panel of its own, once', async () => {
    await vscode.commands.executeCommand('lintel.showScore');
    await vscode.commands.executeCommand('lintel.showScore');
    const panels = await until('the panel', () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('lintel.scorePanel'));
      return tabs.length > 0 && tabs;
    });
    assert.deepEqual(panels.map(({ label }) => label), ['ML Test Score']);
    await vscode.window.tabGroups.close([...panels]);
  });

  it('attesting opens an entry to be filled in, with the cursor in the statement', async () => {
    const uri = fileUri('').toString();
    assert.equal(await vscode.commands.executeCommand('lintel.attest', { uri, test: 'monitor-6' }), true);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), fileUri('.lintel/attestations.yaml').toString());
    assert.match(editor.document.getText(), /^attestations:\n {2}- id: monitor-6-[\d-]+\n {4}test: monitor-6\n/);
    assert.equal(editor.document.lineAt(editor.selection.active).text.slice(0, editor.selection.active.character), '    statement: "');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('what is wrong with attestations is underlined while they are open', async () => {
    const name = '.lintel/attestations.yaml';
    await writeText(name, 'attestations:\n  - id: a\n    test: data-99\n    claim: decision\n    statement: too short\n');
    await show(name);
    const [first] = await until('the finding', () => {
      const found = vscode.languages.getDiagnostics(fileUri(name));
      return found.length > 0 && found;
    });
    // an editor that was open before takes over the text of the disk a little late
    await until('tests to choose from', async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', fileUri(name), new vscode.Position(2, 12));
      return items.some(({ label }) => label === 'monitor-7');
    });
    const fix = await codeAction(name, new vscode.Range(2, 10, 2, 17), /^Attest `data-/);
    assert.ok(fix.edit);
    assert.match(await hoverAt(name, new vscode.Position(3, 6), 'What is stated'), /by hand/);
    const { code, range } = first ?? {};
    assert.deepEqual([typeof code === 'object' ? code.value : code, range?.start.line], ['attestation/unknown-test', 2]);
    await writeText(name, 'attestations: []\n');
    await until('the finding to go', () => vscode.languages.getDiagnostics(fileUri(name)).length === 0);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(fileUri('.lintel'), { recursive: true });
  });
});
