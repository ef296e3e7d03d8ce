import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { clicksFindings, eventsFindings, ratingsFindings, usersFindings } from '../expected.ts';
import { expectFindings, extension } from '../support.ts';

describe('opening a folder with data', () => {
  it('asks nothing and opens nothing', () => {
    assert.equal(vscode.workspace.isTrusted, true);
    assert.deepEqual(vscode.window.visibleTextEditors, []);
  });

  it('wakes Lintel because there is data, not because the editor starts', async () => {
    const events: readonly string[] = extension().packageJSON.activationEvents;
    assert.deepEqual(events.filter((event) => event === '*' || event === 'onStartupFinished'), []);
    assert.ok(events.some((event) => event.startsWith('workspaceContains:')));
  });

  it('shows what is wrong in a text file at the header or the first offending cell', async () => {
    await expectFindings('ratings.csv', ratingsFindings);
    await expectFindings('users.csv', usersFindings);
  });

  it('shows what is wrong in JSON lines at the key', async () => {
    await expectFindings('events.jsonl', eventsFindings);
  });

  it('shows what is wrong in a Parquet file on the file', async () => {
    await expectFindings('clicks.parquet', clicksFindings);
  });
});
