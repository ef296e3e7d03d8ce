/** Truth of conditions that are read before any run. */

/** `either`: depends on the run, and there are runs of both kinds. */
export type Condition = 'true' | 'false' | 'either' | 'unknown';

export function notOf(condition: Condition): Condition {
  return condition === 'true' ? 'false' : condition === 'false' ? 'true' : condition;
}

/** Two sides that both depend on the run may exclude each other. */
export function andOf(left: Condition, right: Condition): Condition {
  if (left === 'false' || right === 'false') return 'false';
  if (left === 'true') return right;
  if (right === 'true') return left;
  return 'unknown';
}

export function orOf(left: Condition, right: Condition): Condition {
  return notOf(andOf(notOf(left), notOf(right)));
}
