import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { clicksFindings, eventsFindings, ratingsFindings, usersFindings } from '../expected.ts';
import { expectFindings, fileUri, hoverAt } from '../support.ts';

describe('in Restricted Mode', () => {
  it('local data is checked as in a trusted folder', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await expectFindings('ratings.csv', ratingsFindings);
    await expectFindings('users.csv', usersFindings);
    await expectFindings('events.jsonl', eventsFindings);
    await expectFindings('clicks.parquet', clicksFindings);
  });

  it('hovers and commands work too', async () => {
    await hoverAt('ratings.csv', new vscode.Position(0, 30), 'source');
    const summary = await vscode.commands.executeCommand<{ readonly outcome: string }>('lintel.checkDataset', fileUri('users.csv'));
    assert.equal(summary.outcome, 'done');
  });
});
