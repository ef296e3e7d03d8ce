/** Lists of allowed and forbidden features that a condition holds the features against. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Node } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { raisingCheck, callsOf } from '../results.ts';
import { writtenArgument } from '../../../api/python/call-arguments.ts';
import { sourceOf } from '../source-of.ts';
import { labelAsked, policyOf } from './opposed-lists.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'data-4/policies',
  find: (request) => (isExamplePath(request.program.path) ? {} : { checks: [...asserted(request), ...strict(request)] }),
};

function asserted(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
    const { oracle, inside, at, id } = judged;
    if (oracle.kind === 'raises') return [];
    const where = inside === null || inside.name === '' || inside.name === '__main__' ? 'the file' : `\`${inside.name}\``;
    const check = (text: string, isReal: Outcome): FoundCheck => ({ items: ['data-4'], at, text: `${where} ${text}`, isReal, data: 'unknown', ranBy: { kind: 'function', id } });
    const policy = policyOf(facts, judged);
    if (policy !== null) return isWrittenDown(judged, policy, request) ? [check(`holds the features against \`${policy}\``, emptyPolicy(judged, policy, request) ?? judged.isReal)] : [];
    const [left] = namesLeftOut(judged);
    if (left !== undefined) return judgedIn(request).flatMap((other) => (other.id === id ? namesLeftOut(other) : [])).length >= LEAST_NAMES ? [check(`asserts that \`${left}\` and others are no features`, judged.isReal)] : [];
    const label = labelAsked(facts, judged);
    return label === null ? [] : [check(`asks each feature for \`${label}\``, judged.isReal)];
  });
}

/** One name may be the label alone. Own choice. */
const LEAST_NAMES = 2;
/** Functions that say which features a model is given. */
const LISTS = /^_?(?:\w+_)?(?:features?_?(?:columns|cols|names|list|set)|(?:get|select|model|input|used|training)_(?:features?|inputs?|predictors|columns)|predictors|features_(?:of|for|in)_?\w*)$/i;

/** Names that a test keeps out of what the project or a fitted step says are its features: `"heart_rate" not in feature_columns(table)`, `not any("id" in name for name in names)`. */
function namesLeftOut({ inside, condition, cone }: Judged): readonly string[] {
  const [test, ...others] = condition;
  if (inside?.test == null || others.length > 0 || test === undefined) return [];
  if (!cone.calls.some(({ name, target }) => (target !== null && LISTS.test(target.name)) || /\.get_feature_names(?:_out)?$/.test(name))) return [];
  if (test.kind === 'Compare') return heldAgainst(test, 'not in');
  const any = test.kind === 'UnaryOp' && test.operator === 'not' && test.operand.kind === 'Call' ? test.operand : null;
  const each = any?.callee.kind === 'Name' && any.callee.id === 'any' ? any.arguments[0] : undefined;
  if (each?.kind !== 'GeneratorExp' && each?.kind !== 'ListComp') return [];
  const asked = each.element.kind === 'BoolOp' && each.element.operator === 'or' ? each.element.values : [each.element];
  return asked.flatMap((one) => (one.kind === 'Compare' ? heldAgainst(one, 'in') : []));
}

/** The name that stands on the left, where what it is held against has a name or is called for. */
function heldAgainst({ left, operators, comparators }: Extract<Node, { kind: 'Compare' }>, operator: 'in' | 'not in'): readonly string[] {
  const [list, ...others] = comparators;
  if (others.length > 0 || operators[0] !== operator || (list?.kind !== 'Name' && list?.kind !== 'Call')) return [];
  return left.kind === 'Constant' && typeof left.value === 'string' && /^\w+$/.test(left.value) ? [left.value] : [];
}

/** A list that is written or read, not one that this run computes. */
function isWrittenDown({ cone }: Judged, policy: string, { facts }: CodeRequest): boolean {
  const name = cone.nodes.find((node) => node.kind === 'Name' && node.id === policy);
  if (name?.kind !== 'Name') return true;
  const source = sourceOf(facts, name);
  if (source.kind === 'Name') return /^[A-Z][A-Z0-9_]*$/.test(policy) || facts.names.bindingOf(name)?.definitions.every(({ kind }) => kind === 'import') === true;
  if (source.kind === 'Call') return /(?:^|\.)(?:set|frozenset|list|tuple|load|safe_load|loads|read_text|splitlines|read_\w+)$/.test(facts.textOf(source.callee));
  return source.kind === 'List' || source.kind === 'Set' || source.kind === 'Tuple' || source.kind === 'Dict' || source.kind === 'Subscript' || source.kind === 'Attribute';
}

/** A list of nothing forbids nothing. */
function emptyPolicy({ cone }: Judged, policy: string, { facts, placeOf }: CodeRequest): Outcome | null {
  const name = cone.nodes.find((node) => node.kind === 'Name' && node.id === policy);
  if (name?.kind !== 'Name' || !/forbid|disallow|prohibit|ban|deny|black|block|deprecated|pii|sensitive|protected/i.test(policy)) return null;
  const source = sourceOf(facts, name);
  const isEmpty = ((source.kind === 'List' || source.kind === 'Tuple') && source.elements.length === 0) || (source.kind === 'Call' && source.arguments.length === 0 && source.callee.kind === 'Name' && (source.callee.id === 'set' || source.callee.id === 'list' || source.callee.id === 'frozenset'));
  return isEmpty ? { answer: 'no', links: [{ at: placeOf(source), text: `\`${policy}\` is empty, so nothing is forbidden` }] } : null;
}

/** Schemas of pandera that refuse other columns: an allow-list. */
function strict(request: CodeRequest): readonly FoundCheck[] {
  const { facts, program } = request;
  if (isTestPath(program.path)) return [];
  return callsOf(facts).flatMap(({ node }): readonly FoundCheck[] => {
    if (node.callee.kind !== 'Attribute' || node.callee.attribute !== 'validate') return [];
    const source = sourceOf(facts, node.callee.value);
    if (source.kind !== 'Call' || !/^pandera(?:\.\w+)*\.DataFrameSchema$/.test(facts.names.qualifiedName(source.callee) ?? '')) return [];
    const option = writtenArgument(source, { name: 'strict', position: null });
    if (option?.kind !== 'Constant' || option.value !== true) return [];
    return [raisingCheck(request, { call: node, items: ['data-4'], text: '`{call}` refuses columns that are not listed' })];
  });
}
