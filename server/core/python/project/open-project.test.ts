import assert from 'node:assert/strict';
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { testParser } from '../../../../tools/python-parser.ts';
import { readScript } from '../read-script.ts';
import { findManifests } from './find-manifests.ts';
import { moduleNameOf } from './module-name.ts';
import { openProject } from './open-project.ts';

const knowledge = {
  libraries: [{ library: 'sklearn', distributions: ['scikit-learn'], version: '1.7', entries: [] }],
  namesIn: () => [], isInKnownLibrary: (name: string) => name === 'torch' || name === 'sklearn',
};

type Opened = ReturnType<typeof openProject> & { resolve(module: string, level: number, from: string): string | null };

/** @param files texts by path below `/shop`; paths may leave it by `../` */
async function open(files: Readonly<Record<string, string>>): Promise<Opened> {
  const parser = await testParser();
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [name.startsWith('../') ? `/${name.slice(3)}` : `/shop/${name}`, text]));
  const paths = new Set(Object.keys(texts).filter((path) => path.endsWith('.py')));
  const documentOf = (path: string): PythonDocument | null => {
    const read = readScript({ path, text: texts[path] ?? '' }, parser);
    return read.ok ? read.document : null;
  };
  const manifests = await findManifests({ root: '/shop', programs: [...paths], files: createMemoryFiles(texts), openParser: async () => parser });
  const project = openProject({ root: '/shop', paths, documentOf, manifests, knowledge });
  return { ...project, resolve: (module, level, from) => project.modules.resolve(module, level, `/shop/${from}`)?.path ?? null };
}

describe('modules of a project', () => {
  const files = {
    'train.py': '',
    'utils.py': '',
    'src/shop/__init__.py': '',
    'src/shop/models.py': '',
    'src/shop/logging.py': '',
    'src/shop/parts/blocks.py': '',
    'scripts/run.py': '',
    'scripts/utils.py': '',
    'scripts/random.py': '',
    'torch/nn.py': '',
    'sklearn/__init__.py': '',
  };

  for (const [why, module, level, from, expected] of [
    ['a script sees what lies next to it first', 'utils', 0, 'scripts/run.py', '/shop/scripts/utils.py'],
    ['even instead of the standard library', 'random', 0, 'scripts/run.py', '/shop/scripts/random.py'],
    ['a module of a package does not', 'logging', 0, 'src/shop/models.py', null],
    ['the root is seen from everywhere', 'train', 0, 'scripts/run.py', '/shop/train.py'],
    ['packages below src', 'shop.models', 0, 'train.py', '/shop/src/shop/models.py'],
    ['packages by their folder', 'shop', 0, 'train.py', '/shop/src/shop/__init__.py'],
    ['the folder as Python sees it from the root', 'src.shop.models', 0, 'train.py', '/shop/src/shop/models.py'],
    ['folders without __init__.py', 'shop.parts.blocks', 0, 'train.py', '/shop/src/shop/parts/blocks.py'],
    ['which give way to a library', 'torch.nn', 0, 'scripts/run.py', null],
    ['packages do not', 'sklearn', 0, 'scripts/run.py', '/shop/sklearn/__init__.py'],
    ['a dot is the own folder', 'models', 1, 'src/shop/logging.py', '/shop/src/shop/models.py'],
    ['the package itself', '', 1, 'src/shop/models.py', '/shop/src/shop/__init__.py'],
    ['two dots go up', 'models', 2, 'src/shop/parts/blocks.py', '/shop/src/shop/models.py'],
    ['what is not there', 'missing', 0, 'train.py', null],
  ] as const) {
    it(why, async () => assert.equal((await open(files)).resolve(module, level, from), expected));
  }

  it('a file goes by one name', () => {
    const names = ['train.py', 'src/shop/models.py', 'src/shop/__init__.py', 'scripts/run.py', 'notes/a.ipynb', '../other/b.py'].map((name) => moduleNameOf(`/shop/${name}`.replace('/shop/../', '/'), '/shop'));
    assert.deepEqual(names, ['train', 'shop.models', 'shop', 'scripts.run', 'notes.a', 'b']);
  });
});

describe('facts of a project', () => {
  it('manifests beside programs, in habitual folders and included ones are read', async () => {
    const { facts, modules } = await open({
      'app/main.py': '',
      'app/requirements.txt': 'numpy>=1.20\n-r ../more/list.txt\n',
      'more/list.txt': 'scikit-learn==1.4.2\n',
      'requirements/dev.txt': 'pytest\n',
      'pyproject.toml': '[tool.black]\nline-length = 100\n',
      'poetry.lock': '[[package]]\nname = "numpy"\nversion = "1.26.4"\n',
    });
    const { dependencies, locked, ...rest } = facts;
    assert.deepEqual(dependencies.map(({ name, path, group }) => [name, path, group]), [
      ['pytest', '/shop/requirements/dev.txt', 'dev'],
      ['numpy', '/shop/app/requirements.txt', null],
      ['scikit-learn', '/shop/more/list.txt', null],
    ]);
    assert.deepEqual([...locked], ['numpy']);
    assert.deepEqual(rest, {
      root: '/shop',
      manifests: ['/shop/requirements/dev.txt', '/shop/app/requirements.txt', '/shop/more/list.txt'],
      incomplete: [],
      locks: ['/shop/poetry.lock'],
      ownModules: ['app', 'main'],
    });
    assert.deepEqual(['numpy', 'sklearn', 'scikit-learn', 'torch'].map((name) => modules.versionOf(name)), ['1.26.4', '1.4.2', '1.4.2', null]);
  });

  it('a folder of a repository has the manifests above it', async () => {
    const above = { '../requirements.txt': 'numpy\n', 'main.py': '' };
    assert.deepEqual((await open(above)).facts.manifests, []);
    assert.deepEqual((await open({ ...above, '../.git/HEAD': '' })).facts.manifests, ['/requirements.txt']);
  });
});
