import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

interface Scored {
  readonly state: { readonly kind: string };
  readonly score: { readonly isRestricted: boolean; readonly commit: string | null } | null;
}

describe('the score in Restricted Mode', () => {
  it('is computed without git', async () => {
    const [scored] = await vscode.commands.executeCommand<readonly (Scored | null)[]>('lintel.refreshScore');
    assert.equal(scored?.state.kind, 'done');
    assert.deepEqual([scored.score?.isRestricted, scored.score?.commit], [true, null]);
  });
});
