import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

interface Scored {
  readonly state: { readonly kind: string };
  readonly score: { readonly isRestricted: boolean; readonly commit: string | null } | null;
  readonly debt: { readonly kinds: readonly { readonly places: readonly { readonly changed: string | null }[] }[] } | null;
}

describe('the score in Restricted Mode', () => {
  it('is computed without git', async () => {
    const [scored] = await vscode.commands.executeCommand<readonly (Scored | null)[]>('lintel.refreshScore');
    assert.equal(scored?.state.kind, 'done');
    assert.deepEqual([scored.score?.isRestricted, scored.score?.commit], [true, null]);
    assert.equal(scored.debt?.kinds.length, 23);
    assert.ok(scored.debt.kinds.every(({ places }) => places.every(({ changed }) => changed === null)));
  });
});
