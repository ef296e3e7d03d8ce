/** Syntax trees as text one can read in a test: `(Assign x (Call f k=1))`. */
import type { Node } from '../../../rules/api/python/syntax.ts';
import { childrenOf } from '../../../rules/api/python/children.ts';

/** A node and all below it, without positions. */
export function dumpTree(node: Node): string {
  if (node.kind === 'Name') return node.id;
  if (node.kind === 'Constant') return constantText(node.type, node.value);
  if (node.kind === 'Keyword') return `${node.name ?? '**'}=${dumpTree(node.value)}`;
  const words = [node.kind, ...detailsOf(node), ...childrenOf(node).map(dumpTree)];
  return `(${words.join(' ')})`;
}

function constantText(type: string, value: string | number | boolean | null): string {
  if (type === 'str') return JSON.stringify(value);
  if (type === 'bytes') return `b${JSON.stringify(value)}`;
  return type === 'int' || type === 'float' || type === 'bool' ? String(value) : type;
}

function detailsOf(node: Node): readonly string[] {
  switch (node.kind) {
    case 'FunctionDef':
      return [...(node.isAsync ? ['async'] : []), node.name];
    case 'ClassDef':
      return [node.name];
    case 'For':
    case 'With':
    case 'ComprehensionFor':
      return node.isAsync ? ['async'] : [];
    case 'BinOp':
    case 'BoolOp':
    case 'UnaryOp':
    case 'AugAssign':
      return [node.operator];
    case 'Compare':
      return [node.operators.join(',')];
    case 'Attribute':
      return [`.${node.attribute}`];
    case 'Parameter':
      return [node.name, node.way];
    case 'ImportFrom':
      return [`${'.'.repeat(node.level)}${node.module}`];
    case 'ImportAlias':
      return [node.asName === null ? node.name : `${node.name} as ${node.asName}`];
    case 'Global':
    case 'Nonlocal':
      return node.names;
    case 'ExceptHandler':
      return node.name === null ? [] : [`as ${node.name}`];
    case 'MatchCase':
      return [`[${node.bindings.join(' ')}]`];
    case 'Yield':
      return node.isFrom ? ['from'] : [];
    default:
      return [];
  }
}
