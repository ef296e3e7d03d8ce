/** Lists of allowed or forbidden names that a condition holds names of features against, whichever way it is written. */
import { walk } from '../../../api/python/children.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Expression, Node } from '../../../api/python/syntax.ts';
import { moduleOf } from '../../../api/python/syntax.ts';
import type { Judged } from '../judged.ts';
import { isProtected } from '../slices.ts';
import { sourceOf } from '../source-of.ts';

const POLICY =
  /^(?:.*_)?(?:forbidden|disallow(?:ed)?|not_allowed|prohibited|banned|deny_?list(?:ed)?|black_?list(?:ed)?|block(?:ed|_?list)|allow_?list(?:ed)?|white_?list(?:ed)?|allowed|permitted|approved|sensitive|protected|deprecated|retired|pii|personal|leaky|leaking|policy|policies)(?:_(?:features?|columns?|cols|fields?|attributes?|attrs|names?|list|vars|variables|signals|inputs|words|terms|patterns?|keys|set))*$/i;
const FEATURES = /(?:^|_)(?:features?\w*|columns|feature_names_in_|feature_name_|cols|predictors|inputs?|signals|regressors|covariates)(?:_|$)/i;
/** Values of a table, settings of a server. */
const NO_FEATURES = /^(?:dtypes?|hosts?|origins?|methods?|extensions?|users?|values|shape)$/i;

/** The name of the list; null where names of features are held against none. */
export function policyOf(facts: Facts, { tests, cone }: Judged): string | null {
  const made = tests.flatMap((test) => namesIn(test).map((name) => sourceOf(facts, name)).filter(({ kind }) => kind === 'BinOp' || kind === 'Call'));
  const roots = [...tests, ...made, ...cone.nodes.filter((node) => node.kind === 'ComprehensionFor' && moduleOf(node) === facts.document.module)];
  for (const root of roots) {
    let found: string | null = null;
    walk(root, (node) => {
      for (const [one, other] of found === null ? opposedIn(facts, node) : []) {
        const [a, b] = [wordsOf(facts, one), wordsOf(facts, other)];
        const isForbidding = !(node.kind === 'Compare' && /^[<>]=?$/.test(node.operators[0] ?? '')) && !(node.kind === 'Call' && node.callee.kind === 'Attribute' && /^(?:issubset|issuperset|assert\w+)$/.test(node.callee.attribute));
        const policy = isOfFeatures(b) ? policyIn(facts, one, { words: a, isForbidding }) : null;
        const reverse = isOfFeatures(a) ? policyIn(facts, other, { words: b, isForbidding }) : null;
        found ??= policy ?? reverse;
      }
      return found === null ? undefined : 'skip';
    });
    if (found !== null) return found;
  }
  return null;
}

function namesIn(root: Node): readonly Extract<Node, { kind: 'Name' }>[] {
  const found: Extract<Node, { kind: 'Name' }>[] = [];
  walk(root, (node) => {
    if (node.kind === 'Name') found.push(node);
  });
  return found;
}

/** The name of a list that says it forbids or allows; a list without such a name forbids when it holds names of personal or protected attributes. */
function policyIn(facts: Facts, side: Expression, { words, isForbidding }: { readonly words: readonly string[]; readonly isForbidding: boolean }): string | null {
  const named = words.find((word) => POLICY.test(word));
  if (named !== undefined || !isForbidding) return named ?? null;
  const source = side.kind === 'Name' ? sourceOf(facts, side) : side;
  const iter = side.kind === 'Name' ? loopIter(side) : null;
  const written = [source, ...(iter === null ? [] : [iter.kind === 'Name' ? sourceOf(facts, iter) : iter])].find(({ kind }) => kind === 'List' || kind === 'Set' || kind === 'Tuple' || kind === 'Constant');
  if (written === undefined) return null;
  const personal = new Set(words.filter((word) => isProtected(word) || PERSONAL.test(word)));
  return personal.size >= LEAST_NAMES ? ([...personal][0] ?? null) : null;
}

/** A list of names without a name for itself. Own choice. */
const LEAST_NAMES = 2;
const PERSONAL = /(?:^|_)(?:e?mail|phone|ssn|first_?name|last_?name|full_?name|ip_?address|birth\w*|dob|iban|passport)(?:_|$)/i;

function isOfFeatures(words: readonly string[]): boolean {
  return words.some((word) => FEATURES.test(word) && !POLICY.test(word)) && !words.some((word) => NO_FEATURES.test(word));
}

type Pair = readonly [Expression, Expression];

