/** Lock files, by their lines: they may be large, and only names and versions matter. */
import { fileName } from '../../../paths.ts';
import type { ManifestFile, Reading } from './manifest.ts';
import { normalName } from './requirement.ts';

const LOCK_FILES: ReadonlySet<string> = new Set(['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock', 'conda-lock.yml', 'conda-lock.yaml', 'pylock.toml', 'pixi.lock']);

export function isLockFile(path: string): boolean {
  const name = fileName(path);
  return LOCK_FILES.has(name) || /^pylock\.[^.]+\.toml$/.test(name);
}

export function readLock({ path, text }: ManifestFile): Reading {
  const locked = new Map<string, string>();
  for (const [name, version] of path.endsWith('Pipfile.lock') ? pipenvVersions(text) : listedVersions(text)) {
    const normal = normalName(name);
    // several versions of one package are for several platforms; the first is as good as any
    if (!locked.has(normal)) locked.set(normal, version);
  }
  return { path, kind: 'lock', dependencies: [], locked, includes: [], problems: [] };
}

/** `name = "x"` or `- name: x`, then `version = "1"` or `version: 1`, each on a line of its own. */
function* listedVersions(text: string): Iterable<readonly [string, string]> {
  let name: string | null = null;
  for (const [, key, quoted, bare] of text.matchAll(/^(?:- |  )?(name|version)\s*[=:]\s*(?:["']([^"'\n]+)["']|([^\s"'{[]\S*))\s*$/gm)) {
    const value = quoted ?? bare ?? '';
    if (key === 'name') name = value;
    else if (name !== null) {
      yield [name, value];
      name = null;
    }
  }
}

function pipenvVersions(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/"([\w.-]+)":\s*\{[^{}]*?"version":\s*"={2,3}([^"]+)"[^{}]*?\}/g)].map(([, name = '', version = '']) => [name, version]);
}
