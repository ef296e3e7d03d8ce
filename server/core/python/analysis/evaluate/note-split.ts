/** Divisions into training and test rows that no splitting function makes: slices and conditions assigned to names that say so. */
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { SplitEvent } from '../../../../../rules/api/python/event.ts';
import type { Expression, Subscript } from '../../../../../rules/api/python/syntax.ts';
import type { Data } from '../../../../../rules/api/python/value.ts';
import type { Run } from './run.ts';

/** A part cut from data, waiting for its counterpart. */
export interface Cut {
  readonly part: Data;
  readonly name: string;
}

/** Cuts of one parent remembered. Own choice. */
const MOST_CUTS = 8;
const PURPOSE = /(?:^|_)(?:tr|train|training|te|tst|test|testing|val|valid|validation|dev|hold_?out|eval)(?:_|\d|$)/iu;
const TRAINING = /(?:^|_)(?:tr|train|training)(?:_|\d|$)/iu;
const TIME_COLUMN = /date|time|year|month|week|day|timestamp|\(index\)/iu;

/** Notes that `part` was cut from `base` at `node`; the second of two disjoint cuts makes a split. */
export function noteCut(base: Data, part: Data, node: Subscript, run: Run): void {
  const { rows } = part;
  if (rows.kind !== 'slice' && rows.kind !== 'mask' && rows.kind !== 'rest') return;
  const name = nameGiven(node);
  if (name === null || !PURPOSE.test(name)) return;
  const cuts = run.cuts.get(base.rows.id) ?? [];
  run.cuts.set(base.rows.id, cuts);
  if (cuts.some((cut) => cut.part.rows === rows)) return;
  const counterpart = cuts.find((cut) => run.terms.relate(cut.part.rows, rows) === 'disjoint');
  if (cuts.length < MOST_CUTS) cuts.push({ part, name });
  if (counterpart === undefined) return;
  const parts = TRAINING.test(name) && !TRAINING.test(counterpart.name) ? [part, counterpart.part] : [counterpart.part, part];
  run.machine.emit<SplitEvent>({ kind: 'split', node, call: null, way: wayOf(rows), isShuffled: base.order === 'shuffled' ? true : rows.kind === 'slice' && base.order === 'source' ? false : null, isSeeded: null, inputs: [base], parts, isFold: false });
}

function wayOf(rows: Rows): SplitEvent['way'] {
  if (rows.kind === 'slice') return 'position';
  const column = rows.kind === 'mask' ? rows.test?.column : undefined;
  return column !== undefined && TIME_COLUMN.test(column) ? 'time' : 'condition';
}

/** Returns the variable that what is cut is assigned to, through calls and attributes; null when there is none. */
function nameGiven(node: Expression): string | null {
  let at: Expression = node;
  for (;;) {
    const { parent } = at;
    switch (parent.kind) {
      case 'Attribute':
      case 'Call':
      case 'Subscript':
        at = parent;
        break;
      case 'Tuple': {
        if (parent.parent.kind !== 'Assign') return null;
        const [target] = parent.parent.targets;
        const index = parent.elements.indexOf(at);
        return target?.kind === 'Tuple' ? nameOf(target.elements[index]) : null;
      }
      case 'Assign':
        return nameOf(parent.targets[0]);
      case 'AnnAssign':
        return nameOf(parent.target);
      default:
        return null;
    }
  }
}

function nameOf(target: Expression | undefined): string | null {
  if (target?.kind === 'Name') return target.id;
  return target?.kind === 'Attribute' ? target.attribute : null;
}
