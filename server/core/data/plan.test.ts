import assert from 'node:assert/strict';
import type { Column } from '../../../rules/api/column.ts';
import { measure, tableMeasure } from '../../../rules/api/measure.ts';
import { COLUMNS_PER_SCAN, planScans, type Ask } from './plan.ts';

function column(index: number, sample: Partial<Column['sample']> = {}): Column {
  return {
    index,
    name: `c${index}`,
    physical: 'text',
    kind: 'integer',
    quoted: 'none',
    role: 'feature',
    sample: { rows: 10_000, missing: 0, values: [{ value: '1', count: 10_000 }], isWholeTable: false, ...sample },
  };
}

describe('planning the measures of all rules', () => {
  it('computes a measure once, however many rules ask for it', () => {
    const one: Ask[] = [{ column: 0, spec: measure.mean.spec }];
    const many: Ask[] = Array.from({ length: 50 }, () => ({ column: 0, spec: measure.mean.spec }));
    assert.deepEqual(planScans(many, [column(0)]).scans, planScans(one, [column(0)]).scans);
    assert.deepEqual(planScans(many, [column(0)]).scans, [{ kind: 'scalars', table: [], columns: [{ column: 0, specs: [measure.mean.spec] }] }]);
  });

  it('computes equal predicates once and different ones each', () => {
    const na = measure.where({ op: 'in', values: ['NA'] });
    const again = measure.where({ op: 'in', values: ['NA'] });
    const other = measure.where({ op: 'in', values: ['?'] });
    const asks = [na, again, other].map((asked): Ask => ({ column: 0, spec: asked.spec }));
    assert.deepEqual(planScans(asks, [column(0)]).scans, [{ kind: 'scalars', table: [], columns: [{ column: 0, specs: [na.spec, other.spec] }] }]);
  });

  it('puts all columns and table measures of a narrow table in one scan', () => {
    const columns = [column(0), column(1)];
    const asks: Ask[] = [
      { column: 1, spec: measure.max.spec },
      { column: null, spec: tableMeasure.rows.spec },
      { column: 0, spec: measure.min.spec },
      { column: null, spec: tableMeasure.rows.spec },
    ];
    assert.deepEqual(planScans(asks, columns).scans, [
      {
        kind: 'scalars',
        table: [tableMeasure.rows.spec],
        columns: [
          { column: 0, specs: [measure.min.spec] },
          { column: 1, specs: [measure.max.spec] },
        ],
      },
    ]);
  });

  it('plans wide tables in batches of columns', () => {
    const columns = Array.from({ length: 2 * COLUMNS_PER_SCAN + 1 }, (_, index) => column(index));
    const { scans } = planScans(columns.map(({ index }): Ask => ({ column: index, spec: measure.min.spec })), columns);
    assert.deepEqual(
      scans.map((scan) => scan.columns.length),
      [COLUMNS_PER_SCAN, COLUMNS_PER_SCAN, 1],
    );
  });

  it('counts values of the whole table in one scan, and of mostly distinct columns in the sample', () => {
    const distinct = Array.from({ length: 9_000 }, (_, index) => ({ value: `v${index}`, count: 1 }));
    const columns = [column(0), column(1, { values: distinct }), column(2)];
    const plan = planScans(columns.map(({ index }): Ask => ({ column: index, spec: measure.valueCounts.spec })), columns);
    assert.deepEqual(plan.scans, [{ kind: 'counts', of: 'values', columns: [0, 2], limit: 1000 }]);
    assert.deepEqual([...plan.countedInSample], [1]);
  });

  it('asks the engine for no counts where the sample is the whole table', () => {
    const columns = [column(0, { rows: 3, values: [{ value: '7', count: 3 }], isWholeTable: true })];
    const plan = planScans([{ column: 0, spec: measure.valueCounts.spec }], columns);
    assert.deepEqual(plan.scans, []);
    assert.deepEqual([...plan.countedInSample], [0]);
  });

  it('tells the engine which texts are no numbers', () => {
    const columns = [column(0, { values: [{ value: '1', count: 8 }, { value: 'n/a', count: 2 }, { value: 'inf', count: 1 }, { value: '-3e4', count: 1 }] })];
    assert.deepEqual(planScans([], columns).readings, [{ column: 0, skip: ['n/a'] }]);
  });
});
