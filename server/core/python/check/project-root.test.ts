import assert from 'node:assert/strict';
import { isExampleCode, isTestCode } from '../../../../rules/api/python/code-purpose.ts';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { testParser } from '../../../../tools/python-parser.ts';
import { defaultConfig } from '../../config/defaults.ts';
import { openDocuments } from './documents.ts';
import { groupByProject } from './project-root.ts';

/** `train.py: test`, by paths below the folder where the check is started. */
async function purposes(workingFolder: string, paths: readonly string[]): Promise<readonly string[]> {
  const programs = paths.flatMap((path) => (path.endsWith('.py') ? [{ program: { path, displayPath: path }, config: defaultConfig(workingFolder) }] : []));
  const projects = await groupByProject({ programs, workingFolder }, createMemoryFiles(Object.fromEntries(paths.map((path) => [path, '']))));
  const parser = await testParser();
  return projects.flatMap(({ home, programs: members }) =>
    members.map(({ program: { path } }) => {
      const read = openDocuments(new Map([[path, '']]), { home, parser }).read(path);
      assert.ok(read?.ok === true, path);
      return `${read.document.projectPath}: ${isTestCode(read.document) ? 'test' : isExampleCode(read.document) ? 'example' : 'run'}`;
    }),
  );
}

describe('what a program is for', () => {
  it('is told by the folders of its project, not by those around it', async () => {
    assert.deepEqual(await purposes('/home/ann/tests/shop', ['/home/ann/tests/shop/pyproject.toml', '/home/ann/tests/shop/src/train.py', '/home/ann/tests/shop/tests/helpers/tables.py', '/home/ann/tests/shop/examples/fit.py']), [
      'src/train.py: run',
      'tests/helpers/tables.py: test',
      'examples/fit.py: example',
    ]);
  });

  it('is the same wherever in the project the check is started', async () => {
    const paths = ['/w/examples/shop/setup.py', '/w/examples/shop/tests/helpers/tables.py'];
    for (const folder of ['/', '/w', '/w/examples/shop']) assert.deepEqual((await purposes(folder, paths)).at(-1), 'tests/helpers/tables.py: test');
  });

  it('counts the name of the folder itself where nothing marks it as a project', async () => {
    assert.deepEqual(await purposes('/shop/tests', ['/shop/tests/tables.py']), ['tests/tables.py: test']);
    assert.deepEqual(await purposes('/elsewhere', ['/shop/examples/fit.py']), ['examples/fit.py: example']);
    assert.deepEqual(await purposes('/w/tests/shop', ['/w/tests/shop/src/train.py']), ['shop/src/train.py: run']);
  });
});
