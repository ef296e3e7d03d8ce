/** Expressions that are written down first and reckoned when a frame is given: `df.with_columns(pl.col('x') - pl.col('x').mean())`. */
import type { Data, Influence, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import type { Machine } from '../machine.ts';
import type { LibraryCall } from './call.ts';
import { influenceOf } from './learned.ts';

/** How deep expressions are looked for in lists and in each other. Own choice. */
const MOST_DEPTH = 8;

/** What an expression brings in from other rows of the frame, by the tag of its entry. */
const LEARNING: ReadonlyMap<string, 'reduction' | 'neighbours'> = new Map([
  ['expression-statistics', 'reduction'],
  ['expression-neighbours', 'neighbours'],
]);

/** Returns what the expressions among the arguments learn over the rows of the data. */
export function influencesOfExpressions(call: LibraryCall, base: Data): readonly Influence[] {
  const expressions = new Set(call.site.arguments.flatMap(({ value }) => expressionsWithin(value)));
  return [...expressions].flatMap(({ className, call: made }) => {
    const name = made?.callee.kind === 'Attribute' ? made.callee.attribute : null;
    const api = className === null || name === null ? null : (call.machine.knowledge.method([className], name)?.api ?? null);
    const tags = api?.is === 'function' ? (api.tags ?? []) : [];
    return [...LEARNING].flatMap(([tag, by]) => (tags.includes(tag) && made !== null && name !== null ? [{ ...influenceOf(base, { by, usesLabels: false, isApplied: true, name }, call), node: made, columns: null }] : []));
  });
}

/** Returns the expressions a value is or is made of. */
export function expressionsWithin(value: Value, depth = 0): readonly ObjectValue[] {
  if (depth > MOST_DEPTH) return [];
  const inside = (values: readonly Value[]): readonly ObjectValue[] => values.flatMap((each) => expressionsWithin(each, depth + 1));
  switch (value.kind) {
    case 'object':
      return isExpression(value) ? [value, ...inside(value.parts)] : [];
    case 'sequence':
      return inside(value.elements);
    case 'mapping':
      return inside([...value.entries.values()]);
    case 'unknown':
      return inside(value.from);
    default:
      return [];
  }
}

function isExpression({ api }: ObjectValue): boolean {
  return api?.is === 'class' && api.tags?.includes('expression') === true;
}

/** Whether calls of the entry make expressions of expressions. */
export function makesExpression(className: string, { knowledge }: Machine): boolean {
  const api = knowledge.find(className);
  return api?.is === 'class' && api.tags?.includes('expression') === true;
}
