/** YAML, JSON, TOML, INI, properties, HCL and XML files as one kind of tree with places. Plain data. */
import type { RepositoryPlace } from './place.ts';

export type TreeNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly at: RepositoryPlace;
  /**
   * In the order written; a key written twice is there twice. Blocks of HCL are entries whose values are maps, one inside the other for each
   * label. Elements of XML are entries; their attributes are `@name`, text beside those is `#text`, and an element of nothing but text is a scalar.
   */
  readonly entries: readonly TreeEntry[];
}

export interface TreeEntry {
  readonly key: string;
  /** Of the key. */
  readonly at: RepositoryPlace;
  readonly value: TreeNode;
}

export interface ListNode {
  readonly kind: 'list';
  readonly at: RepositoryPlace;
  readonly items: readonly TreeNode[];
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly at: RepositoryPlace;
  readonly value: string | number | boolean | null;
  /** As written, without quotes. */
  readonly text: string;
}

/** One document of a file; YAML files may hold several. */
export interface Tree {
  readonly root: TreeNode;
  /** The name under which a ConfigMap of Kubernetes hands it on as a file; absent for documents of the file itself. */
  readonly handedOnAs?: string;
}

/** The value below a path of keys; a number is an index of a list. Null when there is none. */
export function at(node: TreeNode | null | undefined, ...path: readonly (string | number)[]): TreeNode | null {
  let here: TreeNode | null = node ?? null;
  for (const step of path) {
    if (here === null) return null;
    if (typeof step === 'number') here = here.kind === 'list' ? (here.items[step] ?? null) : null;
    else here = here.kind === 'map' ? (here.entries.findLast(({ key }) => key === step)?.value ?? null) : null;
  }
  return here;
}

/** Null for what is no scalar. Numbers and booleans as they are written. */
export function textAt(node: TreeNode | null | undefined, ...path: readonly (string | number)[]): string | null {
  const found = at(node, ...path);
  return found?.kind === 'scalar' && found.value !== null ? found.text : null;
}

/** Items of a list; a scalar or map where a list may be left out counts as its only item. */
export function itemsAt(node: TreeNode | null | undefined, ...path: readonly (string | number)[]): readonly TreeNode[] {
  const found = at(node, ...path);
  if (found === null || (found.kind === 'scalar' && found.value === null)) return [];
  return found.kind === 'list' ? found.items : [found];
}

/** Entries of a map; none for anything else. */
export function entriesAt(node: TreeNode | null | undefined, ...path: readonly (string | number)[]): readonly TreeEntry[] {
  const found = at(node, ...path);
  return found?.kind === 'map' ? found.entries : [];
}
