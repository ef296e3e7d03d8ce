import assert from 'node:assert/strict';
import { createMemoryFiles } from '../../tools/memory-files.ts';
import type { MemoryFile } from '../../tools/memory-files.ts';
import { createConfigLoader } from './config/load.ts';
import { findInputs } from './discovery.ts';
import type { Discovery, DiscoveryRequest } from './discovery.ts';

async function find(files: Readonly<Record<string, MemoryFile>>, given: Partial<DiscoveryRequest> = {}): Promise<Discovery> {
  const memory = createMemoryFiles(files);
  const loader = createConfigLoader({ files: memory, rules: [], workingFolder: '/p', source: 'discover' });
  return findInputs({ paths: ['/p'], workingFolder: '/p', files: memory, configOf: async (folder) => (await loader.forFolder(folder)).config, ...given });
}

/** Display paths; part files in brackets. */
async function shown(files: Readonly<Record<string, MemoryFile>>, given: Partial<DiscoveryRequest> = {}): Promise<readonly string[]> {
  const { datasets } = await find(files, given);
  return datasets.map(({ dataset }) => dataset.displayPath + (dataset.parts === null ? '' : ` [${dataset.parts.map((part) => part.slice(3)).join(' ')}]`));
}

const empty = (...names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [`/p/${name}`, '']));

describe('discovery in folders', () => {
  it('takes data files by their names, at any depth, in order', async () => {
    const names = ['b.csv', 'a.TSV', 'c.tab', 'd.psv', 'e.jsonl', 'f.ndjson', 'g.parquet', 'h.pq', 'i.csv.gz', 'j.jsonl.zst', 'sub/k.csv'];
    assert.deepEqual(await shown(empty(...names, 'notes.txt', 'x.py', 'x.ipynb', 'x.csv.bak', 'x.xlsx')), ['a.TSV', 'b.csv', ...names.slice(2)]);
  });

  it('names folders that cannot be listed, and does not take them for empty', async () => {
    const memory = createMemoryFiles(empty('a.csv', 'secret/b.csv'));
    const files = { ...memory, list: async (folder: string) => (folder === '/p/secret' ? [] : memory.list(folder)), canList: async (folder: string) => folder !== '/p/secret' };
    const { datasets, notChecked, wholeFolders } = await find({}, { files });
    assert.deepEqual(datasets.map(({ dataset }) => dataset.displayPath), ['a.csv']);
    assert.deepEqual([notChecked, wholeFolders], [[{ path: 'secret', reason: 'unreadable', message: 'the folder cannot be listed; check its permissions' }], []]);
  });

  it('takes JSON only when it is a list of objects', async () => {
    const files = {
      '/p/rows.json': '\uFEFF \n[ {"a": 1}]',
      '/p/rows.json.gz': '[{"a": 1}]',
      '/p/object.json': '{"a": 1}',
      '/p/numbers.json': '[1]',
      '/p/package.json': '[{"a": 1}]',
      '/p/tsconfig.base.json': '[{"a": 1}]',
      '/p/gl-code-quality-report.json': '[{"a": 1}]',
      '/p/package-lock.json': '[{"a": 1}]',
      '/p/compile_commands.json': '[{"a": 1}]',
      '/p/data.schema.json': '[{"a": 1}]',
    };
    assert.deepEqual(await shown(files), ['rows.json', 'rows.json.gz']);
  });

  it('leaves out tools, caches and hidden folders', async () => {
    const folders = ['.git', '.venv', 'venv', 'node_modules', '__pycache__', '.tox', 'dist', 'build', '.ipynb_checkpoints', '.lintel', '.dvc', 'a/site-packages', 'x.egg-info'];
    assert.deepEqual(await shown(empty('a.csv', '.hidden.csv', '~$a.csv', ...folders.map((folder) => `${folder}/x.csv`))), ['a.csv']);
  });

  it('respects .gitignore and .lintelignore, the inner one over the outer', async () => {
    const files = {
      ...empty('a.csv', 'raw/b.csv', 'tmp/c.csv', 'keep/d.csv', 'keep/e.csv'),
      '/p/.git/HEAD': '',
      '/p/.gitignore': 'raw/\n*.csv\n!a.csv\n',
      '/p/keep/.lintelignore': '!d.csv\n',
    };
    const found = await find(files);
    assert.deepEqual(found.datasets.map(({ dataset }) => dataset.displayPath), ['a.csv', 'keep/d.csv']);
    assert.deepEqual(found.skipped, { ignored: 3, excluded: 0, links: 0 });
  });

  it('passes over lines of ignore files that no matcher survives', async () => {
    const files = { ...empty('a.csv', `${'a/'.repeat(30)}x.csv`, 'b.csv'), '/p/.gitignore': `${'a'.repeat(100_000)}\n${'**/a/'.repeat(12)}b\nb.csv\n` };
    assert.deepEqual(await shown(files), ['a.csv', `${'a/'.repeat(30)}x.csv`]);
  });

  it('respects the ignore files above, up to the repository', async () => {
    const files = { ...empty('a/x.csv', 'a/y.csv'), '/p/.git/HEAD': '', '/p/.gitignore': '/a/x.csv\n', '/.gitignore': '*.csv' };
    assert.deepEqual(await shown(files, { paths: ['/p/a'] }), ['a/y.csv']);
  });

  it('respects `exclude` of the nearest configuration', async () => {
    const files = { ...empty('a.csv', 'raw/b.csv', 'x/raw/c.csv', 'old/1/d.csv', 'y/raw/e.csv'), '/p/lintel.yaml': 'exclude: [raw, "old/*"]', '/p/y/lintel.yaml': '' };
    const found = await find(files);
    assert.deepEqual(found.datasets.map(({ dataset, config }) => [dataset.displayPath, config.file]), [
      ['a.csv', 'lintel.yaml'],
      ['y/raw/e.csv', 'y/lintel.yaml'],
    ]);
    assert.deepEqual(found.skipped, { ignored: 0, excluded: 3, links: 0 });
  });

  it('does not follow links', async () => {
    const found = await find({ ...empty('a.csv'), '/p/b.csv': { link: true }, '/p/loop': { link: true } });
    assert.deepEqual(found.datasets.map(({ dataset }) => dataset.displayPath), ['a.csv']);
    assert.equal(found.skipped.links, 1);
  });

  it('says what a limit kept it from seeing, and how to go on', async () => {
    const deep = await find(empty('a/b/c/x.csv', 'y.csv', 'z/w.csv'), { limits: { entries: 100, depth: 2, datasets: 10, programs: 10 } });
    assert.deepEqual(deep.notChecked, [{ path: '.', reason: 'too-large', message: 'folders nest more than 2 deep; name the folders that hold data, or use `exclude`' }]);
    assert.deepEqual(deep.wholeFolders, []);
    assert.deepEqual(deep.datasets.map(({ dataset }) => dataset.displayPath), ['y.csv', 'z/w.csv']);
    const many = await find(empty('a.csv', 'b.csv', 'c.csv'), { limits: { entries: 2, depth: 9, datasets: 10, programs: 10 } });
    assert.deepEqual(many.datasets.map(({ dataset }) => dataset.displayPath), ['a.csv', 'b.csv']);
    assert.deepEqual(many.notChecked, [{ path: '.', reason: 'too-large', message: 'more than 2 files; name the folders that hold data, or use `exclude`' }]);
    const tables = await find(empty('a.csv', 'b.csv', 'c.csv'), { limits: { entries: 100, depth: 9, datasets: 2, programs: 10 } });
    assert.deepEqual(tables.notChecked, [{ path: '.', reason: 'too-large', message: 'more than 2 datasets; name the folders to check, or use `exclude`' }]);
  });
});

