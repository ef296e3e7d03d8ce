/** TOML files as trees. Tables are put where their names say, as if they were written inside each other. */
import { parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { ScalarNode, Tree, TreeNode } from '../../../../rules/api/repository/tree.ts';
import { MOST_DEPTH, createTreeMaker } from './make-tree.ts';
import type { TreeMaker } from './make-tree.ts';

/** Errors: throws where the text is damaged, too large or too deep. */
export function readToml(path: string, text: string): readonly Tree[] {
  const [top] = parseTOML(text, { tomlVersion: '1.1' }).body;
  const root: Branch = { kind: 'branch', start: 0, end: text.length, isList: false, entries: [] };
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') put(node, root);
    else putTable(node, root);
  }
  return [{ root: finished(root, { maker: createTreeMaker(path, text), text, depth: 0 }) }];
}

/** A table while it grows; items of a list have no keys of their own. */
interface Branch {
  readonly kind: 'branch';
  readonly start: number;
  end: number;
  readonly isList: boolean;
  readonly entries: { readonly key: string; readonly start: number; readonly end: number; readonly value: Branch | Leaf }[];
}

interface Leaf {
  readonly kind: 'leaf';
  readonly node: AST.TOMLContentNode;
}

type KeyPart = AST.TOMLKey['keys'][number];

function keyText(part: KeyPart): string {
  return part.type === 'TOMLBare' ? part.name : part.value;
}

function putTable(table: AST.TOMLTable, root: Branch): void {
  const parts = table.key.keys;
  const last = parts.at(-1);
  if (last === undefined) return;
  const [start, end] = table.range;
  let here = branchAt(parts.slice(0, -1), { from: root, end });
  if (table.kind === 'array') {
    const list = here.entries.find(({ key, value }) => key === keyText(last) && value.kind === 'branch' && value.isList)?.value;
    const into: Branch = list?.kind === 'branch' ? list : { kind: 'branch', start, end, isList: true, entries: [] };
    if (list === undefined) addEntry(here, last, into);
    const item: Branch = { kind: 'branch', start, end, isList: false, entries: [] };
    into.entries.push({ key: '', start, end, value: item });
    into.end = end;
    here = item;
  } else {
    here = branchAt([last], { from: here, end, start });
  }
  for (const pair of table.body) put(pair, here);
}

function put(pair: AST.TOMLKeyValue, into: Branch): void {
  const last = pair.key.keys.at(-1);
  if (last === undefined) return;
  addEntry(branchAt(pair.key.keys.slice(0, -1), { from: into, end: pair.range[1] }), last, { kind: 'leaf', node: pair.value });
}

function addEntry(into: Branch, part: KeyPart, value: Branch | Leaf): void {
  into.entries.push({ key: keyText(part), start: part.range[0], end: part.range[1], value });
}

/** The table below dotted keys, made where it is missing; of a list of tables the last one. */
function branchAt(parts: readonly KeyPart[], { from, end, start }: { readonly from: Branch; readonly end: number; readonly start?: number }): Branch {
  let here = from;
  for (const part of parts) {
    const known = here.entries.findLast(({ key, value }) => key === keyText(part) && value.kind === 'branch')?.value;
    if (known?.kind === 'branch') {
      known.end = Math.max(known.end, end);
      const lastItem = known.isList ? known.entries.at(-1)?.value : known;
      here = lastItem?.kind === 'branch' ? lastItem : known;
    } else {
      const made: Branch = { kind: 'branch', start: start ?? part.range[0], end, isList: false, entries: [] };
      addEntry(here, part, made);
      here = made;
    }
  }
  return here;
}

interface Reading {
  readonly maker: TreeMaker;
  readonly text: string;
  readonly depth: number;
}

function finished({ start, end, isList, entries }: Branch, reading: Reading): TreeNode {
  const { maker, depth } = reading;
  if (depth > MOST_DEPTH) return maker.scalar(start, end, { value: null, text: '' });
  const inner = { ...reading, depth: depth + 1 };
  const values = entries.map((entry) => ({ ...entry, value: entry.value.kind === 'branch' ? finished(entry.value, inner) : valueOf(entry.value.node, inner) }));
  if (isList) return maker.list(start, end, values.map(({ value }) => value));
  return maker.map(start, end, values.map((entry) => maker.entry(entry.start, entry.end, { key: entry.key, value: entry.value })));
}

function valueOf(node: AST.TOMLContentNode, reading: Reading): TreeNode {
  const { maker, depth } = reading;
  const [start, end] = node.range;
  if (depth > MOST_DEPTH) return maker.scalar(start, end, { value: null, text: '' });
  if (node.type === 'TOMLArray') return maker.list(start, end, node.elements.map((element) => valueOf(element, { ...reading, depth: depth + 1 })));
  if (node.type === 'TOMLInlineTable') {
    const branch: Branch = { kind: 'branch', start, end, isList: false, entries: [] };
    for (const pair of node.body) put(pair, branch);
    return finished(branch, reading);
  }
  return maker.scalar(start, end, scalarOf(node, reading.text.slice(start, end)));
}

function scalarOf(node: AST.TOMLValue, written: string): { readonly value: ScalarNode['value']; readonly text: string } {
  if (node.kind === 'string') return { value: node.value, text: node.value };
  if (node.kind === 'boolean' || node.kind === 'float') return { value: node.value, text: written };
  if (node.kind === 'integer') return { value: Number(node.value), text: written };
  return { value: written, text: written };
}
