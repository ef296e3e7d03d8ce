import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { createMemoryCache } from '../../../tools/memory-cache.ts';
import { createMemoryFiles } from '../../../tools/memory-files.ts';
import { defaultConfig } from '../config/defaults.ts';
import { remember, type Sight } from './remember.ts';

describe('remembered work', () => {
  const open = (files: Record<string, string>) => {
    const memory = createMemoryFiles(files);
    const cache = createMemoryCache(memory);
    const sight: Sight = { files: memory, git: null, configOf: async (folder) => defaultConfig(folder) };
    const log: string[] = [];
    const run = (work: (sight: Sight) => Promise<string>): Promise<string> => remember({ key: 'k', sight, work: (seen) => (log.push('work'), work(seen)), isLasting: () => true }, cache);
    return { run, log };
  };
  const readA = async ({ files }: Sight): Promise<string> => `${(await files.stat('/p/a'))?.sizeBytes ?? 'none'} ${(await files.readText('/p/a', 10)) ?? 'unread'}`;

  it('is done once while all that it looked at is as it was', async () => {
    const { run, log } = open({ '/p/a': 'one', '/p/b': 'two' });
    assert.deepEqual([await run(readA), await run(readA), log], ['3 one', '3 one', ['work']]);
  });

  const changes: readonly (readonly [string, (files: Record<string, string>) => void, string])[] = [
    ['another text of the same size', (files) => (files['/p/a'] = 'two'), '3 two'],
    ['a longer text', (files) => (files['/p/a'] = 'three'), '5 three'],
    ['a text that is too long to be read', (files) => (files['/p/a'] = 'a long story'), '12 unread'],
    ['a file that is gone', (files) => delete files['/p/a'], 'none unread'],
  ];
  for (const [what, change, expected] of changes) {
    it(`is done again for ${what}`, async () => {
      const files = { '/p/a': 'one' };
      const { run, log } = open(files);
      await run(readA);
      change(files);
      assert.deepEqual([await run(readA), log], [expected, ['work', 'work']]);
    });
  }

  it('is done again when a file that was missing or too long can be read', async () => {
    const files: Record<string, string> = {};
    const { run } = open(files);
    const told = [await run(readA)];
    files['/p/a'] = 'a long story';
    told.push(await run(readA));
    files['/p/a'] = 'short';
    told.push(await run(readA));
    assert.deepEqual(told, ['none unread', '12 unread', '5 short']);
  });

  it('what does not look at a file does not rest on it', async () => {
    const files: Record<string, string> = { '/p/a': 'one', '/p/b': 'two' };
    const { run, log } = open(files);
    await run(readA);
    files['/p/b'] = 'more';
    await run(readA);
    assert.deepEqual(log, ['work']);
  });

  it('is not kept when a file changed between two looks', async () => {
    for (const later of ['two', 'longer']) {
      const files: Record<string, string> = { '/p/a': 'one' };
      const { run, log } = open(files);
      const work = async (sight: Sight): Promise<string> => {
        const before = await readA(sight);
        files['/p/a'] = later;
        return `${before}, ${(await sight.files.readText('/p/a', 10)) ?? ''}`;
      };
      await run(work);
      files['/p/a'] = 'one';
      assert.deepEqual([await run(readA), log], ['3 one', ['work', 'work']]);
    }
  });

  it('is not kept when a file changed its size after it was looked at', async () => {
    const files: Record<string, string> = { '/p/a': 'one' };
    const { run, log } = open(files);
    await run(async (sight) => {
      const size = (await sight.files.stat('/p/a'))?.sizeBytes ?? 0;
      files['/p/a'] = 'longer';
      return `${size} ${(await sight.files.readText('/p/a', 10)) ?? ''}`;
    });
    assert.deepEqual([await run(readA), log], ['6 longer', ['work', 'work']]);
  });
});
