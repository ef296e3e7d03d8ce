/**
 * Rows that an index or a mask picks out of other data: `X.iloc[train]`, `y[mask]`, `df.drop(sample.index)`. What was chosen of the
 * rows the picker was made for is chosen of the given rows in the same way, so that parts stay disjoint whatever they are taken from.
 */
import type { Rows, UnionRows } from '../../../../rules/api/python/rows.ts';
import type { Data } from '../../../../rules/api/python/value.ts';
import type { Node } from '../../../../rules/api/python/syntax.ts';
import type { RowTerms } from './row-terms.ts';

type Step = Exclude<Rows, { readonly kind: 'source' | 'union' | 'unknown' }>;

/** Above all symbols and ids, so that a choice made again equals no other one. */
const CHOSEN_AGAIN = 2 ** 44;

/** Returns the rows of `base` that the index or mask picks; null when it is not known what it picks. */
export function pickRows(base: Rows, picker: Data, terms: RowTerms): Rows | null {
  if (picker.selects === null || picker.selects.kind === 'unknown') return null;
  if (picker.selects.kind === 'union') return pickTogether(base, picker, picker.selects, terms);
  const steps = stepsBelow(picker.selects, ancestors(base));
  if (steps !== null) return chooseAgain(base, steps, terms);
  const own = stepsBelow(picker.selects, new Set([picker.rows])) ?? stepsBelow(picker.selects, new Set([rootOf(picker.selects)]));
  return own === null ? null : chooseAgain(base, own, terms);
}

function pickTogether(base: Rows, picker: Data, { of, node }: UnionRows, terms: RowTerms): Rows | null {
  const picked = of.map((selects) => pickRows(base, { ...picker, selects }, terms));
  return picked.every((rows) => rows !== null) ? terms.union(picked, node) : null;
}

/** Returns the selection `selects` makes from `from`, made from `base` instead: positions mean the same rows of both. Null when it is none from there. */
export function pickAgain(base: Rows, { selects, from }: { readonly selects: Rows; readonly from: Rows }, terms: RowTerms): Rows | null {
  const steps = stepsBelow(selects, new Set([from]));
  return steps === null ? null : chooseAgain(base, steps, terms);
}

/** Returns the rows of `base` that the index or mask does not pick; null when it is not known what it picks. */
export function leaveOutRows(base: Rows, picker: Data, terms: RowTerms, node: Node | null): Rows | null {
  const picked = pickRows(base, picker, terms);
  return picked === null || picked === base ? null : terms.rest(base, picked, node);
}

function rootOf(rows: Rows): Rows {
  let at = rows;
  while (isStep(at)) at = at.parent;
  return at;
}

function isStep(rows: Rows): rows is Step {
  return rows.kind !== 'source' && rows.kind !== 'union' && rows.kind !== 'unknown';
}

function ancestors(rows: Rows): ReadonlySet<Rows> {
  const all = new Set<Rows>([rows]);
  for (let at = rows; isStep(at); at = at.parent) all.add(at.parent);
  return all;
}

/** Returns the steps from the nearest of `tops` down to the rows, topmost first; null when they do not go back to one. */
function stepsBelow(rows: Rows, tops: ReadonlySet<Rows>): readonly Step[] | null {
  const steps: Step[] = [];
  let at = rows;
  while (!tops.has(at)) {
    if (!isStep(at)) return null;
    steps.push(at);
    at = at.parent;
  }
  return steps.toReversed();
}

function chooseAgain(base: Rows, steps: readonly Step[], terms: RowTerms): Rows {
  let rows = base;
  for (const step of steps) rows = step.parent === rows ? step : stepOn(rows, step, terms);
  return rows;
}

function stepOn(parent: Rows, step: Step, terms: RowTerms): Rows {
  const key = CHOSEN_AGAIN + step.id;
  switch (step.kind) {
    case 'part':
      return terms.part({ ...step, parent });
    case 'slice':
      return terms.slice(parent, step.from, step.to, step.node);
    case 'mask':
      return terms.mask(parent, step);
    case 'rest':
      return terms.rest(parent, step.without, step.node);
    case 'subset':
      return terms.subset(parent, key, step.node, step.isDrawn === true ? 'some' : step.share);
    case 'reordered':
      return terms.reordered(parent, key, step.node);
    case 'copies':
      return terms.copies(parent, key, step.node);
    case 'grouped':
      return terms.grouped(parent, key, step.node);
  }
}
