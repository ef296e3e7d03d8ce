/** A whole flat tree to a parsed piece: statements with their parents, comments, errors. */
import { forEachChild } from '../../../rules/api/python/children.ts';
import type { Comment, SyntaxError } from '../../../rules/api/python/document.ts';
import type { Node, Statement } from '../../../rules/api/python/syntax.ts';
import type { ParsedPiece } from '../../core/python/parser.ts';
import { ERROR, type FlatTree } from './flat-tree.ts';
import { lowerBlock, lowerFlaw } from './lower-statement.ts';
import { endOf, kindOf, startOf, textBetween, type Lowering } from './lowering.ts';
import { flawError } from './syntax-errors.ts';

/** A line that did not parse and has been put aside, with what is known of it. Positions in the document. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  readonly salvaged: readonly Statement[];
  readonly error: SyntaxError;
}

export function lowerTree({ tree, text, offset, gaps }: { readonly tree: FlatTree; readonly text: string; readonly offset: number; readonly gaps: readonly Gap[] }): ParsedPiece {
  const l: Lowering = { tree, text, offset, isFlawed: tree.flaws.length > 0, gaps: new Map(gaps.map((gap) => [gap.start, gap])), depth: 0 };
  const body = kindOf(l, 0) === ERROR ? [lowerFlaw(l, 0)] : lowerBlock(l, 0);
  setParents(body);
  const errors = [...tree.flaws.map((flaw) => flawError(l, flaw)), ...gaps.map((gap) => gap.error)];
  return { body, comments: commentsOf(l), syntaxErrors: errors.sort((a, b) => a.start - b.start) };
}

function setParents(body: readonly Statement[]): void {
  const stack: Node[] = [...body];
  for (let parent = stack.pop(); parent !== undefined; parent = stack.pop()) {
    const above = parent;
    forEachChild(above, (child) => {
      const below: { parent: Node | null } = child;
      below.parent = above;
      stack.push(child);
    });
  }
}

function commentsOf(l: Lowering): readonly Comment[] {
  const comments: Comment[] = [];
  const count = l.tree.nexts[0] ?? 0;
  for (let index = 0; index < count; index += 1) {
    if (kindOf(l, index) !== 'comment') continue;
    const end = endOf(l, index);
    comments.push({ start: startOf(l, index), end: textBetween(l, end - 1, end) === '\r' ? end - 1 : end });
  }
  return comments;
}
