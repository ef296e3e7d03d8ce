/** Names that a command takes from the matrix of its job. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { entriesAt, itemsAt, type TreeNode } from '../../../../../rules/api/repository/tree.ts';

export interface UnknownName {
  readonly name: string;
  /** True when nothing says that it is among those started. */
  readonly isGuess: boolean;
}

/** Nesting of settings that is looked into. Our own choice. */
const MAX_DEPTH = 12;

/** Returns the names that stand as values of a matrix in the file; where none does, all of them as guesses. */
export function unknownNames(files: RepositoryFiles, { file, names }: { readonly file: string; readonly names: readonly string[] }): readonly UnknownName[] {
  const values = new Set(files.trees(file).flatMap(({ root }) => matrixTexts(root, { depth: 0, isInside: false })).flatMap((text) => text.split(/[\s,]+/)));
  const listed = names.filter((name) => values.has(name));
  return listed.length > 0 ? listed.map((name) => ({ name, isGuess: false })) : names.map((name) => ({ name, isGuess: true }));
}

/** Keys whose values are given to commands. */
const MATRIX = /^(?:matrix|parallel|toxenv|tox_env|session|sessions)$/i;

function matrixTexts(node: TreeNode, { depth, isInside }: { readonly depth: number; readonly isInside: boolean }): readonly string[] {
  if (depth > MAX_DEPTH) return [];
  if (node.kind === 'scalar') return isInside ? [node.text] : [];
  if (node.kind === 'list') return itemsAt(node).flatMap((item) => matrixTexts(item, { depth: depth + 1, isInside }));
  return entriesAt(node).flatMap(({ key, value }) => matrixTexts(value, { depth: depth + 1, isInside: isInside || MATRIX.test(key) }));
}
