/** What DVC puts into the texts of stages: `vars`, params.yaml, and the items of `foreach` and `matrix`. Source: dvc.org/doc, "dvc.yaml", templating, foreach and matrix stages. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { at, entriesAt, itemsAt, textAt, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';

/** Looks a name such as `train.rows` or `item.city` up; null when it is not known. */
export type Lookup = (name: string) => TreeNode | null;

/** Times one stage is run for. Own choice. */
const MAX_ITEMS = 40;

/** Names that hold for all stages of the file: what `vars` says comes before params.yaml. */
export function valuesOf(files: RepositoryFiles, path: string, stage: TreeNode | null): Lookup {
  const roots: TreeNode[] = [];
  for (const item of [...itemsAt(stage, 'vars'), ...itemsAt(files.trees(path)[0]?.root, 'vars')]) {
    if (item.kind === 'map') roots.push(item);
    else if (item.kind === 'scalar') {
      const file = resolveFolder(folderOf(path), item.text.replace(/:.*$/, ''));
      const root = file === null ? undefined : files.trees(file)[0]?.root;
      if (root !== undefined) roots.push(root);
    }
  }
  const usual = files.trees(joinPaths(folderOf(path), 'params.yaml'))[0]?.root;
  if (usual !== undefined) roots.push(usual);
  return (name) => roots.map((root) => nodeAt(root, name)).find((node) => node !== null) ?? null;
}

function nodeAt(root: TreeNode, name: string): TreeNode | null {
  const keys = name.replace(/\[(\w+)\]/g, '.$1').split('.');
  return keys.reduce<TreeNode | null>((node, key) => (node === null ? null : node.kind === 'list' ? (node.items[Number(key)] ?? null) : at(node, key)), root);
}

/** A look-up for each time the stage runs, with the name of the item: `train@north`. */
export function itemsOf(stage: TreeNode, values: Lookup): readonly { readonly name: string; readonly values: Lookup }[] {
  const foreach = at(stage, 'foreach');
  const matrix = at(stage, 'matrix');
  if (foreach !== null) {
    const over = resolved(foreach, values);
    const items = over.kind === 'map' ? over.entries.map(({ key, value }) => ({ name: key, bound: new Map<string, TreeNode>([['item', value], ['key', { kind: 'scalar', at: value.at, value: key, text: key }]]) })) : itemsAt(over).map((item, index) => ({ name: item.kind === 'scalar' ? item.text : String(index), bound: new Map([['item', item]]) }));
    return items.slice(0, MAX_ITEMS).map(({ name, bound }) => ({ name, values: within(bound, values) }));
  }
  if (matrix === null) return [];
  let all: readonly { readonly name: readonly string[]; readonly bound: ReadonlyMap<string, TreeNode> }[] = [{ name: [], bound: new Map() }];
  for (const { key, value } of entriesAt(matrix)) {
    const choices = itemsAt(resolved(value, values));
    all = all.flatMap(({ name, bound }) => choices.map((choice, index) => ({ name: [...name, choice.kind === 'scalar' ? choice.text : `${key}${index}`], bound: new Map([...bound, [`item.${key}`, choice]]) }))).slice(0, MAX_ITEMS);
  }
  return all.map(({ name, bound }) => ({ name: name.join('-'), values: within(bound, values) }));
}

function resolved(node: TreeNode, values: Lookup): TreeNode {
  const name = node.kind === 'scalar' ? /^\$\{\s*([\w.[\]-]+)\s*\}$/.exec(node.text)?.[1] : undefined;
  return name === undefined ? node : (values(name) ?? node);
}

function within(bound: ReadonlyMap<string, TreeNode>, values: Lookup): Lookup {
  return (name) => {
    for (const [key, node] of bound) {
      if (name === key) return node;
      if (name.startsWith(`${key}.`)) return nodeAt(node, name.slice(key.length + 1));
    }
    return values(name);
  };
}

/** @param otherwise stands for what is not known */
export function fillDvc(text: string, values: Lookup, otherwise: string): string {
  return text.replace(/\$\{\s*([^{}]*?)\s*\}/g, (_, name: string) => {
    const node = values(name);
    return node?.kind === 'scalar' ? (textAt(node) ?? otherwise) : otherwise;
  });
}
