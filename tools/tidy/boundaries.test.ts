import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { boundaryProblems, parseBoundaries } from './boundaries.ts';
import { readProject } from './project-files.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('who may import whom', () => {
  it('every import is permitted, every folder exists, every permission is used', () => {
    const boundaries = parseBoundaries(readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8'));
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Readonly<Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>>;
    const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
    assert.deepEqual(boundaryProblems(boundaries, readProject(root, ['.ts']), packages), []);
  });

  const table = [
    '| folder | may import |',
    '|---|---|',
    '| rules/api | - |',
    '| server/core | rules/api |',
    '| server/main.ts | anything in server |',
    '| tools, tests | anything; nothing imports them |',
    '',
    '| package | only in |',
    '|---|---|',
    '| `node:*` | server/main.ts |',
    '| `lib-*` | server/main.ts; types in server/core |',
    '',
  ].join('\n');
  const sound: Readonly<Record<string, string>> = {
    'rules/api/rule.ts': '',
    'server/core/check.ts': "import '../../rules/api/rule.ts';\nimport type { A } from 'lib-types';\n",
    'server/main.ts': "import './core/check.ts';\nimport 'node:fs';\nimport { a } from 'lib-node';\n",
    'tools/gen.ts': "import '../server/main.ts';\nimport 'node:fs';\nimport 'known';\n",
    'server/core/check.test.ts': "import '../../tools/gen.ts';\n",
  };
  const problems = (files: Readonly<Record<string, string>>): readonly string[] =>
    boundaryProblems(parseBoundaries(table), Object.entries({ ...sound, ...files }).map(([file, text]) => ({ path: file, text })), ['known']);

  it('a sound project has no problem', () => assert.deepEqual(problems({}), []));

  for (const [why, files, expected] of [
    ['an import that is not permitted', { 'rules/api/rule.ts': "\nimport '../../server/core/check.ts';\n" }, ['rules/api/rule.ts:2: rules/api may not import server/core']],
    ['an import of a tool', { 'server/core/more.ts': "import '../../tools/gen.ts';\n" }, ['server/core/more.ts:1: server/core may not import tools']],
    ['a builtin out of its place', { 'server/core/more.ts': "import { join } from 'node:path';\n" }, ['server/core/more.ts:1: `node:path` only in server/main.ts']],
    ['a builtin without its prefix', { 'server/main.ts': `${sound['server/main.ts']}import 'fs';\n` }, ['server/main.ts:4: `fs` is not in package.json']],
    ['a value where only types may be had', { 'server/core/more.ts': "import { a } from 'lib-node';\n" }, ['server/core/more.ts:1: `lib-node` only in server/main.ts, server/core (types)']],
    ['a package in a rule', { 'rules/api/rule.ts': "import 'known';\n" }, ['rules/api/rule.ts:1: rules import no package']],
    ['a folder without a line', { 'extra/a.ts': '' }, ['extra/a.ts: no line of the import table in ARCHITECTURE.md speaks of this folder']],
    ['a permission nobody uses', { 'server/core/check.ts': "import type { A } from 'lib-types';\n" }, ['ARCHITECTURE.md: the permission server/core > rules/api is not used']],
  ] as const) {
    it(`finds ${why}`, () => assert.deepEqual(problems(files), expected));
  }

  it('finds a folder that is gone', () => {
    const { 'server/main.ts': _, 'tools/gen.ts': __, ...rest } = sound;
    const files = Object.entries({ ...rest, 'server/core/check.test.ts': '' }).map(([file, text]) => ({ path: file, text }));
    assert.deepEqual(boundaryProblems(parseBoundaries(table), files, []), [
      'ARCHITECTURE.md: server/main.ts does not exist',
      'ARCHITECTURE.md: tools does not exist',
      'ARCHITECTURE.md: the permission server/main.ts > anything in server is not used',
      'ARCHITECTURE.md: the permission node:* > server/main.ts is not used',
      'ARCHITECTURE.md: the permission lib-* > server/main.ts is not used',
    ]);
  });
});
