/** The catalog of Kedro, as rules on it ask for it. */
import type { RepositoryFiles } from './files.ts';
import { entriesAt, textAt } from './tree.ts';
import type { TreeEntry } from './tree.ts';

export const CATALOG_FILES: readonly string[] = ['**/conf/base/catalog*.{yml,yaml}', '**/conf/base/catalog*/**/*.{yml,yaml}'];

/** Datasets: entries with a type. Names that begin with an underscore are parts of others. */
export function catalogEntries(files: RepositoryFiles): readonly TreeEntry[] {
  return files.matching(...CATALOG_FILES).flatMap(({ path }) => files.trees(path).flatMap(({ root }) => entriesAt(root).filter(({ key, value }) => !key.startsWith('_') && textAt(value, 'type') !== null)));
}

/** Names of datasets that any environment declares, patterns such as `{name}_csv` included. */
export function declaredEntries(files: RepositoryFiles): ReadonlySet<string> {
  const catalogs = files.matching('**/conf/**/*catalog*.{yml,yaml}', '**/conf/**/catalog*/**/*.{yml,yaml}');
  return new Set(catalogs.flatMap(({ path }) => files.trees(path).flatMap(({ root }) => entriesAt(root).map(({ key }) => key))));
}

/** Whether a name of a pipeline is declared, as it is written or by a pattern. */
export function fitsEntry(declared: ReadonlySet<string>, name: string): boolean {
  const plain = name.split('@')[0] ?? name;
  return [...declared].some((key) => key === name || key.split('@')[0] === plain || (key.includes('{') && patternOf(key).test(name)));
}

function patternOf(key: string): RegExp {
  return new RegExp(`^${key.split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+?')}$`);
}
