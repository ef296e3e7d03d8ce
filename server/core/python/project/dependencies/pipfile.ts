/** Pipfile of Pipenv. */
import type { Dependency } from '../../../../../rules/api/python/project-facts.ts';
import { declaring, type Manifest, type ManifestFile } from './manifest.ts';
import { tableDependency } from './poetry-version.ts';
import { normalName } from './requirement.ts';
import { keyPattern, textLines } from './text-lines.ts';
import { entriesOf, readToml, under } from './toml.ts';

export function readPipfile({ path, text }: ManifestFile): Manifest {
  const { root, problems } = readToml(text);
  const lines = textLines(text);
  const dependencies: Dependency[] = [];
  for (const [table, group] of [['packages', null], ['dev-packages', 'dev']] as const) {
    const from = lines.header(table);
    for (const [key, value] of entriesOf(under(root, table))) {
      dependencies.push({ name: normalName(key), ...tableDependency(value), path, line: lines.find(keyPattern(key), from), group });
    }
  }
  return declaring(path, dependencies, problems);
}
