/** What the manifest names by a path has to be in the package, or it does nothing there and nobody is told. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from './hosts.ts';
import { SHIPPED } from './package-vsix.ts';

interface Validation {
  readonly url: string;
}

const { contributes } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { readonly contributes: { readonly jsonValidation: readonly Validation[]; readonly yamlValidation: readonly Validation[] } };
const schemas = [...contributes.jsonValidation, ...contributes.yamlValidation].map(({ url }) => url.replace(/^\.\//, ''));

describe('the packages', () => {
  it('of the editor hold every schema that the manifest names', () => {
    const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');
    const staging = mkdtempSync(path.join(tmpdir(), 'lintel-p-'));
    try {
      for (const entry of SHIPPED.filter((each) => !each.includes('dist'))) {
        if (existsSync(path.join(projectRoot, entry))) cpSync(path.join(projectRoot, entry), path.join(staging, entry), { recursive: true });
      }
      const { stdout } = spawnSync(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: staging, encoding: 'utf8' });
      const files = new Set(stdout.split('\n'));
      assert.ok(schemas.length > 0);
      assert.deepEqual(schemas.filter((file) => !files.has(file)), []);
    } finally {
      rmSync(staging, { recursive: true });
    }
  });

  it('of npm hold the published schemas', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: projectRoot, encoding: 'utf8', shell: process.platform === 'win32' });
    const [packed] = JSON.parse(stdout) as readonly { readonly files: readonly { readonly path: string }[] }[];
    const files = new Set(packed?.files.map((file) => file.path));
    assert.deepEqual([...schemas, 'schemas/lintel.pyproject.schema.json'].filter((file) => !files.has(file)), []);
  });
});
