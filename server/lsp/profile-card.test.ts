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
  return profileCard({ table, column: age, columnIndex: 0, findings: [], shownFindings: [], ruleById: () => null, hasCommands: true, ...change });
}

describe('the hover over a column', () => {
  it('shows the profile', () => {
    assert.equal(
      card({}),
      [
        '**age** · integer · 1,000 rows',
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

  it('says how other formats store the values', () => {
    const [title] = card({ table: { ...table, format: 'jsonl' } }).split('\n');
    assert.equal(title, '**age** · integer\\, stored as text · 1,000 rows');
  });

  const rule = metaRules.find(({ id }) => id === 'config/expired-suppression');
  const finding = { rule: rule?.id ?? '', severity: 'warning', message: '`[x](command:evil)` is odd', suppressed: null } as Finding;
  const link = '*config\\/expired\\-suppression* [Explain](command:lintel.explainRule?%5B%22config%2Fexpired-suppression%22%5D)';
  const bare = { ...age, min: null, max: null, mean: null, std: null, histogram: null, top: [] };
  const profile = ['| | |', '|:--|:--|', '| missing | 12 (1\\.2 \\%) |', '| distinct | about 45 |'];

  it('says why a finding matters, with a link to its page; names of the data stay text', () => {
    assert.equal(
      card({ column: bare, findings: [finding], ruleById: () => rule ?? null }),
      ['**age** · integer · 1,000 rows', '', '**\\`\\[x\\]\\(command\\:evil\\)\\` is odd**  ', `${rule?.docs.why} ${link}`, '', ...profile, '', rule?.docs.instead].join('\n'),
    );
  });

  it('does not repeat a message the editor shows itself', () => {
    assert.equal(
      card({ column: bare, findings: [finding], shownFindings: [finding], ruleById: () => rule ?? null }),
      ['**age** · integer · 1,000 rows', '', `${rule?.docs.why} ${link}`, '', ...profile, '', rule?.docs.instead].join('\n'),
    );
  });

  it('says what to do for each of several rules', () => {
    const [first, second] = ['config/expired-suppression', 'config/suppression-without-reason'].map((id) => metaRules.find((one) => one.id === id));
    const findings = [first, second, first].map((one) => ({ ...finding, rule: one?.id ?? '' }));
    const text = card({ column: bare, findings, ruleById: (id) => metaRules.find((one) => one.id === id) ?? null, hasCommands: false });
    const [, below] = text.split(`${profile.join('\n')}\n\n`);
    assert.equal(below, [`*config\\/expired\\-suppression*: ${first?.docs.instead}`, '', `*config\\/suppression\\-without\\-reason*: ${second?.docs.instead}`].join('\n'));
  });

  it('links nothing in clients without our commands', () => {
    const ignored = { rule: 'a/b', severity: 'info', message: 'odd', suppressed: { kind: 'config', reason: 'meant so' } } as Finding;
    assert.equal(card({ column: bare, findings: [ignored], hasCommands: false }), ['**age** · integer · 1,000 rows', '', '**odd** *ignored: meant so*  ', '*a\\/b*', '', ...profile].join('\n'));
  });
});
