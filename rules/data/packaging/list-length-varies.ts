import { columnRule } from '../../api/rule.ts';
import { measure } from '../../api/measure.ts';
import { where } from '../../api/predicate.ts';

export const rule = columnRule({
  id: 'packaging/list-length-varies',
  summary: 'A few lists of another length than nearly all',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'uncommon list length' }],
  docs: {
    what: 'Nearly all lists of a column have one length and a few have another.',
    why: 'A column of vectors is stacked into a matrix. A few shorter or longer vectors make that fail, or are cut and padded without a word.',
    instead: 'Look at the rows: were they cut off, or made by another version of the code? Make them anew or leave them out.',
    limits: 'Silent where the usual list is empty, and where the second most common length is not rare: such lists are meant to vary. Where the usual list has one item the finding is only informative. Lists written as text in CSV are not read.',
  },
  options: {
    dominance: { kind: 'number', default: 0.85, min: 0, max: 1, unit: 'share', doc: 'Smallest (top - second) / top of the two most common lengths.', source: 'The Data Linter, uncommon list length, 0.85' },
    usualShare: { kind: 'number', default: 0.85, min: 0, max: 1, unit: 'share', doc: 'Smallest share of lists that have the usual length.', source: "Lintel's own choice: many rare lengths together are no exception" },
    minRows: { kind: 'number', default: 20, min: 2, max: 1e9, unit: 'rows', doc: 'Fewest lists the column must have.', source: "Lintel's own choice" },
  },
  messages: {
    uncommon: '`{column}` does not have its usual {length} items in {count} of {rows} rows',
    uncommonSingle: '`{column}` does not have its usual one item in {count} of {rows} rows',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'One embedding lost a number',
        format: 'jsonl',
        text: [
          ...['[1,2,3]', '[4,5,6]', '[7,8,9]', '[2,4,6]', '[1,3,5]', '[9,8,7]'].map((list) => `{"vector":${list}}`),
          '{"vector":[6,5]}',
          '          ^^^^^ uncommon',
          '{"vector":[3,2,1]}',
          '',
        ].join('\n'),
        options: { minRows: 5 },
      },
      {
        title: 'One of eight vectors in Parquet is short',
        format: 'parquet',
        columns: { vector: { type: 'DOUBLE[]', values: [...Array.from({ length: 7 }, () => '[0.5, 1.5, 2.5]'), '[0.5]'] } },
        expect: ['vector: uncommon'],
        options: { minRows: 5 },
      },
    ],
    good: [
      {
        title: 'All embeddings are of one length',
        format: 'jsonl',
        text: '{"vector":[1,2,3]}\n{"vector":[4,5,6]}\n{"vector":[7,8,9]}\n{"vector":[2,4,6]}\n{"vector":[6,5,4]}\n',
        options: { minRows: 5 },
      },
      {
        title: 'Tags are many or few',
        format: 'jsonl',
        text: '{"tags":["a"]}\n{"tags":["a","b"]}\n{"tags":["c"]}\n{"tags":["a","b","c"]}\n{"tags":["d","a"]}\n',
        options: { minRows: 5 },
      },
    ],
  },
  yieldsTo: [],
  mend: null,
  applies: (column) => column.physical === 'list',
  measures: () => ({ lengths: measure.lengthCounts }),
  judge: ({ column, measured, options }) => {
    const { values, total } = measured.lengths;
    const [usual, second] = values;
    if (usual === undefined || second === undefined || total < options.minRows) return [];
    const length = Number(usual.value);
    const dominance = (usual.count - second.count) / usual.count;
    if (length === 0 || dominance < options.dominance || usual.count < options.usualShare * total) return [];
    const otherLengths = { op: 'and', of: [{ op: 'not', of: { op: 'missing' } }, { op: 'not', of: { op: 'list-length', length } }] } as const;
    const at = { kind: 'rows', selector: where(column.index, otherLengths) } as const;
    return length === 1
      ? [{ message: 'uncommonSingle', at, severity: 'info', confidence: 'possible' }]
      : [{ message: 'uncommon', at, data: { length } }];
  },
});
