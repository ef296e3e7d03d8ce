/** Edits of single nodes, names that are free, and imports that are missing. */
import type { CodeEdit } from '../../python-rule.ts';
import type { Facts } from '../facts.ts';
import { lineAfter, lineBefore, statementOf } from '../insert-line.ts';
import { moduleOf } from '../syntax.ts';
import type { Expression, Node, Statement } from '../syntax.ts';

/** Returns the edit that writes other text in a node's place; null outside the document. */
export function replaced(node: Pick<Node, 'start' | 'end'> & Node, newText: string, { document }: Facts): CodeEdit | null {
  return moduleOf(node).path === document.path ? { document, start: node.start, end: node.end, newText } : null;
}

/** Returns the name, or the name with a number, that nothing in the program is called yet. */
export function freeName(wish: string, { names, document }: Facts): string {
  const isTaken = (name: string): boolean => names.module.bindings.has(name) || names.isBuiltin(name) || new RegExp(`\\b${name}\\b`, 'u').test(document.text);
  let name = wish;
  for (let number = 2; isTaken(name); number += 1) name = `${wish}_${String(number)}`;
  return name;
}

export interface Imported {
  /** What it is called in the program. */
  readonly name: string;
  /** Null when it is imported already. */
  readonly edit: CodeEdit | null;
}

/** Returns how a function of a module is called in the program, with the import where there is none; null when its name is taken by another. */
export function imported(module: string, name: string, facts: Facts): Imported | null {
  const known = facts.names.imports.find((each) => `${each.module}.${each.name ?? ''}` === `${module}.${name}`);
  if (known !== undefined) return { name: known.boundAs, edit: null };
  if (facts.names.module.bindings.has(name)) return null;
  const first = facts.document.module.body.findLast((statement) => statement.kind === 'ImportFrom' && statement.level === 0 && statement.module.split('.')[0] === module.split('.')[0]);
  const line = `from ${module} import ${name}`;
  if (first !== undefined) {
    const edit = lineAfter(first, line, facts);
    return edit === null ? null : { name, edit };
  }
  const start = facts.document.module.body.find((statement) => statement.kind === 'Import' || statement.kind === 'ImportFrom');
  const edit = start === undefined ? null : lineBefore(start, line, facts);
  return edit === null ? null : { name, edit };
}

/** Returns the statements of a block that stand between two of them; null when they are not in one block, in that order. */
export function between(first: Statement, last: Statement, facts: Facts): readonly Statement[] | null {
  const block = blockOf(first, facts);
  const [from, to] = [block.indexOf(first), block.indexOf(last)];
  return from === -1 || to <= from ? null : block.slice(from + 1, to);
}

function blockOf({ parent }: Statement, facts: Facts): readonly Statement[] {
  if (parent.kind === 'Module' || parent.kind === 'FunctionDef' || parent.kind === 'With' || parent.kind === 'For' || parent.kind === 'If') return parent.body;
  return facts.document.module.body;
}

/** What is asked of a table that is the same before and after its values change. */
const SHAPE: ReadonlySet<string> = new Set(['columns', 'index', 'shape', 'head', 'tail', 'info', 'dtypes']);

/** Returns the places that read a name's values after a node begins, outside the statements given. */
export function readsAfter(name: Expression & { readonly kind: 'Name' }, start: number, { names }: Facts, outside: readonly Statement[]): readonly Node[] {
  const binding = names.bindingOf(name) ?? names.module.bindings.get(name.id) ?? null;
  const inside = (node: Node): boolean => outside.some((statement) => statement.start <= node.start && node.end <= statement.end);
  const isShape = ({ parent }: Node): boolean => parent?.kind === 'Attribute' && SHAPE.has(parent.attribute);
  return (binding?.reads ?? []).filter((read) => read.start >= start && !inside(read) && !isShape(read));
}

/** Returns the statement a node is in, when the node stands in the document itself. */
export function ownStatement(node: Node, { document }: Facts): Statement | null {
  return moduleOf(node).path === document.path ? statementOf(node) : null;
}
