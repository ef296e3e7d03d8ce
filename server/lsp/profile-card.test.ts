import assert from 'node:assert/strict';
import { metaRules } from '../core/meta-rules.ts';
import type { ColumnProfile, Finding, TableProfile } from '../core/report.ts';
import { profileCard, type CardRequest } from './profile-card.ts';

const age: ColumnProfile = {
  name: 'age',
  type: 'text',
  kind: 'integer',
  missing: 12,
  distinct: 45,
  isDistinctExact: false,
  min: -1,
  max: 99,
  mean: 31.25,
  std: 10.5,
  histogram: [1, 0, 4, 8, 8, 4, 2, 1, 0, 1],
  top: [
    { value: '30', count: 1200 },
    { value: '|x|', count: 7 },
  ],
};

const table: TableProfile = { path: 'a.csv', format: 'csv', rows: 1000, columns: [age], isSample: false, delimiter: ',', hasHeader: true };

function card(change: Partial<CardRequest>): string {
  return profileCard({ table, column: age, columnIndex: 0, findings: [], ruleById: () => null, hasCommands: true, ...change });
}

describe('the hover over a column', () => {
  it('shows the profile', () => {
    assert.equal(
      card({}),
      [
        '**age** · integer\\, stored as text · 1,000 rows',
        '',
        '| | |',
        '|:--|:--|',
        '| missing | 12 (1\\.2 \\%) |',
        '| distinct | about 45 |',
        '| range | \\-1 – 99 |',
        '| mean | 31\\.3 (std 10\\.5) |',
        '| shape | `▁·▄██▄▂▁·▁` |',
        '| most common | 30 (1,200), \\|x\\| (7) |',
      ].join('\n'),
    );
  });

  it('shows no more than is known', () => {
    const bare = { ...age, name: '', kind: 'text', min: null, max: null, mean: null, std: null, histogram: null, top: [], isDistinctExact: true, missing: 1 } as const;
    assert.equal(
      card({ column: bare, table: { ...table, rows: 1, isSample: true }, columnIndex: 2 }),
      ['**column 3** · text · 1 row of a sample', '', '| | |', '|:--|:--|', '| missing | 1 (100 \\%) |', '| distinct | 45 |'].join('\n'),
    );
  });

  it('says why a finding matters, with a link to its page; names of the data stay text', () => {
    const [rule] = metaRules;
    const finding = { rule: rule?.id ?? '', severity: 'warning', message: '`[x](command:evil)` is odd', suppressed: null } as Finding;
    const text = card({ findings: [finding], ruleById: () => rule ?? null });
    assert.equal(
      text.slice(text.indexOf('---')),
      [
        '---',
        '',
        '**\\`\\[x\\]\\(command\\:evil\\)\\` is odd**  ',
        `warning · config\\/expired\\-suppression [Explain](command:lintel.explainRule?%5B%22config%2Fexpired-suppression%22%5D)`,
        '',
        rule?.docs.why,
        '',
        rule?.docs.instead,
      ].join('\n'),
    );
  });

  it('links nothing in clients without our commands', () => {
    const finding = { rule: 'a/b', severity: 'info', message: 'odd', suppressed: { kind: 'config', reason: 'meant so' } } as Finding;
    const text = card({ findings: [finding], hasCommands: false });
    assert.equal(text.slice(text.indexOf('---')), '---\n\n**odd** *ignored: meant so*  \ninfo · a\\/b');
  });
});
