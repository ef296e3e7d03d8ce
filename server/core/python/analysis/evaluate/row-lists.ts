/** Lists that hold one element for each row, and what is added to lists row by row. */
import { walk } from '../../../../../rules/api/python/children.ts';
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { Call, For } from '../../../../../rules/api/python/syntax.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { isReadInTurn, rowsOfAllTurns } from '../turn-rows.ts';
import { constant, dataWithin, influencesOf, mergeInfluences, weakest } from '../values.ts';
import { replaceInPlace } from './run.ts';
import type { Run } from './run.ts';
import { asSingle } from './single-rows.ts';

/** Returns an element as it is added to a list: a row that only some turns of the loop add is not any row. */
export function asAdded(element: Value, node: Call, run: Run): Value {
  if (element.kind === 'sequence') return { ...element, elements: element.elements.map((each) => asAdded(each, node, run)) };
  if (element.kind !== 'data' || !isOfTurn(element.rows, run) || isInEveryTurn(node)) return element;
  return { ...element, rows: asSingle(run.terms.subset(element.rows, run.symbols.ofObject(node), node), run) };
}

function isOfTurn(rows: Rows, run: Run): boolean {
  return isReadInTurn(rows) || (run.singleRows.has(rows) && rows.kind === 'subset' && rows.node === null);
}

/** Whether nothing in the body of the loop around it keeps a turn from it. */
function isInEveryTurn(node: Call): boolean {
  const statement = node.parent;
  const loop = statement.parent;
  return statement.kind === 'Expr' && loop?.kind === 'For' && loop.body.includes(statement) && !mayLeaveTurn(loop);
}

function mayLeaveTurn({ body }: For): boolean {
  let mayLeave = false;
  for (const statement of body) {
    walk(statement, (node) => {
      if (node.kind === 'Continue' || node.kind === 'Break' || node.kind === 'Return') mayLeave = true;
      return node.kind === 'FunctionDef' || node.kind === 'ClassDef' ? 'skip' : undefined;
    });
  }
  return mayLeave;
}

/** `images.append(flip(image))` for a list that has one element for each row; null for methods that add nothing, and what holds no rows. */
export function rowListMethod(method: string, list: Data, added: Value | undefined, node: Call, run: Run): Value | null {
  const [first] = added === undefined || (method !== 'append' && method !== 'extend') ? [] : dataWithin(added);
  if (first === undefined || added === undefined) return null;
  const more = rowsOfAllTurns(first.rows);
  const isKnown = list.rows.kind === 'union' && list.rows.of.filter((each) => each === more).length > (list.rows.node === node ? 0 : 1);
  const rows = isKnown ? list.rows : run.terms.union([list.rows, more], node);
  replaceInPlace(list, { ...list, rows, selects: null, order: 'unknown', influences: mergeInfluences(list.influences, influencesOf(added)), confidence: weakest(list.confidence, first.confidence) }, run);
  return constant(null);
}
