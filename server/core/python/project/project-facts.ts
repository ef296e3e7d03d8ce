/** What is known of a project besides its programs, from its manifests and the names of its files. */
import type { ProjectFacts } from '../../../../rules/api/python/project-facts.ts';
import { isInside, relativePath } from '../../paths.ts';
import type { Manifest } from './dependencies/manifest.ts';

export interface ProjectFactsRequest {
  /** Absolute. */
  readonly root: string;
  readonly manifests: readonly Manifest[];
  /** Every Python file that is known, absolute. */
  readonly paths: Iterable<string>;
}

export function projectFactsOf({ root, manifests, paths }: ProjectFactsRequest): ProjectFacts {
  // a requirements file with hashes declares and locks; a pyproject.toml may be there for its tools only
  const declaring = manifests.filter(({ dependencies, problems }) => dependencies.length > 0 || problems.length > 0);
  return {
    root,
    dependencies: declaring.flatMap(({ dependencies }) => dependencies),
    manifests: declaring.map(({ path }) => path),
    incomplete: declaring.filter(({ problems }) => problems.length > 0).map(({ path }) => path),
    locked: new Set(manifests.flatMap(({ locked }) => [...locked.keys()])),
    locks: manifests.filter(({ kind }) => kind === 'lock').map(({ path }) => path),
    ownModules: ownModules(root, paths),
  };
}

/** Names of files and of folders with Python in them: scripts see what lies next to them, wherever that is. */
function ownModules(root: string, paths: Iterable<string>): readonly string[] {
  const names = new Set<string>();
  for (const path of paths) {
    if (!isInside(path, root) || !path.endsWith('.py')) continue;
    for (const part of relativePath(root, path).split('/')) names.add(part.replace(/\.py$/, ''));
  }
  names.delete('__init__');
  return [...names].sort();
}
