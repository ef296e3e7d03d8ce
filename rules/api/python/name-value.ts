/**
 * Which expression gave a name the value it has where it is read. Told by the text alone, so that it holds in modules of the project
 * too. Only where every way there leads through the same assignment; anything else is unknown.
 */
import { forEachChild, walk } from './children.ts';
import type { Expression, Name, Node, Statement } from './syntax.ts';

export interface AssignedValue {
  readonly expression: Expression;
  /** Which element of the value it is, for `a, b = value`; null when it is the whole. */
  readonly index: number | null;
}

/** Returns what was last assigned to a name; null when it is a parameter, comes from outside the function, or ways differ. */
export function assignedValue(name: Name): AssignedValue | null {
  for (let at: Node = name; at.parent !== null; at = at.parent) {
    if (at.kind === 'FunctionDef' || at.kind === 'Lambda' || at.kind === 'ClassDef') return null;
    const block = blockOf(at);
    if (block === null) continue;
    const found = lastAssignment(block.slice(0, block.indexOf(at as Statement)), name.id);
    if (found !== 'none') return found === 'unclear' ? null : found;
    // what a later line of the body assigns arrives with the next turn
    if ((at.parent.kind === 'For' || at.parent.kind === 'While') && binds(at.parent, name.id)) return null;
  }
  return null;
}

/** The statements a statement stands among; null for other nodes. */
function blockOf(node: Node): readonly Statement[] | null {
  const { parent } = node;
  if (parent === null) return null;
  return blocksOf(parent).find((block) => block.includes(node as Statement)) ?? null;
}

function blocksOf(node: Node): readonly (readonly Statement[])[] {
  switch (node.kind) {
    case 'For':
    case 'While':
    case 'If':
      return [node.body, node.orelse];
    case 'Try':
      return [node.body, node.orelse, node.finalbody];
    case 'Module':
    case 'FunctionDef':
    case 'ClassDef':
    case 'With':
    case 'ExceptHandler':
    case 'MatchCase':
      return [node.body];
    default:
      return [];
  }
}

function lastAssignment(statements: readonly Statement[], id: string): AssignedValue | 'none' | 'unclear' {
  for (const statement of statements.toReversed()) {
    const found = assignmentIn(statement, id);
    if (found !== 'none') return found;
  }
  return 'none';
}

function assignmentIn(statement: Statement, id: string): AssignedValue | 'none' | 'unclear' {
  if (!binds(statement, id)) return 'none';
  if (statement.kind === 'With') return lastAssignment(statement.body, id) === 'none' ? 'unclear' : lastAssignment(statement.body, id);
  if (statement.kind === 'AnnAssign' && statement.value !== null) return { expression: statement.value, index: null };
  if (statement.kind !== 'Assign') return 'unclear';
  const [target, ...others] = statement.targets;
  if (target === undefined || others.length > 0) return 'unclear';
  if (target.kind === 'Name') return { expression: statement.value, index: null };
  if (target.kind !== 'Tuple' && target.kind !== 'List') return 'unclear';
  const index = target.elements.findIndex((element) => element.kind === 'Name' && element.id === id);
  return index === -1 || target.elements.some(({ kind }) => kind === 'Starred') ? 'unclear' : { expression: statement.value, index };
}

/** Whether running the node may give the name another value. */
function binds(node: Node, id: string): boolean {
  let isBound = false;
  walk(node, (each) => {
    if (bindsItself(each, id)) isBound = true;
    const isInner = each !== node && (each.kind === 'FunctionDef' || each.kind === 'Lambda' || each.kind === 'ClassDef');
    return isBound || isInner ? 'skip' : undefined;
  });
  return isBound;
}

function bindsItself(node: Node, id: string): boolean {
  switch (node.kind) {
    case 'Assign':
      return node.targets.some((target) => names(target, id));
    case 'Delete':
      return node.targets.some((target) => names(target, id));
    case 'AugAssign':
    case 'AnnAssign':
    case 'For':
    case 'NamedExpr':
      return names(node.target, id);
    case 'With':
      return node.items.some(({ target }) => target !== null && names(target, id));
    case 'FunctionDef':
    case 'ClassDef':
    case 'ExceptHandler':
      return node.name === id;
    case 'ImportAlias':
      return (node.asName ?? node.name) === id;
    case 'MatchCase':
      return node.bindings.includes(id);
    default:
      return false;
  }
}

/** Whether a target is the name or takes a value apart into it. */
function names(target: Node, id: string): boolean {
  if (target.kind === 'Name') return target.id === id;
  if (target.kind !== 'Tuple' && target.kind !== 'List' && target.kind !== 'Starred') return false;
  let isNamed = false;
  forEachChild(target, (child) => (isNamed ||= names(child, id)));
  return isNamed;
}
