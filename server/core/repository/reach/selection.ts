/** Expressions of pytest's `-m` and `-k`. Source: pytest documentation, "Working with custom markers", `_pytest/mark/expression.py`. */

/** Whether a name in the expression holds; the expression's value, null when it is not one that is understood. */
export function evaluateSelection(expression: string, holds: (name: string) => boolean): boolean | null {
  const tokens = expression.match(/\(|\)|[^\s()]+/gu) ?? [];
  const state = { index: 0, depth: 0, isBroken: tokens.length > MOST_TOKENS };
  const value = either(tokens, state, holds);
  return state.isBroken || state.index !== tokens.length ? null : value;
}

/** Own choice. */
const MOST_TOKENS = 200;
const MOST_DEPTH = 30;

interface State {
  index: number;
  depth: number;
  isBroken: boolean;
}

type Holds = (name: string) => boolean;

function either(tokens: readonly string[], state: State, holds: Holds): boolean {
  let value = both(tokens, state, holds);
  while (tokens[state.index] === 'or') {
    state.index += 1;
    const right = both(tokens, state, holds);
    value ||= right;
  }
  return value;
}

function both(tokens: readonly string[], state: State, holds: Holds): boolean {
  let value = single(tokens, state, holds);
  while (tokens[state.index] === 'and') {
    state.index += 1;
    const right = single(tokens, state, holds);
    value &&= right;
  }
  return value;
}

function single(tokens: readonly string[], state: State, holds: Holds): boolean {
  const token = tokens[state.index];
  state.index += 1;
  state.depth += 1;
  if (token === undefined || state.depth > MOST_DEPTH || token === ')' || token === 'and' || token === 'or') {
    state.isBroken = true;
    return false;
  }
  if (token === 'not') return !single(tokens, state, holds);
  if (token === '(') {
    const value = either(tokens, state, holds);
    if (tokens[state.index] !== ')') state.isBroken = true;
    state.index += 1;
    return value;
  }
  // `marker(name=1)` asks for more than is known
  if (tokens[state.index] === '(') state.isBroken = true;
  return holds(token);
}
