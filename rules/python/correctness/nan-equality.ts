import { pythonRule } from '../../api/python-rule.ts';
import type { CodeFix, CodePlace, CodeVerdict } from '../../api/python-rule.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Call, Compare, CompareOperator, Expression } from '../../api/python/syntax.ts';

const MESSAGES = {
  equality: 'Comparing with `{nan}` by `{operator}` is {outcome} for every value',
  unknown: 'Comparing with `{nan}` by `{operator}` gives `{nan}`, neither true nor false',
  identity: '`{operator} {nan}` asks for one object; a NaN out of data may be another one',
  membership: '`{operator}` compares with `{nan}`, which no NaN out of data equals',
} as const;

export const rule = pythonRule({
  id: 'correctness/nan-equality',
  summary: 'Comparisons with NaN, which are false for every value',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'IEEE Standard for Floating-Point Arithmetic (IEEE 754-2019)', where: 'section 5.11' },
    { title: 'pandas user guide', where: 'Working with missing data', url: 'https://pandas.pydata.org/docs/user_guide/missing_data.html' },
  ],
  docs: {
    what: 'Finds `==`, `!=`, `<` and so on with `np.nan`, `math.nan`, `float("nan")`, `pd.NA` or `pd.NaT` on one side, `is` with a NaN, and membership tests with a NaN in a list.',
    why: 'NaN equals nothing, not even itself: the comparison selects no row (with `!=`: every row), so missing values stay in the data or all rows are lost. `pd.NA` gives `pd.NA` instead, which fails as a mask. `is` asks for one particular NaN object, which numbers out of data are not.',
    instead: 'Ask with `isna()` or `notna()`, of a number with `math.isnan`, of an array with `np.isnan`.',
    limits: 'Comparisons with a variable that happens to be NaN are not looked at. `x != x`, the well-known test for NaN, is fine. A name that says it holds a stand-in (`fill_value is np.nan`) may be asked with `is`. `isin([np.nan])` and `in` with an index of pandas do find NaN and are not reported, nor is an `assert` that a NaN is there, which would fail; nor are Spark and Polars, where NaN equals NaN.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'safe',
  examples: {
    bad: [
      {
        title: 'rows without an age are looked for with `==`',
        format: 'python',
        text: 'import numpy as np\nimport pandas as pd\n\ndf = pd.read_csv("people.csv")\nunknown = df[df["age"] == np.nan]\n#            ^^^^^^^^^^^^^^^^^^^ equality\n',
        after: 'import numpy as np\nimport pandas as pd\n\ndf = pd.read_csv("people.csv")\nunknown = df[df["age"].isna()]\n',
      },
      {
        title: 'a value is asked to be the NaN object',
        format: 'python',
        text: 'from math import nan\n\ndef is_unknown(value):\n    return value is nan\n    #      ^^^^^^^^^^^^ identity\n',
      },
    ],
    good: [
      { title: 'missing values are asked for', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\nunknown = df[df["age"].isna()]\n' },
      { title: 'a value that differs from itself is NaN', format: 'python', text: 'def is_nan(value):\n    return value != value\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => facts.nodes('Compare').flatMap((compare) => verdicts(compare, facts)),
  mend: ({ verdict, facts }) => {
    const compare = facts.nodes('Compare').find((node) => node === verdict.at);
    return compare === undefined || verdict.message === 'membership' ? [] : fixes(compare, facts);
  },
});

const NAN_NAMES: ReadonlySet<string> = new Set(['numpy.nan', 'numpy.NaN', 'numpy.NAN', 'math.nan', 'cmath.nan', 'torch.nan', 'pandas.NA', 'pandas.NaT', 'jax.numpy.nan', 'cupy.nan']);

/** Returns the NaN an expression stands for, as it is written, or null. */
function nanOf(expression: Expression, facts: Facts): string | null {
  if (expression.kind === 'Name' || expression.kind === 'Attribute') return NAN_NAMES.has(facts.names.qualifiedName(expression) ?? '') ? facts.textOf(expression) : null;
  return expression.kind === 'Call' && isFloatNan(expression, facts) ? facts.textOf(expression) : null;
}

/** `float("nan")`, and numpy's floats; `float` has to be the builtin. */
function isFloatNan({ callee, arguments: [first, ...more], keywords }: Call, { names }: Facts): boolean {
  const isText = first?.kind === 'Constant' && typeof first.value === 'string' && /^\s*[+-]?nan\s*$/i.test(first.value);
  if (!isText || more.length + keywords.length > 0) return false;
  const isBuiltin = callee.kind === 'Name' && callee.id === 'float' && names.bindingOf(callee) === null;
  return isBuiltin || /^numpy\.(?:float(?:16|32|64)|single|double)$/.test(names.qualifiedName(callee) ?? '');
}

type Verdict = CodeVerdict<typeof MESSAGES>;

interface Pair {
  readonly operator: CompareOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly at: CodePlace;
}

function verdicts(compare: Compare, facts: Facts): readonly Verdict[] {
  const sides = [compare.left, ...compare.comparators];
  return compare.operators.flatMap((operator, index) => {
    const [left, right] = sides.slice(index);
    if (left === undefined || right === undefined || [left, right].some((side) => knowsEqualNan(side, facts))) return [];
    const at = compare.operators.length === 1 ? compare : { document: facts.document, start: left.start, end: right.end };
    return judge({ operator, left, right, at }, facts);
  });
}

function judge({ operator, left, right, at }: Pair, facts: Facts): readonly Verdict[] {
  const nan = nanOf(right, facts) ?? nanOf(left, facts);
  const words = (text: string) => ({ nan: { text }, operator: { text: operator } });
  switch (operator) {
    case 'in':
    case 'not in': {
      const sought = isSingleton(left, facts) ? null : (nanOf(left, facts) ?? nanAmong(right, facts));
      return sought === null || isIndex(right, facts) || (operator === 'in' && isAsserted(at)) ? [] : [{ message: 'membership', at, severity: 'warning', confidence: 'likely', data: words(sought) }];
    }
    case 'is':
    case 'is not':
      if (nan === null || [left, right].some((side) => isSingleton(side, facts) || isStandIn(side)) || (operator === 'is' && isAsserted(at))) return [];
      return [{ message: 'identity', at, severity: 'warning', confidence: 'likely', data: words(nan) }];
    default:
      if (nan === null) return [];
      if (facts.names.qualifiedName(right) === NA || facts.names.qualifiedName(left) === NA) return [{ message: 'unknown', at, data: words(nan) }];
      return [{ message: 'equality', at, data: { ...words(nan), outcome: { text: operator === '!=' ? 'true' : 'false' } } }];
  }
}

const NA = 'pandas.NA';

/** There is one `pd.NA` and one `pd.NaT`, so `is` finds them. */
function isSingleton(expression: Expression, { names }: Facts): boolean {
  return [NA, 'pandas.NaT'].includes(names.qualifiedName(expression) ?? '');
}

/** Settings that say what stands for a missing value hold what somebody wrote, not what came out of data. */
function isStandIn(side: Expression): boolean {
  const name = side.kind === 'Name' ? side.id : side.kind === 'Attribute' ? side.attribute : '';
  return /(?:^|_)(?:na|nan|null|missing|fill|default)_(?:val|values?|rep|obj|object)$|sentinel|placeholder/i.test(name);
}

/** The program stops where this is false, so nothing goes wrong unseen. */
function isAsserted(at: CodePlace): boolean {
  return 'parent' in at && at.parent?.kind === 'Assert';
}

/** Indexes and arrays of pandas look for NaN by its meaning. */
function isIndex(container: Expression, facts: Facts): boolean {
  if (container.kind === 'Attribute' && /^(?:index|columns|categories|array)$/.test(container.attribute)) return true;
  const value = facts.valueOf(container);
  return value?.kind === 'data' && /^pandas\.(?:\w*Index|Categorical|array)$/.test(value.className ?? '');
}

/** A NaN written into a list, tuple or set. */
function nanAmong(container: Expression, facts: Facts): string | null {
  if (container.kind !== 'List' && container.kind !== 'Tuple' && container.kind !== 'Set') return null;
  for (const element of container.elements) {
    const nan = isSingleton(element, facts) ? null : nanOf(element, facts);
    if (nan !== null) return nan;
  }
  return null;
}

/** In Spark and Polars NaN equals NaN; where they are imported, the other side has to be known not to be theirs. */
function knowsEqualNan(side: Expression, facts: Facts): boolean {
  if (nanOf(side, facts) !== null) return false;
  const value = facts.valueOf(side);
  const name = value !== null && (value.kind === 'data' || value.kind === 'object') ? value.className : null;
  if (name !== null) return /^(?:pyspark|polars)\./.test(name);
  return facts.names.imports.some(({ module }) => /^(?:pyspark|polars)(?:\.|$)/.test(module)) && side.kind !== 'Constant';
}

/** `==` and `is` ask for NaN, `!=` and `is not` for the rest; other operators ask for nothing one could name. */
const MEANT: Readonly<Partial<Record<CompareOperator, 'isna' | 'notna'>>> = { '==': 'isna', is: 'isna', '!=': 'notna', 'is not': 'notna' };

function fixes(compare: Compare, facts: Facts): readonly CodeFix[] {
  const { operators, left, comparators } = compare;
  const [operator, right] = [operators[0], comparators[0]];
  const meant = operator === undefined ? undefined : MEANT[operator];
  if (operators.length !== 1 || right === undefined || meant === undefined) return [];
  const asked = nanOf(right, facts) !== null ? left : right;
  if (nanOf(asked, facts) !== null) return [];
  const newText = askFor(asked, { meant, facts });
  if (newText === null) return [];
  const edits = [{ document: facts.document, start: compare.start, end: compare.end, newText }];
  return [{ title: `Ask with \`${meant}()\``, safety: 'safe', edits }];
}

/** Null when nothing that can ask is imported. */
function askFor(asked: Expression, { meant, facts }: { readonly meant: 'isna' | 'notna'; readonly facts: Facts }): string | null {
  const text = facts.textOf(asked);
  const value = facts.valueOf(asked);
  if (value?.kind === 'data' && value.className?.startsWith('pandas.') === true) return `${isPrimary(asked) ? text : `(${text})`}.${meant}()`;
  const pandas = facts.names.imports.find(({ module, name }) => module === 'pandas' && name === null);
  return pandas === undefined ? null : `${pandas.boundAs}.${meant}(${text})`;
}

/** What `.isna()` can be put behind as it stands. */
function isPrimary({ kind }: Expression): boolean {
  return kind === 'Name' || kind === 'Attribute' || kind === 'Subscript' || kind === 'Call';
}
