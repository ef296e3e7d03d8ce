/** Which repositories a check gathers: none for a file of which no rule will say anything. */
import assert from 'node:assert/strict';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { isRepositoryRule } from '../../../../rules/api/rule.ts';
import { rules } from '../../../../rules/index.generated.ts';
import { defaultConfig } from '../../config/defaults.ts';
import { findRepositories } from './find-repositories.ts';

const FILES = {
  '/repo/.git/HEAD': 'ref: refs/heads/main\n',
  '/repo/Dockerfile': 'FROM python:3.12\n',
  '/repo/config.yaml': 'model:\n  rate: 0.1\n',
  '/repo/data.csv': 'a,b\n1,2\n',
  '/repo/look.ipynb': '{"cells": []}',
  '/repo/look_v2.ipynb': '{"cells": []}',
  '/repo/plain.py': 'import os\n\nHOME = os.environ["HOME"]\nprint(1)\n',
  '/repo/reads.py': 'import os\n\nprint(os.environ["MODEL_BUCKET"])\n',
  '/repo/loads.py': 'import yaml\n\nconfig = yaml.safe_load(open("config.yaml"))\nprint(config["model"])\n',
  '/repo/constant.py': 'LEARNING_RATE = 0.1\n',
};

describe('the repositories a check gathers', () => {
  const found = async (path: string): Promise<readonly string[]> => {
    const config = defaultConfig('/repo');
    const repositories = await findRepositories({ paths: [path], rules: rules.filter(isRepositoryRule), workingFolder: '/repo', files: createMemoryFiles(FILES), configOf: async () => config, signal: null, onFolder: () => undefined });
    return repositories.flatMap(({ root, files }) => files.map(({ displayPath }) => `${root}: ${displayPath}`));
  };

  for (const path of ['data.csv', 'plain.py', 'look.ipynb']) it(`are none for ${path} alone`, async () => assert.deepEqual(await found(`/repo/${path}`), []));

  for (const path of ['Dockerfile', 'reads.py', 'loads.py', 'constant.py', 'look_v2.ipynb']) it(`are that of ${path}, of which a rule may speak`, async () => assert.deepEqual(await found(`/repo/${path}`), [`/repo: ${path}`]));

  it('hold every file a rule looks at where a folder is checked', async () => {
    assert.deepEqual(await found('/repo'), ['Dockerfile', 'config.yaml', 'constant.py', 'loads.py', 'look.ipynb', 'look_v2.ipynb', 'plain.py', 'reads.py'].map((path) => `/repo: ${path}`));
  });

  it('are none for a folder of which no rule will say anything, and only as much as the others need', async () => {
    const config = defaultConfig('/repo');
    const below = async (files: Readonly<Record<string, string>>): Promise<readonly unknown[]> => {
      const repositories = await findRepositories({ paths: ['/repo/src'], rules: rules.filter(isRepositoryRule), workingFolder: '/repo', files: createMemoryFiles({ '/repo/.git/HEAD': '', '/repo/Dockerfile': 'FROM python\n', ...files }), configOf: async () => config, signal: null, onFolder: () => undefined });
      return repositories.map((each) => [each.files.map(({ displayPath }) => displayPath), [...(each.blaming ?? [])].filter((id) => id === 'debt/setting-in-code' || id === 'debt/undocumented-variable')]);
    };
    assert.deepEqual(await below({ '/repo/src/plain.py': FILES['/repo/plain.py'] }), []);
    assert.deepEqual(await below({ '/repo/src/plain.py': FILES['/repo/plain.py'], '/repo/src/constant.py': FILES['/repo/constant.py'] }), [[['src/constant.py', 'src/plain.py'], ['debt/setting-in-code']]]);
  });

  it('are analysed only where a rule that needs it may speak of a file', async () => {
    const config = defaultConfig('/repo');
    const costly = rules.filter(isRepositoryRule).filter(({ needs }) => needs === 'programs').map(({ id }) => id);
    const asked = async (pipeline: string): Promise<readonly string[]> => {
      const files = createMemoryFiles({ ...FILES, '/repo/src/shop/pipelines/train/pipeline.py': pipeline });
      const repositories = await findRepositories({ paths: ['/repo'], rules: rules.filter(isRepositoryRule), workingFolder: '/repo', files, configOf: async () => config, signal: null, onFolder: () => undefined });
      return repositories.flatMap(({ blaming }) => costly.filter((id) => blaming?.has(id) === true));
    };
    assert.deepEqual(await asked('from sklearn.pipeline import Pipeline\n'), []);
    assert.deepEqual(await asked('from kedro.pipeline import node, pipeline\n'), ['pipeline/kedro-undeclared-input']);
  });

  it('differ by nothing that rules may blame in their own cases', () => {
    const wrong = rules.filter(isRepositoryRule).flatMap(({ id, mayBlame, examples }) =>
      examples.bad.flatMap((example) => {
        if (example.format !== 'repository' || mayBlame === undefined || !example.text.includes('^')) return [];
        return mayBlame({ name: example.fileName, text: example.text }) ? [] : [`${id}: ${example.title}`];
      }),
    );
    assert.deepEqual(wrong, []);
  });
});
