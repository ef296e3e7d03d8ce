/** Pipfile of Pipenv. */
import { declaring, type ManifestFile, type Reading, type Declared } from './manifest.ts';
import { tableDependency } from './poetry-version.ts';
import { normalName } from './requirement.ts';
import { keyPattern, textLines } from './text-lines.ts';
import { entriesOf, readToml, under } from './toml.ts';

export function readPipfile({ path, text }: ManifestFile): Reading {
  const { root, problems } = readToml(text);
  const lines = textLines(text);
  const dependencies: Declared[] = [];
  for (const [table, group] of [['packages', null], ['dev-packages', 'dev']] as const) {
    const from = lines.header(table);
    for (const [key, value] of entriesOf(under(root, table))) {
      dependencies.push({ name: normalName(key), ...tableDependency(value), path, line: lines.find(keyPattern(key), from), group });
    }
  }
  return declaring(path, dependencies, problems);
}
