/** Going through a syntax tree. Nothing here recurses, so trees of any depth can be walked. */
import type { Comprehension, Dict, JoinedStr, Node, With } from './syntax.ts';

/** Calls `visit` with every child of a node, in the order of the text. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  const one = (child: Node | null): void => {
    if (child !== null) visit(child);
  };
  const all = (children: readonly Node[]): void => {
    for (const child of children) visit(child);
  };
  switch (node.kind) {
    case 'Module':
      return all(node.body);
    case 'FunctionDef':
      all(node.decorators);
      all(node.parameters);
      one(node.returns);
      return all(node.body);
    case 'ClassDef':
      all(node.decorators);
      inOrder(node.bases, node.keywords, visit);
      return all(node.body);
    case 'Return':
      return one(node.value);
    case 'Delete':
      return all(node.targets);
    case 'Assign':
      all(node.targets);
      return visit(node.value);
    case 'AugAssign':
      visit(node.target);
      return visit(node.value);
    case 'AnnAssign':
      visit(node.target);
      visit(node.annotation);
      return one(node.value);
    case 'For':
      visit(node.target);
      visit(node.iter);
      all(node.body);
      return all(node.orelse);
    case 'While':
    case 'If':
      visit(node.test);
      all(node.body);
      return all(node.orelse);
    case 'With':
      forEachItem(node, visit);
      return all(node.body);
    case 'Match':
      visit(node.subject);
      return all(node.cases);
    case 'Raise':
      one(node.exception);
      return one(node.cause);
    case 'Try':
      all(node.body);
      all(node.handlers);
      all(node.orelse);
      return all(node.finalbody);
    case 'Assert':
      visit(node.test);
      return one(node.message);
    case 'Import':
    case 'ImportFrom':
      return all(node.names);
    case 'Expr':
      return visit(node.value);
    case 'TypeAlias':
      visit(node.name);
      return visit(node.value);
    case 'Broken':
      return all(node.salvaged);
    case 'BoolOp':
      return all(node.values);
    case 'NamedExpr':
      visit(node.target);
      return visit(node.value);
    case 'BinOp':
      visit(node.left);
      return visit(node.right);
    case 'UnaryOp':
      return visit(node.operand);
    case 'Lambda':
      all(node.parameters);
      return visit(node.body);
    case 'IfExp':
      visit(node.body);
      visit(node.test);
      return visit(node.orelse);
    case 'Dict':
      return forEachEntry(node, visit);
    case 'Set':
    case 'List':
    case 'Tuple':
      return all(node.elements);
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      return forEachOfComprehension(node, visit);
    case 'DictComp':
      visit(node.key);
      visit(node.value);
      return all(node.generators);
    case 'Await':
    case 'Attribute':
    case 'Starred':
    case 'Keyword':
      return visit(node.value);
    case 'Yield':
      return one(node.value);
    case 'Compare':
      visit(node.left);
      return all(node.comparators);
    case 'Call':
      visit(node.callee);
      return inOrder(node.arguments, node.keywords, visit);
    case 'JoinedStr':
      return forEachPart(node, visit);
    case 'Subscript':
      visit(node.value);
      return visit(node.index);
    case 'Slice':
      one(node.lower);
      one(node.upper);
      return one(node.step);
    case 'BrokenExpression':
      return all(node.parts);
    case 'Parameter':
      one(node.annotation);
      return one(node.default);
    case 'ComprehensionFor':
      visit(node.target);
      visit(node.iter);
      return all(node.ifs);
    case 'ExceptHandler':
      one(node.type);
      return all(node.body);
    case 'MatchCase':
      one(node.guard);
      return all(node.body);
    case 'Global':
    case 'Nonlocal':
    case 'Pass':
    case 'Break':
    case 'Continue':
    case 'Constant':
    case 'Name':
    case 'ImportAlias':
      return;
  }
}

/** Positional and keyword arguments mixed as written: `f(a, *b, c=1, *d)`. */
function inOrder(first: readonly Node[], second: readonly Node[], visit: (child: Node) => void): void {
  let at = 0;
  for (const node of second) {
    for (; at < first.length; at += 1) {
      const other = first[at];
      if (other === undefined || other.start > node.start) break;
      visit(other);
    }
    visit(node);
  }
  for (; at < first.length; at += 1) {
    const other = first[at];
    if (other !== undefined) visit(other);
  }
}

function forEachItem(node: With, visit: (child: Node) => void): void {
  for (const { context, target } of node.items) {
    visit(context);
    if (target !== null) visit(target);
  }
}

function forEachEntry(node: Dict, visit: (child: Node) => void): void {
  for (const { key, value } of node.items) {
    if (key !== null) visit(key);
    visit(value);
  }
}

function forEachOfComprehension(node: Comprehension, visit: (child: Node) => void): void {
  visit(node.element);
  for (const generator of node.generators) visit(generator);
}

function forEachPart(node: JoinedStr, visit: (child: Node) => void): void {
  for (const value of node.values) visit(value);
}

/** Children of a node in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  forEachChild(node, (child) => children.push(child));
  return children;
}

/**
 * Visits a node and everything below it, parents before children, in the order of the text.
 * @param visit returns 'skip' to leave out what is below the node
 */
export function walk(root: Node, visit: (node: Node) => 'skip' | void): void {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (visit(node) === 'skip') continue;
    const mark = stack.length;
    forEachChild(node, (child) => stack.push(child));
    reverseFrom(stack, mark);
  }
}

function reverseFrom(stack: Node[], from: number): void {
  for (let low = from, high = stack.length - 1; low < high; low += 1, high -= 1) {
    const kept = stack[low];
    const moved = stack[high];
    if (kept === undefined || moved === undefined) return;
    stack[low] = moved;
    stack[high] = kept;
  }
}
