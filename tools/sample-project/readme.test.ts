import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freshBundle } from '../fresh-bundle.ts';

const root = path.resolve(import.meta.dirname, '../..');
const PROJECTS = 'test-fixtures/projects/';

describe('the README', () => {
  it('shows what the demo says', () => {
    const { stdout } = spawnSync(process.execPath, [freshBundle(), 'check', `${PROJECTS}movie-recommender`, '--no-cache'], { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } });
    const said = stdout.replaceAll(PROJECTS, '').split('\n');
    const shown = /## What you see\n+```text\n([\s\S]*?)```/.exec(readFileSync(path.join(root, 'README.md'), 'utf8'))?.[1]?.split('\n') ?? [];
    assert.ok(shown.length > 20, 'there is something to compare');
    assert.deepEqual(shown.filter((line) => line !== '...' && !said.includes(line)), []);
  });
});
