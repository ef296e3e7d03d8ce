import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageProblems, type Manifest } from './packages.ts';
import { readProject } from './project-files.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Returns the commands a package installs, by its own manifest. */
function commandsOf(name: string): readonly string[] {
  const file = path.join(root, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return [];
  const { bin = {} } = JSON.parse(readFileSync(file, 'utf8')) as { readonly bin?: string | Readonly<Record<string, string>> };
  return typeof bin === 'string' ? [name.replace(/^.*\//, '')] : Object.keys(bin);
}

describe('packages', () => {
  it('are used, pinned and explained', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
    const sources = readProject(root, ['.ts', '.mjs', '.cjs']).filter((file) => !file.path.startsWith('tools/tidy/'));
    const pages = readProject(root, ['.md']).filter((file) => file.path.startsWith('docs/decisions/'));
    assert.deepEqual(packageProblems(manifest, { sources, pages, commandsOf }), []);
  });

  it('that are loose, idle or unexplained are found', () => {
    const manifest = { scripts: { build: 'tool "a b"' }, dependencies: { used: '1.0.0', loose: '^1.0.0' }, devDependencies: { tools: '2.0.0', idle: '3.0.0-rc.1', '@types/used': '1.0.0' } };
    const around = {
      sources: [{ path: 'a.ts', text: "import 'used';\nimport 'loose/part';\n" }],
      pages: [{ path: 'docs/decisions/a.md', text: '`used` `loose` `idle`' }],
      commandsOf: (name: string) => (name === 'tools' ? ['tool'] : []),
    };
    assert.deepEqual(packageProblems(manifest, around), [
      'package.json: loose is not pinned to one version: ^1.0.0',
      'docs/decisions: no page speaks of `tools`',
      'package.json: idle is not used',
    ]);
  });
});
