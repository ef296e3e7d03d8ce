/** How many of something there are: neither a time nor a size nor an age, whatever the counted things say of themselves. */
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, Node } from '../../api/python/syntax.ts';
import { sourceOf } from './source-of.ts';

/** Steps from a value to what counts it. Own choice. */
const MOST_STEPS = 8;

/** `len(rows)`, `sum(1 for row in rows)`, `execute("select count(*) ...").fetchone()[0]`, through names. */
export function isCount(facts: Facts, value: Node): boolean {
  let at: Node = value;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    switch (at.kind) {
      case 'Name': {
        const source: Expression = sourceOf(facts, at);
        if (source === at) return false;
        at = source;
        break;
      }
      case 'Subscript':
        if (at.value.kind === 'Attribute' && at.value.attribute === 'shape') return true;
        at = at.value;
        break;
      case 'Attribute':
        at = at.value;
        break;
      case 'Call': {
        const [first]: readonly Expression[] = at.arguments;
        const last: string = at.callee.kind === 'Attribute' ? at.callee.attribute : at.callee.kind === 'Name' ? at.callee.id : '';
        if (at.callee.kind === 'Name') {
          if (last === 'len') return first !== undefined && !isStored(facts, first);
          if (last === 'sum') return first?.kind === 'GeneratorExp' && (first.element.kind === 'Compare' || (first.element.kind === 'Constant' && first.element.value === 1));
          if (last !== 'int' || first === undefined) return false;
          at = first;
        } else if (/^(?:count|nunique|value_counts)$/.test(last)) return true;
        else if (/^(?:execute|sql|query)$/.test(last)) return first !== undefined && /^\W*(?:r|f)?["']+\s*select\s+count\s*\(/i.test(facts.textOf(first));
        else if (at.callee.kind === 'Attribute') at = at.callee.value;
        break;
      }
      default:
        return false;
    }
  }
  return false;
}

/** The length of what a model is stored as is its size. */
function isStored(facts: Facts, given: Expression): boolean {
  const source = sourceOf(facts, given);
  return /dumps|read_bytes|getvalue|getbuffer|tobytes|Serialize|convert\(|\.read\(/.test(facts.textOf(source).slice(0, 300));
}
