import assert from 'node:assert/strict';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import type { MemoryFile } from '../../../../tools/memory-files.ts';
import { defaultConfig } from '../../config/defaults.ts';
import { openFiles } from './open-files.ts';
import type { OpenFilesRequest, OpenedFiles } from './open-files.ts';
import { REPOSITORY_LIMITS } from './walk-repository.ts';

function open(files: Readonly<Record<string, MemoryFile>>, more: Partial<OpenFilesRequest> = {}): Promise<OpenedFiles> {
  return openFiles({ root: '/repo', files: createMemoryFiles(Object.fromEntries(Object.entries(files).map(([path, file]) => [`/repo/${path}`, file]))), ...more });
}

const pathsOf = ({ files }: OpenedFiles): readonly string[] => files.all.map(({ path }) => path);

describe('openFiles', () => {
  it('lists files of every kind with their sizes, sorted', async () => {
    const { files, notChecked } = await open({ 'b.bin': 'xy', '.github/workflows/a.yml': 'on: push', 'a/data.csv': 'a\n', 'build/cloud.yaml': 'a: 1' });
    assert.deepEqual(files.all, [
      { path: '.github/workflows/a.yml', sizeBytes: 8, isTracked: null },
      { path: 'a/data.csv', sizeBytes: 2, isTracked: null },
      { path: 'b.bin', sizeBytes: 2, isTracked: null },
      { path: 'build/cloud.yaml', sizeBytes: 4, isTracked: null },
    ]);
    assert.deepEqual(notChecked, []);
  });

  it('names folders that cannot be listed', async () => {
    const memory = createMemoryFiles({ '/repo/a.py': '', '/repo/secret/b.py': '' });
    const files = { ...memory, list: async (folder: string) => (folder === '/repo/secret' ? [] : memory.list(folder)), canList: async (folder: string) => folder !== '/repo/secret' };
    const opened = await open({}, { files });
    assert.deepEqual([pathsOf(opened), opened.notChecked], [['a.py'], [{ path: 'secret', reason: 'unreadable', message: 'the folder cannot be listed; check its permissions' }]]);
  });

  it('leaves out what is ignored, excluded, of others or a link', async () => {
    const opened = await open(
      { '.gitignore': 'out/\n*.log\n!keep.log\n', 'out/a': '', 'a.log': '', 'keep.log': '', 'node_modules/a/package.json': '', 'env/pyvenv.cfg': '', 'env/lib/a.py': '', '.git/config': '', '.venv/a.py': '', 'x.egg-info/PKG-INFO': '', 'old/a.py': '', 'to.py': { link: true }, 'build/lib/a.py': '', '.lintel/baseline.json': '{}', '.lintel/cache/a.json': '{}', '.lintel/attestations.yaml': '' },
      { configOf: async (folder) => ({ ...defaultConfig(folder), exclude: ['old'] }) },
    );
    assert.deepEqual(pathsOf(opened), ['.gitignore', '.lintel/attestations.yaml', 'keep.log']);
  });

  it('takes what git tracks, ignored or not, and says so', async () => {
    const { files } = await open({ '.gitignore': 'reports/\n', 'reports/junit.xml': '<a/>', 'reports/new.xml': '<a/>', 'a.py': '' }, { tracked: new Set(['reports/junit.xml', '.gitignore']) });
    assert.deepEqual(files.all.map(({ path, isTracked }) => [path, isTracked]), [['.gitignore', true], ['a.py', false], ['reports/junit.xml', true]]);
  });

  it('reads texts of settings, scripts and documents, heads of long files, and trees', async () => {
    const long = '<html>\n'.repeat(5000);
    const { files } = await open({ 'a.toml': 'a = 1', Makefile: 'test:\n\tpytest\n', 'scripts/run': 'echo', 'm.pkl': 'x', 'report.html': long, 'z.sh': 'a\0b', 'a.py': 'x' }, { programText: (path) => (path === 'a.py' ? 'program' : null) });
    assert.deepEqual(files.all.map(({ path }) => [path, files.text(path)?.slice(0, 7) ?? null, files.text(path)?.length ?? null]), [
      ['Makefile', 'test:\n\t', 14],
      ['a.py', 'program', 7],
      ['a.toml', 'a = 1', 5],
      ['m.pkl', null, null],
      ['report.html', '<html>\n', 8192],
      ['scripts/run', 'echo', 4],
      ['z.sh', null, null],
    ]);
    assert.deepEqual([files.trees('a.toml').length, files.trees('missing.toml'), files.text('missing'), files.has('a.toml')], [1, [], null, true]);
    assert.deepEqual(files.place('Makefile', 7, 13), { path: 'Makefile', cell: null, range: { start: { line: 2, column: 2 }, end: { line: 2, column: 8 } } });
    assert.deepEqual(files.place('m.pkl', 0, 1), { path: 'm.pkl', cell: null, range: null });
  });

  it('finds files by globs', async () => {
    const { files } = await open(Object.fromEntries(['a.yml', 'x/a.yml', 'x/b.yaml', 'x/y/Dockerfile', 'Dockerfile.dev', 'x/a.txt', 'x/[a].md'].map((path) => [path, ''])));
    const find = (...globs: readonly string[]): readonly string[] => files.matching(...globs).map(({ path }) => path);
    assert.deepEqual(find('**/*.{yml,yaml}'), ['a.yml', 'x/a.yml', 'x/b.yaml']);
    assert.deepEqual(find('*.yml', 'x/*.yaml', 'a.*'), ['a.yml', 'x/b.yaml']);
    assert.deepEqual(find('**/Dockerfile*'), ['Dockerfile.dev', 'x/y/Dockerfile']);
    assert.deepEqual(find('x/**'), ['x/[a].md', 'x/a.txt', 'x/a.yml', 'x/b.yaml', 'x/y/Dockerfile']);
    assert.deepEqual(find('x/?.txt'), ['x/a.txt']);
    assert.deepEqual(find('x/[a].md'), ['x/[a].md']);
    assert.deepEqual(find('*/{a,b}.{yml,yaml}', 'nothing'), ['x/a.yml', 'x/b.yaml']);
  });

  it('says what is beyond its limits', async () => {
    const limits = { ...REPOSITORY_LIMITS, files: 2, depth: 1, textBytes: 10 };
    const many = await open({ a: '', b: '', c: '' }, { limits });
    assert.deepEqual([pathsOf(many), many.notChecked], [['a', 'b'], [{ path: '.', reason: 'too-large', message: 'more than 2 files; name the folder of the project, or use `exclude`' }]]);
    const deep = await open({ 'a/b/c/d': '' }, { limits });
    assert.deepEqual(deep.notChecked, [{ path: '.', reason: 'too-large', message: 'folders nest more than 1 deep; what lies deeper was not looked at' }]);
    const long = await open({ 'a.yml': 'a: 1\n'.repeat(10) }, { limits });
    assert.deepEqual(long.notChecked, [{ path: 'a.yml', reason: 'too-large', message: 'larger than 0.00001 MB; split the file, or use `exclude`' }]);
    assert.equal(long.files.text('a.yml'), null);
    const data = await open({ 'a.json': `[${' '.repeat(10_000)}]` }, { limits });
    assert.deepEqual([data.files.text('a.json')?.length, data.files.trees('a.json'), data.notChecked], [8192, [], []]);
    const all = await open({ 'a.yml': 'a: 1', 'b.yml': 'b: 1' }, { limits: { ...REPOSITORY_LIMITS, texts: 1 } });
    assert.deepEqual([all.files.text('a.yml'), all.files.text('b.yml'), all.notChecked.length], ['a: 1', null, 1]);
  });

  it('says so when it is cancelled', async () => {
    const { notChecked } = await open({ a: '' }, { signal: AbortSignal.abort() });
    assert.deepEqual(notChecked, [{ path: '.', reason: 'cancelled', message: 'the check was cancelled while files were listed' }]);
  });
});
