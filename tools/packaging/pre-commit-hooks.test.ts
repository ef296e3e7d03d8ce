import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { unknownFlags } from './known-flags.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly require_serial: boolean;
  readonly files?: string;
}

const file = path.resolve(import.meta.dirname, '../../.pre-commit-hooks.yaml');

describe('.pre-commit-hooks.yaml', () => {
  const hooks = parse(readFileSync(file, 'utf8')) as readonly Hook[];

  it('has a hook for programs, one for data and one for the score', () => {
    assert.deepEqual(hooks.map(({ id, language, require_serial }) => [id, language, require_serial]), [['lintel', 'system', true], ['lintel-data', 'system', true], ['lintel-score', 'system', true]]);
  });

  for (const { id, entry } of hooks) {
    it(`${id} runs a command there is`, () => {
      const [program, ...words] = entry.split(' ');
      assert.deepEqual([program, unknownFlags(words)], ['lintel', []]);
    });
  }

  it('gives the data hook names of tables only', () => {
    const [flags, ...rest] = (hooks.find(({ id }) => id === 'lintel-data')?.files ?? '').split(/^\(\?(i)\)/).filter((part) => part !== '');
    const pattern = new RegExp(rest.join(''), flags);
    const names = ['a.csv', 'b/c.TSV.gz', 'd.parquet', 'e.jsonl.zst', 'f.py', 'g.csv.bak', 'h.json', 'i.parquet.gz'];
    assert.deepEqual(names.filter((name) => pattern.test(name)), ['a.csv', 'b/c.TSV.gz', 'd.parquet', 'e.jsonl.zst']);
  });
});
