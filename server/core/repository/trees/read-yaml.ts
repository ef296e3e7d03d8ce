/** YAML files as trees: several documents, unknown tags as if they were not there, anchors and merge keys put in place. */
import { isAlias, isMap, isNode, isScalar, isSeq, parseAllDocuments, visit } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import type { ScalarNode, Tree, TreeEntry, TreeNode } from '../../../../rules/api/repository/tree.ts';
import { handedOnBy } from './handed-on.ts';
import { MOST_DEPTH, createTreeMaker } from './make-tree.ts';
import type { TreeMaker } from './make-tree.ts';
import { linesOf } from './text-lines.ts';

/** Documents of one file at most. Own choice: bundles of Kubernetes manifests have some hundreds. */
const MOST_DOCUMENTS = 2000;

/** Empty where the text is damaged. Errors: throws for what is too large or too deep. */
export function readYaml(path: string, text: string): readonly Tree[] {
  const documents = nestsTooDeep(text) ? null : documentsOf(text);
  if (documents === null) return [];
  const maker = createTreeMaker(path, text);
  return documents.slice(0, MOST_DOCUMENTS).flatMap((document) => {
    if (!isNode(document.contents)) return [];
    const own: Tree = { root: nodeOf(document.contents, { maker, document, anchors: anchorsOf(document), text, open: new Set(), depth: 0 }) };
    return [own, ...handedOnBy(document, text).flatMap((each) => rootsOf(path, each.text).map((root): Tree => ({ root, handedOnAs: each.name })))];
  });
}

/** What a text within the file holds, none where it is damaged. */
function rootsOf(path: string, text: string): readonly TreeNode[] {
  const documents = documentsOf(text) ?? [];
  const maker = createTreeMaker(path, text);
  return documents.flatMap((document) => (isNode(document.contents) ? [nodeOf(document.contents, { maker, document, anchors: anchorsOf(document), text, open: new Set(), depth: 0 })] : []));
}

/** The library runs out of memory there. Brackets inside of texts count as well, which close again mostly. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OPEN_BRACKET || code === OPEN_BRACE) depth += 1;
    else if ((code === CLOSE_BRACKET || code === CLOSE_BRACE) && depth > 0) depth -= 1;
    if (depth > MOST_BRACKETS) return true;
  }
  return linesOf(text).some((line) => (/^(?:[ \t]*[-?:](?=[ \t]))*/.exec(line.text)?.[0].match(/[-?:]/g)?.length ?? 0) > MOST_DEPTH);
}

const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** Own choice. */
const MOST_BRACKETS = 1000;

/** Null when one of them is damaged. */
function documentsOf(text: string): readonly Document[] | null {
  const parsed = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false, strict: false, prettyErrors: false, keepSourceTokens: false, merge: false, version: '1.2' });
  const documents = Array.isArray(parsed) ? (parsed as Document[]) : [];
  return documents.some(({ errors }) => errors.length > 0) ? null : documents;
}

interface Reading {
  readonly maker: TreeMaker;
  readonly document: Document;
  readonly anchors: ReadonlyMap<string, readonly Node[]>;
  readonly text: string;
  /** Nodes that are being read, against aliases that hold themselves. */
  readonly open: ReadonlySet<Node>;
  readonly depth: number;
}

function anchorsOf(document: Document): ReadonlyMap<string, readonly Node[]> {
  const anchors = new Map<string, Node[]>();
  visit(document, {
    Value: (_, node) => {
      if (node.anchor === undefined) return;
      const known = anchors.get(node.anchor);
      if (known === undefined) anchors.set(node.anchor, [node]);
      else known.push(node);
    },
  });
  return anchors;
}

/** The last node of that anchor before the alias. */
function aliased(source: string, before: number, anchors: Reading['anchors']): Node | null {
  return anchors.get(source)?.findLast((node) => (node.range?.[0] ?? 0) < before) ?? null;
}

function nodeOf(node: Node, reading: Reading): TreeNode {
  const { maker, open, text } = reading;
  const [start, end] = rangeOf(node, text);
  if (reading.depth > MOST_DEPTH) return maker.scalar(start, end, { value: null, text: '' });
  if (isAlias(node)) {
    const target = aliased(node.source, start, reading.anchors);
    if (target === null || open.has(target)) return maker.scalar(start, end, { value: null, text: '' });
    return nodeOf(target, { ...reading, depth: reading.depth + 1 });
  }
  const inner: Reading = { ...reading, open: node.anchor === undefined ? open : new Set([...open, node]), depth: reading.depth + 1 };
  if (isMap(node)) return maker.map(start, end, entriesOf(node, inner));
  if (isSeq(node)) return maker.list(start, end, node.items.map((item) => itemOf(item, inner, end)));
  return scalarOf(node, reading);
}

function itemOf(item: unknown, reading: Reading, end: number): TreeNode {
  if (isNode(item)) return nodeOf(item, reading);
  return reading.maker.scalar(end, end, { value: null, text: '' });
}

/** Keys of a merge come first, so that the map's own win. */
function entriesOf(map: YAMLMap, reading: Reading): readonly TreeEntry[] {
  const merged: TreeEntry[] = [];
  const own: TreeEntry[] = [];
  for (const pair of map.items) {
    if (isScalar(pair.key) && pair.key.value === '<<') merged.push(...mergedEntries(pair.value, reading));
    else own.push(...entryOf(pair, reading));
  }
  if (merged.length === 0) return own;
  const ownKeys = new Set(own.map(({ key }) => key));
  return [...merged.filter(({ key }) => !ownKeys.has(key)), ...own];
}

function mergedEntries(value: unknown, reading: Reading): readonly TreeEntry[] {
  if (!isNode(value)) return [];
  const node = nodeOf(value, reading);
  const maps = node.kind === 'list' ? node.items : [node];
  // of several maps the first one wins
  return maps.toReversed().flatMap((each) => (each.kind === 'map' ? each.entries : []));
}

function entryOf(pair: Pair, reading: Reading): readonly TreeEntry[] {
  if (!isNode(pair.key)) return [];
  const [start, end] = rangeOf(pair.key, reading.text);
  const key = isScalar(pair.key) ? keyText(pair.key.source, pair.key.value) : reading.text.slice(start, end);
  const value = isNode(pair.value) ? nodeOf(pair.value, reading) : reading.maker.scalar(end, end, { value: null, text: '' });
  return [reading.maker.entry(start, end, { key, value })];
}

/** As written: `on` and `3.10` stay what they are. */
function keyText(source: string | undefined, value: unknown): string {
  return source ?? (typeof value === 'string' ? value : String(value));
}

function scalarOf(node: Node, { maker, text }: Reading): ScalarNode {
  const [start, end] = rangeOf(node, text);
  if (!isScalar(node)) return maker.scalar(start, end, { value: null, text: '' });
  const { value } = node;
  const written = typeof value === 'string' ? value : (node.source ?? text.slice(start, end));
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return maker.scalar(start, end, { value, text: written });
  return maker.scalar(start, end, { value: written, text: written });
}

/** Blanks and line breaks after a value are not part of it. */
function rangeOf(node: Node, text: string): readonly [number, number] {
  const start = node.range?.[0] ?? 0;
  let end = node.range?.[1] ?? start;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return [start, end];
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
