/** Dockerfile: what can be told of an image without building it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import ignore from 'ignore';

const root = path.resolve(import.meta.dirname, '../..');
const file = DockerfileParser.parse(readFileSync(path.join(root, 'Dockerfile'), 'utf8'));

/** The arguments of every such instruction, in order. */
function all(keyword: string): readonly string[] {
  return file.getInstructions().filter((each) => each.getKeyword() === keyword).map((each) => each.getArgumentsContent() ?? '');
}

describe('Dockerfile', () => {
  it('builds on an exact version that a digest may replace', () => {
    assert.match(all('ARG')[0] ?? '', /^NODE_IMAGE=node:\d+\.\d+\.\d+-[a-z]+-slim$/);
    assert.deepEqual(all('FROM'), ['${NODE_IMAGE} AS build', '${NODE_IMAGE}']);
  });

  it('runs as nobody in particular, with a home that may be written', () => {
    assert.deepEqual([all('USER'), all('WORKDIR').at(-1)], [['10001:10001'], '/repo']);
    assert.deepEqual([all('ENV'), all('ENTRYPOINT'), all('CMD')], [['HOME=/tmp NODE_ENV=production'], ['["lintel"]'], ['["check"]']]);
  });

  it('runs no script of a dependency and fetches nothing by hand', () => {
    for (const command of all('RUN')) {
      assert.doesNotMatch(command, /curl|wget|sudo|chmod 777/);
      if (command.startsWith('npm')) assert.match(command, /--ignore-scripts/);
    }
    assert.deepEqual(all('ADD'), []);
  });

  it('copies files that are there, and that .dockerignore lets through', () => {
    const ignored = ignore().add(readFileSync(path.join(root, '.dockerignore'), 'utf8').replace(/^\*\*$/m, '/*').replaceAll('/**\n', '\n').replaceAll('!tools/build.mjs', '!tools'));
    const sources = all('COPY').flatMap((each) => each.split(/\s+/).slice(0, -1));
    const fromContext = sources.filter((each) => !each.startsWith('/src/') && each !== '.');
    const fromBuild = sources.filter((each) => each.startsWith('/src/')).map((each) => each.slice('/src/'.length));
    assert.deepEqual([fromContext.length, fromBuild.length], [3, 4]);
    for (const each of [...fromContext, ...fromBuild.filter((name) => !['dist', 'node_modules'].includes(name))]) {
      assert.ok(existsSync(path.join(root, each)), each);
      assert.equal(ignored.ignores(each), false, each);
    }
  });
});
