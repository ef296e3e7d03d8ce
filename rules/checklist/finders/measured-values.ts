/** Whether what a condition compares by size is itself a measure of quality: not a count, a size or a time that merely rests on code that measures. */
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, Node } from '../../api/python/syntax.ts';
import { boundsOf } from './bounds.ts';
import { coneOf } from './cone.ts';
import type { Judged } from './judged.ts';
import { computesMetric } from './metric-calls.ts';
import { METRIC_WORD } from './quality.ts';
import { isNoGroup } from './slices.ts';
import { sourceOf } from './source-of.ts';

/** Own choice: conditions compare a handful of values. */
const MOST_SIDES = 24;

/** True also where nothing is compared in sight, as in helpers of libraries. */
export function boundsMeasure(facts: Facts, judged: Judged): boolean {
  const bounds = boundsOf(facts, judged).filter(({ operator, node }) => /^[<>]=?$/.test(operator) || node.kind === 'Call');
  if (bounds.length > 0 && bounds.every(({ left, right }) => areOrdered(facts, left, right))) return false;
  const own = bounds.flatMap(({ left, right }) => (areOrdered(facts, left, right) ? [] : [left, right]));
  const behind = judged.cone.nodes.flatMap((node) => (node.kind === 'Compare' && node.operators.some((operator) => /^[<>]=?$/.test(operator)) ? [node.left, ...node.comparators] : []));
  const sides = (own.length > 0 ? own : behind).filter(({ kind }) => kind !== 'Constant').slice(0, MOST_SIDES);
  return sides.length === 0 || sides.some((side) => !isAmount(facts, side) && (namesMeasure(side) || computesMetric(facts, coneOf(facts, [side]))));
}

/** `worst[0]["error"] >= worst[-1]["error"]`: that they are sorted. */
function areOrdered(facts: Facts, left: Expression, right: Expression): boolean {
  const [one, other] = [facts.textOf(left), facts.textOf(right)];
  return /\[-?\d+\]/.test(one) && one.replaceAll(/\[-?\d+\]/g, '[]') === other.replaceAll(/\[-?\d+\]/g, '[]');
}

/** `frame["accuracy"]`, `col("accuracy")` */
function namesMeasure(side: Expression): boolean {
  const key = side.kind === 'Subscript' ? side.index : side.kind === 'Call' ? side.arguments[0] : undefined;
  return key?.kind === 'Constant' && typeof key.value === 'string' && METRIC_WORD.test(key.value);
}

const COUNTS = /^(?:len|count|nunique|value_counts|fetchone|fetchall|fetchmany|scalar|exists|stat|getsize|execute|total_seconds|num_rows|write\w*|date_range)$/;
const SIZES = /^(?:size|shape|ndim|st_size|days|seconds|returncode|status_code|exit_code|call_count|n_\w+|num_\w+)$/;
/** These hand on what they are given. */
const CASTS = /^(?:int|float|abs|round|max|min|sum|sorted|list|str)$/;

/** How many there are, how large they are, when it was. */
function isAmount(facts: Facts, side: Expression): boolean {
  let at: Node = side;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    switch (at.kind) {
      case 'Name': {
        const source = sourceOf(facts, at);
        if (source === at) return false;
        at = source;
        break;
      }
      case 'Subscript':
        if (at.index.kind === 'Constant' && typeof at.index.value === 'string' && isTime(at.index.value)) return true;
        at = at.value;
        break;
      case 'Attribute':
        if (SIZES.test(at.attribute) || isTime(at.attribute)) return true;
        at = at.value;
        break;
      case 'Call': {
        const first: Expression | undefined = at.arguments[0];
        const last: string = at.callee.kind === 'Attribute' ? at.callee.attribute : at.callee.kind === 'Name' ? at.callee.id : '';
        if (COUNTS.test(last)) return true;
        if (at.callee.kind === 'Attribute') at = at.callee.value;
        else if (CASTS.test(last) && first !== undefined) at = first;
        else return false;
        break;
      }
      case 'BinOp':
        return at.operator !== '/' && (isAmount(facts, at.left) || isAmount(facts, at.right));
      default:
        return false;
    }
  }
  return false;
}

/** Names followed one after the other. Own choice. */
const MOST_STEPS = 12;

function isTime(name: string): boolean {
  return isNoGroup(name) && /^(?:at|ds|when|time|date|day|week|month|year|cutoffs?|timestamp|ts|\w+_(?:at|time|date|timestamp|ts))$/i.test(name);
}
