import assert from 'node:assert/strict';
import { defaultConfig } from './config/defaults.ts';
import type { Config, SuppressionEntry } from './config.ts';
import type { Finding } from './report.ts';
import { applySuppressions } from './suppression.ts';
import type { SuppressionRequest } from './suppression.ts';

const rules = [
  { id: 'outliers/non-finite', status: 'stable' },
  { id: 'packaging/empty-rows', status: 'stable' },
] as const;

function finding(path: string, column: string | null): Finding {
  return {
    rule: 'outliers/non-finite', severity: 'error', confidence: 'certain', messageId: 'm', message: 'text', path, range: null, cell: null, dataset: path, column,
    rows: null, related: [], fixes: [], suppressed: null, baseline: 'new', identity: { line: '', around: '' }, fingerprint: 'f', mend: null,
  };
}

function entry(given: Partial<SuppressionEntry>): SuppressionEntry {
  return { rule: 'outliers/non-finite', path: null, column: null, reason: 'known', owner: null, until: null, origin: { kind: 'file', name: 'lintel.yaml', line: 7 }, ...given };
}

type Given = Partial<SuppressionRequest> & { readonly config?: Partial<Config> };

function run(entries: readonly SuppressionEntry[], given: Given = {}): readonly string[] {
  return apply(entries, given).map((each) => {
    const place = each.range === null ? each.path : `${each.path}:${each.range.start.line}`;
    return each.suppressed === null ? `${place} ${each.severity} ${each.rule} ${each.message}` : `${place} silenced: ${each.suppressed.reason}`;
  });
}

function apply(entries: readonly SuppressionEntry[], given: Given = {}): readonly Finding[] {
  const config: Config = { ...defaultConfig('/p'), file: 'lintel.yaml', suppressions: entries, ...given.config };
  const inputs = ['data/a.csv', 'data/b.csv'].map((path) => ({ path: `/p/${path}`, displayPath: path, config }));
  const findings = [finding('data/a.csv', 'x'), finding('data/b.csv', null)];
  return applySuppressions({ findings, inputs, rules, notChecked: [], wholeFolders: [], today: '2026-11-23', ...given });
}

const A = 'data/a.csv error outliers/non-finite text';
const B = 'data/b.csv error outliers/non-finite text';

describe('suppressions', () => {
  it('silence by rule, path and column', () => {
    assert.deepEqual(run([entry({})]), ['data/a.csv silenced: known', 'data/b.csv silenced: known']);
    assert.deepEqual(run([entry({ path: 'data/a.csv' })]), ['data/a.csv silenced: known', B]);
    assert.deepEqual(run([entry({ path: 'data/', column: 'x' })]), ['data/a.csv silenced: known', B]);
    assert.deepEqual(run([entry({ rule: 'packaging/empty-rows' })]), [A, B]);
  });

  it('hold to the end of their last day', () => {
    assert.deepEqual(run([entry({ until: '2026-11-23' })]), ['data/a.csv silenced: known', 'data/b.csv silenced: known']);
    assert.deepEqual(run([entry({ until: '2026-11-22' })]), [
      A,
      B,
      'lintel.yaml:7 warning config/expired-suppression This suppression of `outliers/non-finite` ended on 2026-11-22',
    ]);
  });

  it('name their owner and last day where they silence something, and when they have ended', () => {
    const silenced = apply([entry({ path: 'data/a.csv', owner: 'orders', until: '2026-11-23' })]).map(({ suppressed }) => suppressed);
    assert.deepEqual(silenced, [{ kind: 'config', reason: 'known', owner: 'orders', until: '2026-11-23' }, null]);
    assert.deepEqual(run([entry({ owner: 'orders', until: '2026-11-22' })]).at(-1), 'lintel.yaml:7 warning config/expired-suppression This suppression of `outliers/non-finite` ended on 2026-11-22; its owner is `orders`');
  });

  it('silence nothing without a rule, and are told of without a reason', () => {
    assert.deepEqual(run([entry({ rule: '' })]), [A, B, 'lintel.yaml:7 warning config/suppression-without-rule This suppression names no rule, so it silences nothing']);
    assert.deepEqual(run([entry({ reason: '' })]).at(-1), 'lintel.yaml:7 warning config/suppression-without-reason `outliers/non-finite` is silenced here without a reason');
  });

  const unused = 'lintel.yaml:7 info config/unused-suppression Nothing is silenced here: `outliers/non-finite` reports nothing of the kind';

  it('are called unused when the whole folder was checked', () => {
    assert.deepEqual(run([entry({ path: 'gone.csv' })], { wholeFolders: ['/p'] }), [A, B, unused]);
    assert.deepEqual(run([entry({ column: 'y' })], { wholeFolders: ['/'] }), [A, B, unused]);
  });

  it('are called unused when their one file was checked', () => {
    assert.deepEqual(run([entry({ path: 'data/a.csv', column: 'y' })]), [A, B, unused]);
  });

  it('are not called unused when somebody could not look', () => {
    assert.deepEqual(run([entry({ path: 'gone.csv' })]), [A, B]);
    assert.deepEqual(run([entry({ path: 'data/a.csv', column: 'y' })], { notChecked: ['data/a.csv'] }), [A, B]);
    assert.deepEqual(run([entry({ path: 'gone.csv' })], { wholeFolders: ['/p'], config: { ignore: ['outliers'] } }), [A, B]);
  });

  it('obey selection and severity like any rule', () => {
    assert.deepEqual(run([entry({ rule: '' })], { config: { ignore: ['config'] } }), [A, B]);
    const [, , third] = run([entry({ rule: '' })], { config: { severity: { 'config/suppression-without-rule': 'error' } } });
    assert.match(third ?? '', /^lintel.yaml:7 error /);
  });
});
