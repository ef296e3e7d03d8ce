import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createFileSources, openFileSources, type FileSources } from './source-store.ts';

describe('texts in a file of our own', () => {
  let folder: string;
  let sources: FileSources;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lintel-test-'));
    sources = createFileSources(path.join(folder, 'sources'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are what they were, for this process and for others', () => {
    const texts = { '/p/plain.py': 'x = 1\n', '/p/latin.py': '# é ÿ\r\n', '/p/wide.py': '# 漢字 🎉 \ud800\n', '/p/empty.py': '' };
    for (const [name, text] of Object.entries(texts)) sources.set(name, text);
    const other = openFileSources(structuredClone(sources.stored));
    for (const each of [sources, other]) {
      assert.deepEqual(Object.fromEntries([...each.keys()].map((name) => [name, each.get(name)])), texts);
      assert.deepEqual([each.has('/p/plain.py'), each.has('/p/none.py'), each.get('/p/none.py')], [true, false, undefined]);
    }
    other.close();
    sources.close();
  });

  it('are the latest ones', () => {
    sources.set('/p/a.py', 'old\n');
    assert.equal(sources.get('/p/a.py'), 'old\n');
    sources.set('/p/a.py', 'new\n');
    assert.deepEqual([[...sources.keys()], sources.get('/p/a.py')], [['/p/a.py'], 'new\n']);
    sources.close();
  });

  it('come back when many others were read in between', () => {
    const long = (index: number): string => `${index}\n`.repeat(200_000);
    for (let index = 0; index < 10; index += 1) sources.set(`/p/${index}.py`, long(index));
    for (const index of [0, 5, 9, 0, 9]) assert.equal(sources.get(`/p/${index}.py`), long(index));
    sources.close();
  });

  it('are kept in memory when they cannot be written', () => {
    sources.set('/p/a.py', 'x = 1\n');
    sources.close();
    sources.set('/p/b.py', 'y = 1\n');
    assert.deepEqual([sources.get('/p/b.py'), structuredClone(sources.stored.held)], ['y = 1\n', new Map([['/p/b.py', 'y = 1\n']])]);
  });

  it('can be read by their owner alone and are gone when closed', () => {
    if (process.platform !== 'win32') assert.equal(statSync(sources.stored.file).mode & 0o777, 0o600);
    sources.close();
    assert.equal(existsSync(sources.stored.file), false);
  });
});
