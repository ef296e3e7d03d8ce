import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { createMemoryCache } from '../../../../tools/memory-cache.ts';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { testParser } from '../../../../tools/python-parser.ts';
import type { Cache } from '../../ports.ts';
import { openDocuments } from './documents.ts';
import { placesIn, type ProgramPlaces } from './program-places.ts';

describe('places of programs', () => {
  const SCRIPT = 'x = f(\n    1,\n)\n# lintel: ignore[some/rule] known\ny = 2\n';
  const cells = ['a = 1\n', 'b = 2\nc = 3\n'].map((source, index) => ({ cell_type: 'code', execution_count: null, id: `c${index}`, metadata: { tags: index === 0 ? [] : ['lintel-ignore:some/rule'] }, outputs: [], source }));
  const NOTEBOOK = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
  const spansOf = (text: string, ...words: readonly string[]) => words.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }));
  const ask = async ({ path, text, words, cache, reads }: { readonly path: string; readonly text: string; readonly words: readonly string[]; readonly cache: Cache | null; readonly reads: string[] }): Promise<ProgramPlaces | null> => {
    const parser = await testParser();
    const read = async () => {
      reads.push(path);
      return openDocuments(new Map([[path, text]]), { home: '/p', parser }).read(path);
    };
    const first = openDocuments(new Map([[path, text]]), { home: '/p', parser }).read(path);
    const source = first?.ok === true ? first.document.source : text;
    return placesIn({ path, text, spans: spansOf(source, ...words), read }, cache);
  };

  for (const [path, text, words] of [
    ['/p/a.py', SCRIPT, ['1,', 'y = 2']],
    ['/p/a.ipynb', NOTEBOOK, ['c = 3', 'a = 1']],
  ] as const) {
    it(`are the same when they are kept: ${path}`, async () => {
      const cache = createMemoryCache(createMemoryFiles({}));
      const [reads, fresh]: [string[], string[]] = [[], []];
      const answers = [await ask({ path, text, words, cache: null, reads: fresh }), await ask({ path, text, words, cache, reads }), await ask({ path, text, words, cache, reads })];
      assert.deepEqual(answers, [answers[0], answers[0], answers[0]]);
      assert.deepEqual(reads, [path]);
      const [first, second] = answers[0]?.located ?? [];
      assert.deepEqual(
        path.endsWith('.py') ? [first?.place.range.start, first?.lines, second?.place.range.start] : [first?.place, second?.place],
        path.endsWith('.py')
          ? [{ line: 2, column: 5 }, [2, 1, 3], { line: 5, column: 1 }]
          : [
              { cell: 2, range: { start: { line: 2, column: 1 }, end: { line: 2, column: 6 } } },
              { cell: 1, range: { start: { line: 1, column: 1 }, end: { line: 1, column: 6 } } },
            ],
      );
      assert.deepEqual(answers[0]?.suppressions.map(({ kind, rules, line }) => [kind, rules, line]), path.endsWith('.py') ? [['line', ['some/rule'], 5]] : [['tag', ['some/rule'], null]]);
    });
  }

  it('are found again in another text, at other offsets and when another kind of file has the same text', async () => {
    const cache = createMemoryCache(createMemoryFiles({}));
    const reads: string[] = [];
    await ask({ path: '/p/a.py', text: SCRIPT, words: ['1,'], cache, reads });
    await ask({ path: '/p/a.py', text: `\n${SCRIPT}`, words: ['1,'], cache, reads });
    await ask({ path: '/p/a.py', text: SCRIPT, words: ['y = 2'], cache, reads });
    assert.equal(await ask({ path: '/p/a.ipynb', text: SCRIPT, words: ['1,'], cache, reads }), null);
    assert.deepEqual(reads, ['/p/a.py', '/p/a.py', '/p/a.py', '/p/a.ipynb']);
  });
});
