import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checklist } from '../../rules/checklist/checklist.generated.ts';
import { readScoreCase } from './case-file.ts';
import { agreementOf, agreementTable, readJudgements } from './judged.ts';
import type { Compared } from './judged.ts';

const folder = path.resolve(import.meta.dirname, '../../test-fixtures/judged');

function compared(expected: Compared['expected'], found: Compared['found']): Compared {
  return { repository: 'a', item: 'data-1', expected, found, path: null, line: null, because: 'why' };
}

describe('repositories judged by a person', () => {
  for (const name of readdirSync(folder).sort()) {
    it(`${name} says something of each test, with places that exist`, () => {
      const read = readScoreCase(readFileSync(path.join(folder, name), 'utf8'));
      if (!read.ok) return assert.fail(read.text);
      const judged = readJudgements(read.value);
      if (!judged.ok) return assert.fail(judged.text);
      assert.deepEqual(judged.value.map(({ item }) => item), checklist.items.map(({ id }) => id));
    });
  }

  it('read a judgement in doubt, its place and its reason', () => {
    assert.deepEqual(readJudgements({ title: 'a', files: { 'a.py': 'a\nb\n' }, verdict: 'data-1: void|absent | a.py:2 | cannot fail' }), {
      ok: true,
      value: [{ item: 'data-1', expected: ['void', 'absent'], path: 'a.py', line: 2, because: 'cannot fail' }],
    });
    for (const verdict of ['data-1: good | - | why', 'data-1: void | a.py:3 | why', 'data-1: void | a.py | why']) {
      assert.equal(readJudgements({ title: 'a', files: { 'a.py': 'a\nb\n' }, verdict }).ok, false, verdict);
    }
  });

  it('are compared with what is found', () => {
    const all = [compared(['void', 'absent'], 'absent'), compared(['void'], 'automated'), compared(['automated'], 'void'), compared(['absent'], 'unknown')];
    assert.deepEqual(agreementOf(all), {
      items: 4,
      agreed: 1,
      unknown: 1,
      pretended: { all: 1, isVoid: 0, absent: 0, believed: 1 },
      automated: { all: 1, found: 0, absent: 0, accused: 1 },
      raised: 0,
      accused: 0,
    });
    assert.equal(
      agreementTable(all),
      [
        'judged \\ found        automated         manual           void         absent        unknown not-applicable',
        'automated                     0              0              1              0              0              0',
        'manual                        0              0              0              0              0              0',
        'void                          1              0              0              0              0              0',
        'absent                        0              0              0              1              1              0',
      ].join('\n'),
    );
  });
});
