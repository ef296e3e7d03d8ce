import * as vscode from 'vscode';
import { strict as assert } from 'node:assert';
import { diagnosticOf, expectFindings, fileUri, findingsOn, show, until, writeText } from '../support.ts';

const constantBatch = { rule: 'packaging/constant-column', message: '`batch` is `batch-7` in all 24 rows', severity: 'warning', place: '1:8-13' } as const;

function batches(): string {
  const rows = Array.from({ length: 24 }, (_, index) => `${7 + index * 3},batch-7`);
  return `amount,batch\n${rows.join('\n')}\n`;
}

describe('changing data', () => {
  it('after a save the mended finding is gone and the new one is there', async () => {
    await diagnosticOf('users.csv', 'outliers/sentinel-number');
    const editor = await show('users.csv');
    const text = editor.document.getText();
    const mended = text.replaceAll('-999', '41').replace(/,(basic|plus|family),/g, ',plus,');
    const whole = new vscode.Range(new vscode.Position(0, 0), editor.document.lineAt(editor.document.lineCount - 1).range.end);
    assert.ok(await editor.edit((edit) => edit.replace(whole, mended)));
    assert.ok(await editor.document.save());
    await expectFindings('users.csv', [{ rule: 'packaging/constant-column', message: '`plan` is `plus` in all 22 rows', severity: 'warning', place: '1:13-17' }]);
  });

  it('a file another program writes is checked, and forgotten when it goes', async () => {
    await writeText('outside.csv', batches());
    await expectFindings('outside.csv', [constantBatch]);
    await writeText('outside.csv', batches().replace('batch-7', 'batch-8'));
    await expectFindings('outside.csv', []);
    await writeText('outside.csv', batches());
    await expectFindings('outside.csv', [constantBatch]);
    await vscode.workspace.fs.delete(fileUri('outside.csv'));
    await expectFindings('outside.csv', []);
  });

  it('data in a folder that has just been made is found', async () => {
    await vscode.workspace.fs.createDirectory(fileUri('fresh'));
    await writeText('fresh/rows.csv', batches());
    await expectFindings('fresh/rows.csv', [constantBatch]);
    await vscode.workspace.fs.delete(fileUri('fresh'), { recursive: true });
    await until('the findings to go with their folder', () => findingsOn('fresh/rows.csv').length === 0);
  });
});
