/** Going through a syntax tree. Nothing here recurses, so trees of any depth can be walked. */
import type { Comprehension, Dict, Node, With } from './syntax.ts';

/** Calls `visit` with every child of a node, in the order of the text. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  switch (node.kind) {
    case 'Module':
      return each(node.body, visit);
    case 'FunctionDef':
      each(node.decorators, visit);
      each(node.parameters, visit);
      maybe(node.returns, visit);
      return each(node.body, visit);
    case 'ClassDef':
      each(node.decorators, visit);
      inOrder(node.bases, node.keywords, visit);
      return each(node.body, visit);
    case 'Return':
      return maybe(node.value, visit);
    case 'Delete':
      return each(node.targets, visit);
    case 'Assign':
      each(node.targets, visit);
      return visit(node.value);
    case 'AugAssign':
      visit(node.target);
      return visit(node.value);
    case 'AnnAssign':
      visit(node.target);
      visit(node.annotation);
      return maybe(node.value, visit);
    case 'For':
      visit(node.target);
      visit(node.iter);
      each(node.body, visit);
      return each(node.orelse, visit);
    case 'While':
    case 'If':
      visit(node.test);
      each(node.body, visit);
      return each(node.orelse, visit);
    case 'With':
      forEachItem(node, visit);
      return each(node.body, visit);
    case 'Match':
      visit(node.subject);
      return each(node.cases, visit);
    case 'Raise':
      maybe(node.exception, visit);
      return maybe(node.cause, visit);
    case 'Try':
      each(node.body, visit);
      each(node.handlers, visit);
      each(node.orelse, visit);
      return each(node.finalbody, visit);
    case 'Assert':
      visit(node.test);
      return maybe(node.message, visit);
    case 'Import':
    case 'ImportFrom':
      return each(node.names, visit);
    case 'Expr':
      return visit(node.value);
    case 'TypeAlias':
      visit(node.name);
      return visit(node.value);
    case 'Broken':
      return each(node.salvaged, visit);
    case 'BoolOp':
      return each(node.values, visit);
    case 'NamedExpr':
      visit(node.target);
      return visit(node.value);
    case 'BinOp':
      visit(node.left);
      return visit(node.right);
    case 'UnaryOp':
      return visit(node.operand);
    case 'Lambda':
      each(node.parameters, visit);
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
      return each(node.elements, visit);
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      return forEachOfComprehension(node, visit);
    case 'DictComp':
      visit(node.key);
      visit(node.value);
      return each(node.generators, visit);
    case 'Await':
    case 'Attribute':
    case 'Starred':
    case 'Keyword':
      return visit(node.value);
    case 'Yield':
      return maybe(node.value, visit);
    case 'Compare':
      visit(node.left);
      return each(node.comparators, visit);
    case 'Call':
      visit(node.callee);
      return inOrder(node.arguments, node.keywords, visit);
    case 'JoinedStr':
      return each(node.values, visit);
    case 'Subscript':
      visit(node.value);
      return visit(node.index);
    case 'Slice':
      maybe(node.lower, visit);
      maybe(node.upper, visit);
      return maybe(node.step, visit);
    case 'BrokenExpression':
      return each(node.parts, visit);
    case 'Parameter':
      maybe(node.annotation, visit);
      return maybe(node.default, visit);
    case 'ComprehensionFor':
      visit(node.target);
      visit(node.iter);
      return each(node.ifs, visit);
    case 'ExceptHandler':
      maybe(node.type, visit);
      return each(node.body, visit);
    case 'MatchCase':
      maybe(node.guard, visit);
      return each(node.body, visit);
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

function each(children: readonly Node[], visit: (child: Node) => void): void {
  for (const child of children) visit(child);
}

function maybe(child: Node | null, visit: (child: Node) => void): void {
  if (child !== null) visit(child);
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
  each(node.generators, visit);
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
