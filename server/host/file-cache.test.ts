import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { userCacheFolder } from './cache-folder.ts';
import { cacheContents, createFileCache, emptyCache } from './file-cache.ts';

describe('the cache in files', () => {
  let folder = '';
  const said: string[] = [];
  const log = { info: () => undefined, warn: (text: string) => void said.push(text) };
  const open = (options: { readonly buildId?: string; readonly mostBytes?: number } = {}): ReturnType<typeof createFileCache> => createFileCache({ folder: path.join(folder, 'cache'), buildId: 'one', log, ...options });
  const files = (): readonly string[] => readdirSync(path.join(folder, 'cache'), { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() && /^[0-9a-f]{62}/.test(entry.name) ? [path.join(entry.parentPath, entry.name)] : []));

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lintel-cache-test-'));
    said.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives back what an earlier run has put', async () => {
    await open().put('key', '{"text":"ä"}');
    assert.equal(await open().get('key'), '{"text":"ä"}');
    assert.equal(await open().get('other key'), null);
  });

  it('knows nothing of what another build has put', async () => {
    await open().put('key', '1');
    assert.equal(await open({ buildId: 'two' }).get('key'), null);
  });

  for (const [name, harm] of [
    ['cut short', (file: string) => truncateSync(file, 90)],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['another text', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('right', 'wrong'))],
    ['of another schema', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(/lintel-cache \d+/, 'lintel-cache 9'))],
  ] as const) {
    it(`removes an entry that is ${name}`, async () => {
      await open().put('key', '{"all":"is right"}');
      for (const file of files()) harm(file);
      assert.equal(await open().get('key'), null);
      assert.deepEqual(files(), []);
    });
  }

  it('takes no entry in the place of another', async () => {
    await open().put('key', '1');
    const [one = ''] = files();
    await open().put('other key', '2');
    const [other = ''] = files().filter((file) => file !== one);
    copyFileSync(one, other);
    assert.deepEqual([await open().get('key'), await open().get('other key')], ['1', null]);
  });

  it('waits for nobody who would write an entry', async function () {
    if (process.platform === 'win32') this.skip();
    await open().put('key', '1');
    const [file = ''] = files();
    rmSync(file);
    execFileSync('mkfifo', [file]);
    assert.equal(await open().get('key'), null);
    await open().put('key', '2');
    assert.equal(await open().get('key'), '2');
  });

  it('removes what was not used for longest when all is too large', async () => {
    const first = open();
    for (const key of ['a', 'b', 'c', 'd']) await first.put(key, key.repeat(1000));
    for (const file of files()) if (readFileSync(file, 'utf8').includes('bbb')) utimesSync(file, 1, 1);
    const second = open({ mostBytes: 5 * 1080 - 1 });
    await second.put('e', 'e'.repeat(1000));
    await second.close();
    assert.equal(await open().get('b'), null);
    assert.equal((await open().get('e'))?.length, 1000);
  });

  it('goes on without a folder that cannot be written, and says so once', async function () {
    if (process.platform === 'win32') this.skip();
    writeFileSync(path.join(folder, 'cache'), 'a file');
    const cache = open();
    await cache.put('key', '1');
    await cache.put('key', '2');
    await cache.close();
    assert.equal(await cache.get('key'), null);
    assert.deepEqual(said.map((text) => text.replace(folder, '')), ['the cache `/cache` cannot be written (EEXIST); the run goes on without it']);
  });

  it('reads entries that it may not write', async function () {
    if (process.platform === 'win32') this.skip();
    await open().put('key', '1');
    chmodSync(path.join(folder, 'cache'), 0o500);
    assert.equal(await open().get('key'), '1');
    chmodSync(path.join(folder, 'cache'), 0o700);
  });

  it('is emptied of entries and of nothing else', async () => {
    const cache = open();
    await cache.put('a', '1');
    await cache.put('b', '2');
    writeFileSync(path.join(folder, 'cache', 'mine.txt'), 'mine');
    assert.equal((await cacheContents(path.join(folder, 'cache')))?.entries, 2);
    assert.equal((await emptyCache(path.join(folder, 'cache')))?.entries, 2);
    assert.deepEqual(readdirSync(path.join(folder, 'cache')).sort(), ['.gitignore', 'CACHEDIR.TAG', 'mine.txt']);
    await cache.put('a', '3');
    await cache.put('a', '3');
    assert.equal(await cache.get('a'), '3');
  });

  it('leaves a folder alone that is not its own', async () => {
    assert.equal(await emptyCache(folder), null);
    assert.equal(await cacheContents(path.join(folder, 'nothing')), null);
  });
});

describe('the folder of caches', () => {
  it('is that of the platform', () => {
    assert.equal(userCacheFolder({ XDG_CACHE_HOME: '/x', HOME: '/home/a' }, 'linux'), '/x/lintel');
    assert.equal(userCacheFolder({ XDG_CACHE_HOME: 'relative', HOME: '/home/a' }, 'linux'), '/home/a/.cache/lintel');
    assert.equal(userCacheFolder({ HOME: '/Users/a' }, 'darwin'), '/Users/a/Library/Caches/lintel');
  });
});