/** Both sides of what asks whether they have names in common. */
function opposedIn(facts: Facts, node: Node): readonly Pair[] {
  if (node.kind === 'Compare') {
    const [operator] = node.operators;
    const [right] = node.comparators;
    return right !== undefined && (operator === 'in' || operator === 'not in' || operator === '<=' || operator === '>=' || operator === '<') ? [[node.left, right]] : [];
  }
  if (node.kind === 'BinOp') return node.operator === '&' || node.operator === '-' ? [[node.left, node.right]] : [];
  if (node.kind !== 'Call') return [];
  const [first, second] = node.arguments;
  if (node.callee.kind === 'Attribute' && first !== undefined) {
    if (/^(?:isdisjoint|intersection|difference|issubset|issuperset|intersection_update|isin)$/.test(node.callee.attribute)) return [[node.callee.value, first]];
    if (second !== undefined && /^(?:search|match|fullmatch|findall)$/.test(node.callee.attribute) && /^re(?:gex)?$/.test(facts.textOf(node.callee.value))) return [[first, second]];
    if (second !== undefined && /^assert(?:In|NotIn|Less|LessEqual|Equal|SetEqual|CountEqual)$/.test(node.callee.attribute)) return [[first, second]];
  }
  return [];
}

/** Names that stand in an expression, what they were assigned once, and what the loop that binds them goes through. */
function wordsOf(facts: Facts, side: Expression): readonly string[] {
  const found: string[] = [];
  const seen = new Set<Node>();
  const waiting: { readonly node: Node; readonly depth: number }[] = [{ node: side, depth: 0 }];
  for (let task = waiting.shift(); task !== undefined && seen.size < MOST_NODES; task = waiting.shift()) {
    const { node: root, depth } = task;
    walk(root, (node) => {
      if (seen.has(node)) return 'skip';
      seen.add(node);
      if (node.kind === 'Attribute') found.push(node.attribute);
      if (node.kind === 'Constant' && typeof node.value === 'string') found.push(...(node.value.length <= 40 && /^\w+$/.test(node.value) ? [node.value] : node.value.length <= 400 ? node.value.split(/\W+/).filter((word) => word.length > 2) : []));
      // values of a column are no names
      if (node.kind === 'Subscript' && node.index.kind === 'Constant' && typeof node.index.value === 'string' && depth === 0 && isFrame(node.value)) return 'skip';
      if (node.kind === 'Name') {
        found.push(node.id);
        if (depth < 2) for (const next of [sourceOf(facts, node), loopIter(node)]) if (next !== null && next !== node) waiting.push({ node: next, depth: depth + 1 });
      }
      return undefined;
    });
  }
  return found;
}

/** Own choice: lists of names are short. */
const MOST_NODES = 400;

function isFrame(node: Expression): boolean {
  return node.kind === 'Name' && /^(?:df|frame|data|table|X\w*|train|test)$|_(?:df|frame)$/.test(node.id);
}

function loopIter(name: Extract<Node, { kind: 'Name' }>): Expression | null {
  const binds = (target: Node): boolean => (target.kind === 'Name' ? target.id === name.id : target.kind === 'Tuple' && target.elements.some(binds));
  for (let at: Node | null = name; at !== null && at.kind !== 'FunctionDef'; at = at.parent) {
    if (at.kind === 'For' && binds(at.target)) return at.iter;
    if (at.kind === 'ListComp' || at.kind === 'SetComp' || at.kind === 'GeneratorExp' || at.kind === 'DictComp') {
      const generator = at.generators.find(({ target }) => binds(target));
      if (generator !== undefined) return generator.iter;
    }
  }
  return null;
}

const LABELS = /^(?:pii|owner|owners|personal|is_personal|sensitive|deprecated|status|approved|privacy\w*|license|retention|reviewed\w*)$/i;

/** `feature["pii"] is False`, `"owner" in view.tags`, for each feature of a registry. */
export function labelAsked(facts: Facts, { tests }: Judged): string | null {
  let found: string | null = null;
  for (const root of tests) {
    walk(root, (node) => {
      if (found !== null) return 'skip';
      const isKey = node.kind === 'Constant' && typeof node.value === 'string' && LABELS.test(node.value);
      const isAttribute = node.kind === 'Attribute' && LABELS.test(node.attribute);
      if (!isKey && !isAttribute) return undefined;
      const holder = isAttribute ? node.value : node.parent?.kind === 'Subscript' ? node.parent.value : node.parent?.kind === 'Compare' ? node.parent.comparators[0] : node.parent?.kind === 'Call' && node.parent.callee.kind === 'Attribute' ? node.parent.callee.value : undefined;
      let at: Node | undefined = holder;
      while (at?.kind === 'Attribute' || at?.kind === 'Subscript') at = at.value;
      if (at?.kind !== 'Name') return undefined;
      const iter = loopIter(at);
      if (iter !== null && wordsOf(facts, iter).some((word) => /features?(?:_?views?)?|signals/i.test(word))) found = isKey ? String(node.value) : node.kind === 'Attribute' ? node.attribute : null;
      return undefined;
    });
  }
  return found;
}
