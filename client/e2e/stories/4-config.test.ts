import * as vscode from 'vscode';
import { expectFindings, fileUri, writeText } from '../support.ts';

describe('a typing error in lintel.yaml', () => {
  after(async () => {
    await vscode.workspace.fs.delete(fileUri('lintel.yaml'));
  });

  it('is shown at its place with the nearest known key, until it is mended', async () => {
    await writeText('lintel.yaml', 'ignor:\n  - packaging/duplicate-rows\n');
    await expectFindings('lintel.yaml', [{ rule: 'config', message: 'unknown key `ignor`; did you mean `ignore`?', severity: 'error', place: '1:1-7' }]);
    await writeText('lintel.yaml', 'ignore:\n  - packaging/duplicate-rows\n');
    await expectFindings('lintel.yaml', []);
  });
});