describe('discovery of part files', () => {
  it('takes a folder of part files as one dataset', async () => {
    assert.deepEqual(await shown(empty('ratings/_SUCCESS', 'ratings/part-00000-abc.csv', 'ratings/part-00001-abc.csv', 'ratings/.part-00000-abc.csv.crc')), [
      'ratings [ratings/part-00000-abc.csv ratings/part-00001-abc.csv]',
    ]);
    assert.deepEqual(await shown(empty('d/part.0.parquet', 'd/part.1.parquet')), ['d [d/part.0.parquet d/part.1.parquet]']);
  });

  it('takes numbered shards as one dataset per split', async () => {
    const names = ['d/test-00000-of-00001.parquet', 'd/train-00000-of-00002.parquet', 'd/train-00001-of-00002.parquet'];
    assert.deepEqual(await shown(empty(...names)), ['d/train-*-of-00002.parquet [d/train-00000-of-00002.parquet d/train-00001-of-00002.parquet]', 'd/test-00000-of-00001.parquet'].sort());
  });

  it('takes partition folders as one dataset', async () => {
    assert.deepEqual(await shown(empty('ev/year=2024/month=1/a.parquet', 'ev/year=2025/month=1/b.parquet', 'ev/_SUCCESS')), [
      'ev [ev/year=2024/month=1/a.parquet ev/year=2025/month=1/b.parquet]',
    ]);
  });

  it('keeps a file beside parts as its own dataset', async () => {
    assert.deepEqual(await shown(empty('d/part-0.csv', 'd/part-1.csv', 'd/labels.csv')), ['d [d/part-0.csv d/part-1.csv]', 'd/labels.csv']);
  });
});

describe('discovery of named paths', () => {
  it('takes a named file whatever its name and whatever ignores it', async () => {
    const files = { ...empty('-rf.txt', 'data[1].csv', "it's *.dat"), '/p/.gitignore': '*', '/p/lintel.yaml': 'exclude: ["**"]' };
    assert.deepEqual(await shown(files, { paths: ['/p/-rf.txt', '/p/data[1].csv', "/p/it's *.dat"] }), ['-rf.txt', 'data[1].csv', "it's *.dat"]);
  });

  it('takes a file once, named twice or found again under a folder', async () => {
    assert.deepEqual(await shown(empty('a.csv', 'b.csv'), { paths: ['/p/b.csv', '/p/b.csv', '/p'] }), ['b.csv', 'a.csv']);
  });

  it('names what is not there, with the nearest name', async () => {
    const { notChecked } = await find(empty('ratings.csv'), { paths: ['/p/rating.csv', '/p/zebra.csv'] });
    assert.deepEqual(notChecked, [
      { path: 'rating.csv', reason: 'unreadable', message: 'there is no such file or folder; did you mean `ratings.csv`?' },
      { path: 'zebra.csv', reason: 'unreadable', message: 'there is no such file or folder' },
    ]);
  });

  it('shows paths outside the working folder with dots', async () => {
    assert.deepEqual(await shown({ '/q/a.csv': '' }, { paths: ['/q'] }), ['../q/a.csv']);
  });
});
