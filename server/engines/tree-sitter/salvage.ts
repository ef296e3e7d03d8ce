/** Definitions out of text that does not parse: functions, classes, imports and assignments. */
import type { Assign, ClassDef, FunctionDef, Statement } from '../../../rules/api/python/syntax.ts';
import { ROLE } from './flat-tree.ts';
import { isExpression, lowerExpression } from './lower-expression.ts';
import { lowerAlias, moduleOf } from './lower-import.ts';
import { lowerParameters } from './lower-parameters.ts';
import { isStatement, lowerBlock, lowerStatement } from './lower-statement.ts';
import { brokenAt, endOf, kindOf, nextOf, NOWHERE, partsOf, roleOf, startOf, textOf, type Lowering } from './lowering.ts';

/** @param index a node that is broken, or stands where a statement should */
export function salvage(l: Lowering, index: number): readonly Statement[] {
  const found: Statement[] = [];
  const children = childrenOf(l, index);
  for (const [at, child] of children.entries()) {
    const kind = kindOf(l, child);
    if (kind === 'block') found.push(...lowerBlock(l, child));
    else if (isStatement(kind)) found.push(lowerStatement(l, child));
    else if (kind === '$def' || kind === '$class') found.push(...definition(l, children.slice(at, at + 3)));
    else if (kind === '$import') found.push(...importStatement(l, children, at));
    else if (kind === '$=') found.push(...assignment(l, children[at - 1]));
    else if (kind === 'assignment') found.push(...assignment(l, partsOf(l, child)[0]));
    else if (!isExpression(kind) && nextOf(l, child) > child + 1) found.push(...salvage(l, child));
  }
  return found;
}

function childrenOf(l: Lowering, index: number): readonly number[] {
  const children: number[] = [];
  for (let child = index + 1; child < nextOf(l, index); child = nextOf(l, child)) {
    if (roleOf(l, child) !== ROLE.extra) children.push(child);
  }
  return children;
}

/** `def name (parameters)` or `class name`, without a body. */
function definition(l: Lowering, [keyword, name, parameters]: readonly number[]): readonly Statement[] {
  if (keyword === undefined || name === undefined || kindOf(l, name) !== 'identifier') return [];
  const common = { start: startOf(l, keyword), end: endOf(l, name), parent: NOWHERE, name: textOf(l, name), nameStart: startOf(l, name), decorators: [], body: [] };
  if (kindOf(l, keyword) === '$class') {
    const node: ClassDef = { kind: 'ClassDef', ...common, bases: [], keywords: [] };
    return [node];
  }
  const list = parameters !== undefined && kindOf(l, parameters) === 'parameters' ? lowerParameters(l, parameters) : [];
  const node: FunctionDef = { kind: 'FunctionDef', ...common, isAsync: false, parameters: list, returns: null };
  return [node];
}

const IMPORTED: ReadonlySet<string> = new Set(['dotted_name', 'aliased_import', 'wildcard_import']);

function importStatement(l: Lowering, children: readonly number[], keyword: number): readonly Statement[] {
  const named: number[] = [];
  for (let at = keyword + 1; at < children.length; at += 1) {
    const child = children[at] ?? 0;
    const kind = kindOf(l, child);
    if (IMPORTED.has(kind)) named.push(child);
    else if (kind !== '$,' && kind !== '$(') break;
  }
  const [importToken, from, source] = [children[keyword], children[keyword - 2], children[keyword - 1]];
  const last = named.at(-1);
  if (importToken === undefined || last === undefined) return [];
  const names = named.map((child) => lowerAlias(l, child));
  const end = endOf(l, last);
  if (from === undefined || kindOf(l, from) !== '$from') return [{ kind: 'Import', start: startOf(l, importToken), end, parent: NOWHERE, names }];
  return [{ kind: 'ImportFrom', start: startOf(l, from), end, parent: NOWHERE, ...moduleOf(l, source), names }];
}

function assignment(l: Lowering, target: number | undefined): readonly Statement[] {
  if (target === undefined || roleOf(l, target) !== ROLE.part || !isExpression(kindOf(l, target))) return [];
  const end = endOf(l, target);
  const node: Assign = { kind: 'Assign', start: startOf(l, target), end, parent: NOWHERE, targets: [lowerExpression(l, target)], value: brokenAt(end, end, []) };
  return [node];
}
