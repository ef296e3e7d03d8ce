import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNodeFiles } from '../../host/files.ts';
import { goneFiles } from './gone-files.ts';

describe('files that are gone', () => {
  it('are those whose folder can be looked into and does not hold them', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'gone-'));
    try {
      mkdirSync(path.join(root, 'src/empty'), { recursive: true });
      writeFileSync(path.join(root, 'src/a.py'), '');
      symlinkSync('nowhere', path.join(root, 'dangling'));
      const paths = ['src/a.py', 'src/b.py', 'src/empty/c.py', 'no/such/folder/d.py', 'src/a.py/e.py', 'dangling', 'dangling/f.py', '../outside-of-all/x.py'];
      const gone = await goneFiles(paths.map((each) => ({ path: each })), { workingFolder: root, files: createNodeFiles() });
      assert.deepEqual([...gone], ['src/b.py', 'src/empty/c.py', 'no/such/folder/d.py', 'src/a.py/e.py', '../outside-of-all/x.py']);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('lists each folder once', async () => {
    let lists = 0;
    const none = createNodeFiles();
    const files = { ...none, stat: async () => null, list: async () => ((lists += 1), [{ name: 'other', kind: 'file' as const }]) };
    const root = { kind: 'folder' as const, sizeBytes: 0, mtimeMs: 0, id: '1' };
    const paths = Array.from({ length: 1000 }, (_, index) => ({ path: `d${index % 10}/m${index}.py` }));
    const gone = await goneFiles(paths, { workingFolder: '/p', files: { ...files, stat: async (at: string) => (at === '/p' ? root : null) } });
    assert.deepEqual([gone.size, lists], [1000, 1]);
  });
});
