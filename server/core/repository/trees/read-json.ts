/** JSON files as trees, comments and trailing commas allowed. */
import { parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { ScalarNode, Tree, TreeEntry, TreeNode } from '../../../../rules/api/repository/tree.ts';
import { MOST_DEPTH, createTreeMaker } from './make-tree.ts';
import type { TreeMaker } from './make-tree.ts';

/** Empty where the text is damaged. Errors: throws for what is too large or too deep. */
export function readJson(path: string, text: string): readonly Tree[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  if (root === undefined || errors.length > 0) return [];
  return [{ root: nodeOf(root, { maker: createTreeMaker(path, text), text, depth: 0 }) }];
}

interface Reading {
  readonly maker: TreeMaker;
  readonly text: string;
  readonly depth: number;
}

function nodeOf(node: Node, reading: Reading): TreeNode {
  const { maker, text, depth } = reading;
  const start = node.offset;
  const end = node.offset + node.length;
  const inner = { ...reading, depth: depth + 1 };
  if (depth > MOST_DEPTH) return maker.scalar(start, end, { value: null, text: '' });
  if (node.type === 'object') return maker.map(start, end, (node.children ?? []).flatMap((property) => entryOf(property, inner)));
  if (node.type === 'array') return maker.list(start, end, (node.children ?? []).map((item) => nodeOf(item, inner)));
  const value = node.value as ScalarNode['value'];
  return maker.scalar(start, end, { value, text: typeof value === 'string' ? value : text.slice(start, end) });
}

function entryOf(property: Node, reading: Reading): readonly TreeEntry[] {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return [];
  return [reading.maker.entry(key.offset, key.offset + key.length, { key: String(key.value), value: nodeOf(value, reading) })];
}
