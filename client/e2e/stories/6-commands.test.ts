import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { ratingsFindings } from '../expected.ts';
import { expectFindings, fileUri } from '../support.ts';

describe('the commands', () => {
  it('check one dataset that is not open, and say what was found', async () => {
    assert.deepEqual(await vscode.commands.executeCommand('lintel.checkDataset', fileUri('clicks.parquet')), {
      outcome: 'done',
      datasets: 1,
      programs: 0,
      errors: 0,
      warnings: 1,
      infos: 0,
      notChecked: 0,
      message: '1 dataset: 1 warning',
    });
  });

  it('check the whole workspace', async () => {
    const summary = await vscode.commands.executeCommand<{ readonly outcome: string; readonly notChecked: number }>('lintel.checkWorkspace');
    assert.deepEqual([summary.outcome, summary.notChecked], ['done', 0]);
    await expectFindings('ratings.csv', ratingsFindings);
  });

  it('restart the server, and the findings come back', async () => {
    await vscode.commands.executeCommand('lintel.restartServer');
    await expectFindings('ratings.csv', ratingsFindings);
  });

  it('copy a diagnostic report that names versions and no paths', async () => {
    await vscode.commands.executeCommand('lintel.copyDiagnosticReport');
    const report = await vscode.env.clipboard.readText();
    assert.match(report, /^editor +.+ 1\.\d+\.\d+$/m);
    assert.match(report, /DuckDB/);
    assert.ok(!report.includes(fileUri('').fsPath));
  });
});
