import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventsFindings } from '../expected.ts';
import { apply, codeAction, diagnosticOf, expectFindings, fileUri, hoverAt, textOf, until } from '../support.ts';

async function pageShown(title: string): Promise<void> {
  await until(`a tab called ${title}`, () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes(title))));
}

describe('a finding', () => {
  it('is explained by the hover on its header cell, with the profile of the column', async () => {
    await diagnosticOf('ratings.csv', 'packaging/constant-column');
    const shown = await hoverAt('ratings.csv', new vscode.Position(0, 30), 'source');
    assert.match(shown, /distinct \| 1\b/);
    assert.match(shown, /packaging\\?\/constant\\?-column/);
    assert.match(shown, /A feature that never changes teaches nothing/);
  });

  it('offers the pandas line that mends it, and puts it on the clipboard', async () => {
    const { range } = await diagnosticOf('ratings.csv', 'packaging/constant-column');
    await apply(await codeAction('ratings.csv', range, /Copy the pandas line/));
    assert.equal(await vscode.env.clipboard.readText(), 'df = df.drop(columns=["source"])');
  });

  it('opens the page of its rule', async () => {
    const { range } = await diagnosticOf('ratings.csv', 'outliers/sentinel-number');
    await apply(await codeAction('ratings.csv', range, /^Explain `outliers\/sentinel-number`$/));
    await pageShown('sentinel-number');
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('lintel-rule:/outliers/sentinel-number.md'));
    assert.match(page.getText(), /^# outliers\/sentinel-number\n/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is ignored with a reason, which is written to lintel.yaml', async () => {
    const { range } = await diagnosticOf('events.jsonl', 'miscoding/number-as-string');
    const action = await codeAction('events.jsonl', range, /^Ignore `miscoding\/number-as-string` in `seconds` with a reason/);
    assert.ok(action.command);
    // The reason is what the box asks for; the browser suite types it.
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []), 'the player sends text');
    await expectFindings('events.jsonl', []);
    assert.equal(
      await textOf('lintel.yaml'),
      'suppressions:\n  - rule: miscoding/number-as-string\n    path: events.jsonl\n    column: seconds\n    reason: the player sends text\n',
    );
    await vscode.workspace.fs.delete(fileUri('lintel.yaml'));
    await expectFindings('events.jsonl', eventsFindings);
  });
});
