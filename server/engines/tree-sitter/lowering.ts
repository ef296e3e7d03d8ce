/** What all steps of lowering share: the flat tree, the text, and small questions about nodes. */
import type { BrokenExpression, Expression, Module, Name } from '../../../rules/api/python/syntax.ts';
import { ROLE, type FlatTree } from './flat-tree.ts';
import type { Gap } from './lower-tree.ts';

export interface Lowering {
  readonly tree: FlatTree;
  /** Of the piece; positions of the tree start at `offset`. */
  readonly text: string;
  readonly offset: number;
  readonly isFlawed: boolean;
  /** Lines put aside, by where they start; something harmless was parsed in their place. */
  readonly gaps: ReadonlyMap<number, Gap>;
  /** Nesting of what is being lowered. */
  depth: number;
}

/**
 * Nodes of our tree below each other; what is deeper becomes a broken expression of the names in it. Readers of the tree may recurse.
 * Our own choice: Python itself gives up on expressions some thousand deep, and no hand-written program comes near.
 */
export const MAX_DEPTH = 400;

/** Stands for a parent until the real one is set. */
export const NOWHERE: Module = { kind: 'Module', start: 0, end: 0, parent: null, path: '', projectPath: '', body: [] };

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly parent: Module;
}

export function kindOf(l: Lowering, index: number): string {
  return l.tree.kinds[index] ?? '';
}

export function startOf(l: Lowering, index: number): number {
  return l.tree.starts[index] ?? 0;
}

export function endOf(l: Lowering, index: number): number {
  return l.tree.ends[index] ?? 0;
}

export function nextOf(l: Lowering, index: number): number {
  return l.tree.nexts[index] ?? index + 1;
}

export function roleOf(l: Lowering, index: number): number {
  return l.tree.roles[index] ?? ROLE.token;
}

export function spanOf(l: Lowering, index: number): Span {
  return { start: startOf(l, index), end: endOf(l, index), parent: NOWHERE };
}

export function textOf(l: Lowering, index: number): string {
  return l.text.slice(startOf(l, index) - l.offset, endOf(l, index) - l.offset);
}

/** Text between two positions of the document. */
export function textBetween(l: Lowering, start: number, end: number): string {
  return l.text.slice(start - l.offset, end - l.offset);
}

/** Children that carry meaning: no tokens, comments or broken ones. */
export function partsOf(l: Lowering, index: number): number[] {
  const parts: number[] = [];
  const end = nextOf(l, index);
  for (let child = index + 1; child < end; child = nextOf(l, child)) {
    if (roleOf(l, child) === ROLE.part) parts.push(child);
  }
  return parts;
}

export function hasToken(l: Lowering, index: number, token: string): boolean {
  const end = nextOf(l, index);
  for (let child = index + 1; child < end; child = nextOf(l, child)) {
    if (kindOf(l, child) === token) return true;
  }
  return false;
}

/** First child of a kind, or null. */
export function childOfKind(l: Lowering, index: number, kind: string): number | null {
  const end = nextOf(l, index);
  for (let child = index + 1; child < end; child = nextOf(l, child)) {
    if (kindOf(l, child) === kind && roleOf(l, child) === ROLE.part) return child;
  }
  return null;
}

export function nameAt(l: Lowering, index: number): Name {
  return { kind: 'Name', start: startOf(l, index), end: endOf(l, index), parent: NOWHERE, id: textOf(l, index) };
}

/** What stands where an expression was expected and is none. */
export function brokenAt(start: number, end: number, parts: readonly Expression[]): BrokenExpression {
  return { kind: 'BrokenExpression', start, end, parent: NOWHERE, parts };
}

/** All names below a node, without recursion. */
export function namesBelow(l: Lowering, index: number): readonly Name[] {
  const names: Name[] = [];
  for (let at = index; at < nextOf(l, index); at += 1) {
    if (kindOf(l, at) === 'identifier' && roleOf(l, at) === ROLE.part) names.push(nameAt(l, at));
  }
  return names;
}
