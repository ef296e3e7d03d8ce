import assert from 'node:assert/strict';
import { fillMessage, formatNumber, formatPercent } from './message.ts';

const fill = (template: string, words: Parameters<typeof fillMessage>[1]['words'], isPersonal = false): string => fillMessage(template, { words, isPersonal });

describe('messages', () => {
  it('show three values of the data and how many more there are', () => {
    assert.equal(fill('is {values}', { values: { values: ['a', 'b', 'c', 'd', 'e'] } }), 'is `a`, `b`, `c` and 2 more');
  });

  it('cut long values at 40 characters, not in the middle of one', () => {
    assert.equal(fill('{v}', { v: { values: ['😀'.repeat(50)] } }), `\`${'😀'.repeat(39)}…\``);
  });

  it('hide values of columns that look personal', () => {
    assert.equal(fill('is {v}', { v: { values: ['ann@example.com'] } }, true), 'is (hidden)');
  });

  it('put values that hold a backtick in double quotes', () => {
    assert.equal(fill('{v}', { v: { values: ['6.2`'] } }), '"6.2`"');
  });

  it('do not fill placeholders that stand in a value', () => {
    assert.equal(fill('{v} in {n}', { v: { values: ['{n}'] }, n: 3 }), '`{n}` in 3');
  });

  it('refuse a placeholder nobody filled', () => {
    assert.throws(() => fill('{nothing}', {}), /no word for \{nothing\}/);
  });

  it('group whole numbers and round others to three digits', () => {
    assert.deepEqual([0, 1234567, -1000, 0.123456, 12.345, 1234.56, 1e-7, 2 ** 60].map(formatNumber), ['0', '1,234,567', '-1,000', '0.123', '12.3', '1,235', '1e-7', '1150000000000000000']);
  });

  it('never round a share to nothing or to all', () => {
    assert.deepEqual([0, 0.01, 12.34, 75, 99.99, 100].map(formatPercent), ['0 %', '<0.1 %', '12.3 %', '75 %', '>99.9 %', '100 %']);
  });
});
