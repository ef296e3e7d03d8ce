import assert from 'node:assert/strict';
import { attestationStub } from './attestation-stub.ts';

const ENTRY = (indent: string, id = 'data-1-2026-11-23'): string =>
  [
    `- id: ${id}`,
    '  test: data-1',
    '  claim: manual # manual, automated-elsewhere, not-applicable, decision, dispute',
    '  statement: "" # what was executed, on what, with which result; at least 40 characters',
    '  result: "" # a metric, a number of rows, passed or failed',
    '  evidence: [] # such as {kind: file, ref: docs/load-test.md}',
    '  distributed: "" # where the result was shared',
    '  performedBy: ""',
    '  performedOn: 2026-11-23',
    '',
  ].map((line) => (line === '' ? '' : indent + line)).join('\n');

function added(text: string): string {
  const stub = attestationStub({ text, test: 'data-1', today: '2026-11-23' });
  assert.ok(stub.ok, stub.ok ? '' : stub.message);
  const result = text.slice(0, stub.offset) + stub.newText + text.slice(stub.offset);
  assert.match(result.slice(stub.entryAt), /^ *- id: data-1-/);
  return result;
}

describe('the entry of an attestation for people to fill in', () => {
  it('makes the file', () => assert.equal(added(''), `attestations:\n${ENTRY('  ')}`));

  it('goes below a comment', () => assert.equal(added('# ours\n'), `# ours\nattestations:\n${ENTRY('  ')}`));

  it('goes after the last entry, with its indentation', () => {
    const before = 'attestations:\n    - id: a\n      test: data-2 # kept\n';
    assert.equal(added(before), before + ENTRY('    '));
  });

  it('goes into a bare list', () => assert.equal(added('- id: a\n'), `- id: a\n${ENTRY('')}`));

  it('goes below a key without entries', () => assert.equal(added('attestations:\n'), `attestations:\n${ENTRY('  ')}`));

  it('ends a line that has no end', () => assert.equal(added('- id: a'), `- id: a\n${ENTRY('')}`));

  it('has an id of its own', () => {
    const before = `attestations:\n${ENTRY('  ')}`;
    assert.equal(added(before), before + ENTRY('  ', 'data-1-2026-11-23-2'));
  });

  it('keeps Windows line ends', () => assert.equal(added('- id: a\r\n'), `- id: a\r\n${ENTRY('')}`.replaceAll(/\r?\n/g, '\r\n')));

  for (const text of ['attestations: [', 'other: 1\n', '[{id: a}]\n', '{}\n']) {
    it(`leaves ${JSON.stringify(text)} to people`, () => assert.equal(attestationStub({ text, test: 'data-1', today: '2026-11-23' }).ok, false));
  }
});
