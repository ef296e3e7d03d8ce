/** Assertions that want infinity or NaN, such as `assert math.isinf(bound)`. */
import type { Call, Compare, Node } from '../../api/python/syntax.ts';

/** `assert math.isinf(bound)` wants no number; so does `assert not isfinite(bound)`. */
export function demandsNoNumber(ask: Call | Compare, root: Node, judging: Node): boolean {
  const asserts = judging.kind === 'Assert' || (judging.kind === 'Call' && judging.arguments.some((argument) => argument === root) && /^assert(?:_|True|False)?$/.test(writtenLast(judging)));
  if (!asserts) return false;
  let wants = judging.kind === 'Assert' || (judging.kind === 'Call' && writtenLast(judging) !== 'assertFalse');
  for (let at: Node = ask; at !== root; ) {
    const parent: Node | null = at.parent;
    if (parent === null) return false;
    if (parent.kind === 'UnaryOp' && (parent.operator === 'not' || parent.operator === '~')) wants = !wants;
    else if (parent.kind === 'Compare') {
      const [right] = parent.comparators;
      if (parent.left !== at || right?.kind !== 'Constant' || parent.operators.length !== 1) return false;
      const isNone = right.value === false || right.value === 0;
      const isSame = /^(?:==|is)$/.test(parent.operators[0] ?? '');
      const isMore = parent.operators[0] === '>' && right.value === 0;
      if (!isSame && !isMore) return false;
      if (isSame && isNone) wants = !wants;
    } else if (!KEEPS.has(parent.kind)) return false;
    at = parent;
  }
  const asksForNumbers = ask.kind === 'Call' && /^is_?finite$/.test(writtenLast(ask));
  return asksForNumbers ? !wants : wants;
}

/** `assert result.passed is False`, `assert not report["ok"]`: a test of what refuses, not of the numbers it is given. */
export function wantsRefusal(root: Node): boolean {
  if (root.kind === 'UnaryOp' && root.operator === 'not') return isGoodNews(root.operand);
  if (root.kind !== 'Compare' || root.operators.length !== 1 || !/^(?:is|==)$/.test(root.operators[0] ?? '')) return false;
  const [right] = root.comparators;
  return right?.kind === 'Constant' && right.value === false && isGoodNews(root.left);
}

function isGoodNews(node: Node): boolean {
  const name = node.kind === 'Attribute' ? node.attribute : node.kind === 'Name' ? node.id : node.kind === 'Subscript' && node.index.kind === 'Constant' ? String(node.index.value) : '';
  return /(?:^|_)(?:pass(?:ed|es)?|ok|okay|valid|success(?:ful)?|succeeded|healthy|approved|accepted|finite)(?:_|$)/i.test(name);
}

/** `isnan(x).any()`, `any(isnan(x) for x in losses)`, `isnan(a) or isnan(b)`. */
const KEEPS: ReadonlySet<Node['kind']> = new Set<Node['kind']>(['Call', 'Attribute', 'BoolOp', 'GeneratorExp', 'ListComp']);

function writtenLast({ callee }: Call): string {
  return callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
}
