import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { clicksFindings, ratingsFindings } from '../expected.ts';
import { enginesReading } from '../processes.ts';
import { expectFindings, fileUri, writeText } from '../support.ts';

/** Enough that the engine can be met while it reads. */
const manyRows = 300_000;

function manyNumbers(): string {
  const lines = ['first,second,batch'];
  for (let row = 0; row < manyRows; row += 1) lines.push(`${(row * 7919) % 10007},${(row * 104729) % 7001},batch-7`);
  return `${lines.join('\n')}\n`;
}

describe('an engine that dies while it reads a file', () => {
  before(function () {
    // Only Linux tells which process reads what.
    if (process.platform !== 'linux') this.skip();
  });

  after(async () => {
    await vscode.workspace.fs.delete(fileUri('many.csv'));
  });

  it('costs that file its whole check: a sample is checked, and both the summary and the file say so', async () => {
    await expectFindings('ratings.csv', ratingsFindings);
    const file = fileUri('many.csv');
    const timer = setInterval(() => enginesReading(file.fsPath).forEach((pid) => process.kill(pid, 'SIGKILL')), 5);
    try {
      await writeText('many.csv', manyNumbers());
      const summary = await vscode.commands.executeCommand<{ readonly message: string }>('lintel.checkDataset', file);
      assert.equal(summary.message, '1 dataset: 1 warning; 1 not checked');
    } finally {
      clearInterval(timer);
    }
    await expectFindings('many.csv', [
      {
        rule: 'engine-died',
        message: "Not checked: the engine's process ended while reading (SIGKILL); a sample of the rows was checked instead",
        severity: 'warning',
        place: '1:1-1',
      },
      { rule: 'packaging/constant-column', message: '`batch` is `batch-7` in all 10,000 rows', severity: 'warning', place: '1:14-19' },
    ]);
  });

  it('is started anew, and the other files are as they were', async () => {
    await expectFindings('ratings.csv', ratingsFindings);
    const summary = await vscode.commands.executeCommand<{ readonly message: string }>('lintel.checkDataset', fileUri('clicks.parquet'));
    assert.equal(summary.message, '1 dataset: 1 warning');
    await expectFindings('clicks.parquet', clicksFindings);
  });
});
