import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

describe('the built command line', () => {
  it('runs by its own name, as an installed package runs it', function () {
    if (process.platform === 'win32') this.skip();
    const { version } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
    const { status, stdout } = spawnSync(freshBundle(), ['--version'], { encoding: 'utf8' });
    assert.deepEqual([status, stdout], [0, `lintel ${version}\n`]);
  });
});
