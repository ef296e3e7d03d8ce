/** The catalog of Kedro, as rules on it ask for it. */
import type { RepositoryFiles } from './files.ts';
import { entriesAt, textAt } from './tree.ts';
import type { TreeEntry } from './tree.ts';

export const CATALOG_FILES: readonly string[] = ['**/conf/base/catalog*.{yml,yaml}', '**/conf/base/catalog*/**/*.{yml,yaml}'];

/** Datasets: entries with a type. Names that begin with an underscore are parts of others. */
export function catalogEntries(files: RepositoryFiles): readonly TreeEntry[] {
  return files.matching(...CATALOG_FILES).flatMap(({ path }) => files.trees(path).flatMap(({ root }) => entriesAt(root).filter(({ key, value }) => !key.startsWith('_') && textAt(value, 'type') !== null)));
}
