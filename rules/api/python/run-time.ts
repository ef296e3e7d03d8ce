/** When a node of the module runs: with its cell, later, or perhaps never. */
import type { Definition } from './names.ts';
import type { Node } from './syntax.ts';

/**
 * `now`: whenever the module or cell around it runs. `later`: in the body of a function or lambda, or as a generator is used up.
 * `perhaps`: on a branch, under a guard, or where it cannot be seen.
 */
export type RunTime = 'now' | 'later' | 'perhaps';

export function runTimeOf(node: Node): RunTime {
  let found: RunTime = 'now';
  for (let child = node, around = node.parent; around !== null; child = around, around = around.parent) {
    const here = runTimeIn(around, child);
    if (here === 'later') return 'later';
    if (here === 'perhaps') found = 'perhaps';
  }
  return found;
}

function runTimeIn(around: Node, child: Node): RunTime {
  switch (around.kind) {
    case 'FunctionDef':
      if (child === around.returns) return 'perhaps';
      return (around.body as readonly Node[]).includes(child) ? 'later' : 'now';
    case 'Lambda':
      return child === around.body ? 'later' : 'now';
    case 'GeneratorExp':
      return child === around.generators[0] ? 'now' : 'later';
    case 'ComprehensionFor':
      return around.parent.kind === 'GeneratorExp' && child !== around.iter ? 'later' : 'now';
    case 'If':
    case 'IfExp':
    case 'While':
    case 'Assert':
      return child === around.test ? 'now' : 'perhaps';
    case 'BoolOp':
      return child === around.values[0] ? 'now' : 'perhaps';
    case 'Try':
      return around.handlers.length > 0 && !(around.finalbody as readonly Node[]).includes(child) ? 'perhaps' : 'now';
    case 'With':
      return isSwallowing(around.items.map(({ context }) => context)) ? 'perhaps' : 'now';
    case 'Parameter':
      return child === around.annotation ? 'perhaps' : 'now';
    case 'AnnAssign':
      return child === around.annotation ? 'perhaps' : 'now';
    case 'Match':
    case 'ExceptHandler':
    case 'MatchCase':
    case 'TypeAlias':
    case 'Broken':
    case 'BrokenExpression':
      return 'perhaps';
    default:
      return 'now';
  }
}

/** Contexts that may catch what goes wrong inside them. */
function isSwallowing(contexts: readonly Node[]): boolean {
  return contexts.some((context) => {
    const callee = context.kind === 'Call' ? context.callee : context;
    const name = callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
    return /suppress|raises|ignored|assertRaises/.test(name);
  });
}

/** Returns the offset from which on a definition holds, in the order things run; null when it binds nothing (`x: int`, `del x`). */
export function boundFrom({ kind, node }: Definition): number | null {
  if (kind === 'delete') return null;
  let at: Node = node;
  while (at.parent !== null && (at.parent.kind === 'Tuple' || at.parent.kind === 'List' || at.parent.kind === 'Starred')) at = at.parent;
  const around = at.parent;
  switch (around?.kind) {
    case 'Assign':
    case 'AugAssign':
    case 'NamedExpr':
      return around.end;
    case 'AnnAssign':
      return around.value === null ? null : around.end;
    case 'For':
      return around.iter.end;
    default:
      return node.kind === 'FunctionDef' || node.kind === 'ClassDef' ? node.end : node.start;
  }
}
