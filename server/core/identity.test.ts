import assert from 'node:assert/strict';
import { contentAt, fingerprint, identityOf } from './identity.ts';

function identityIn(lines: readonly string[], line: number): ReturnType<typeof identityOf> {
  return identityOf(contentAt((at) => lines[at - 1] ?? null, line));
}

describe('the identity of findings', () => {
  it('hashes as FNV-1a with 64 bits', () => {
    // fingerprint(['']) hashes one zero byte
    assert.equal(fingerprint(['']), 'af63bd4c8601b7df');
    assert.equal(fingerprint([]), 'cbf29ce484222325');
  });

  it('is of the line and its neighbours that are not blank', () => {
    const lines = ['a = 1', '', 'b = 2', '  ', 'c = 3'];
    assert.deepEqual(contentAt((at) => lines[at - 1] ?? null, 3), { line: 'b = 2', before: 'a = 1', after: 'c = 3' });
    assert.deepEqual(contentAt((at) => lines[at - 1] ?? null, 1), { line: 'a = 1', before: '', after: 'b = 2' });
  });

  it('does not change with blanks, and changes with the text', () => {
    const first = identityIn(['a = 1', 'b = 2', 'c = 3'], 2);
    assert.deepEqual(identityIn(['  a  = 1', '', '\tb = 2 ', 'c = 3'], 3), first);
    assert.equal(identityIn(['x', 'b = 2', 'c = 3'], 2).line, first.line);
    assert.notEqual(identityIn(['x', 'b = 2', 'c = 3'], 2).around, first.around);
    assert.notEqual(identityIn(['a = 1', 'b = 3', 'c = 3'], 2).line, first.line);
  });
});
