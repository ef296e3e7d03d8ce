/** Tests that are called like one of the 28 and can never fail for it: skipped, without an oracle, or about what they write down themselves. */
import { walk } from '../../../api/python/children.ts';
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Expression, FunctionDef, Node } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import type { Link } from '../../../api/repository/place.ts';
import type { FunctionSummary } from '../../../api/repository/program.ts';
import { nameOfCall, targetOf } from '../cone.ts';
import { itemsNamedBy } from '../item-names.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/tests-by-name',
  find: (request) => ({ checks: request.program.functions.flatMap((test) => claimed(request, test)) }),
};

function claimed(request: CodeRequest, test: FunctionSummary): readonly FoundCheck[] {
  if (test.test === null || request.program.isCutShort) return [];
  const items = itemsNamedBy(test.name);
  if (items.length === 0) return [];
  const links = hollow(request, test);
  return links.length === 0 ? [] : [{ items, at: test.at, text: `\`${test.name}\` is called like a test of this`, isReal: { answer: 'no', links }, data: 'unknown', isByName: true, ranBy: { kind: 'function', id: test.id } }];
}

/** Why it cannot fail for the property; empty where it may. */
function hollow(request: CodeRequest, test: FunctionSummary): readonly Link[] {
  if (test.test?.runs.answer === 'no') return test.test.runs.links.length > 0 ? test.test.runs.links : [{ at: test.at, text: 'it is always skipped' }];
  const judged = judgedIn(request).filter(({ id }) => id === test.id);
  if (test.oracles.length === 0) return hasNoOracle(request, test) ? [{ at: test.at, text: 'nothing in it asserts anything' }] : [];
  if (judged.length !== test.oracles.length) return test.oracles.every(({ canFail }) => canFail.answer === 'no') ? test.oracles.flatMap(({ canFail }) => canFail.links).slice(0, 1) : [];
  const reasons = judged.map((each) => reasonOf(request, each, test));
  const [first] = reasons;
  return first === undefined || reasons.some((reason) => reason === null) ? [] : reasons.flatMap((reason) => reason ?? []).slice(0, 1);
}

/** Nothing is asserted, neither here nor by what it calls, and no fixture may do so. */
function hasNoOracle({ facts, placeOf }: CodeRequest, { at, parameters, name }: FunctionSummary): boolean {
  if (parameters.some((parameter) => parameter !== 'self' && parameter !== 'cls')) return false;
  const definition = facts.nodes('FunctionDef').find((node) => node.name === name && placeOf(node).range?.start.line !== undefined && isAround(placeOf(node).range, at.range));
  return definition !== undefined && !mayFail(facts, definition, 0);
}

function isAround(outer: ReturnType<CodeRequest['placeOf']>['range'], inner: ReturnType<CodeRequest['placeOf']>['range']): boolean {
  return outer !== null && inner !== null && outer.start.line <= inner.start.line && inner.end.line <= outer.end.line;
}

const MOST_DEEP = 3;
/** What such a call finds may end the test. */
const MAY_FAIL = /assert|check|valid|verif|expect|ensure|requir|raise|fail|compar|benchmark|snapshot|testing|conform|run|exec|main/i;

function mayFail(facts: Facts, definition: FunctionDef, depth: number): boolean {
  let found = false;
  for (const statement of definition.body) {
    walk(statement, (node) => {
      if (found) return 'skip';
      if (node.kind === 'Raise' || node.kind === 'Assert' || (node.kind === 'With' && /raises|warns/.test(facts.textOf(node).slice(0, 200)))) found = true;
      if (node.kind !== 'Call') return undefined;
      const target = targetOf(facts, node);
      if (target !== null && depth < MOST_DEEP) found = mayFail(facts, target, depth + 1);
      else if (target !== null || MAY_FAIL.test(nameOfCall(facts, node))) found = true;
      return undefined;
    });
  }
  return found;
}

function reasonOf(request: CodeRequest, judged: Judged, { parameters }: FunctionSummary): Link | null {
  const { oracle, at, condition, cone } = judged;
  if (oracle.canFail.answer === 'no') return oracle.canFail.links[0] ?? { at, text: 'this cannot fail' };
  if (oracle.kind !== 'assert' && oracle.kind !== 'method') return null;
  if (condition.length > 0 && condition.every((node) => asksForName(request.facts, node))) return { at, text: 'it asks only whether something of that name exists' };
  const isOwn = cone.isWhole && parameters.every((name) => name === 'self' || name === 'cls') && cone.calls.every(({ name, target }) => target === null && HARMLESS.test(name)) && cone.nodes.every((node) => isWrittenHere(request.facts, node));
  return isOwn ? { at, text: 'all that it compares is written in the test itself' } : null;
}

/** Functions of the language that bring nothing from outside. */
const HARMLESS = /^(?:builtins\.)?(?:len|float|int|str|bool|abs|sum|min|max|round|sorted|list|set|dict|tuple|range|any|all|zip|enumerate|isinstance|print)$|^math\.\w+$|^numpy\.(?:array|mean|isclose|allclose|abs|nan|isnan)$|(?:^|\.)(?:append|items|keys|values|get)$/;

/** Names are of the test itself or of the language; nothing is imported, inherited or brought by `self`. */
function isWrittenHere(facts: Facts, node: Node): boolean {
  if (node.kind === 'Attribute') return node.value.kind !== 'Name' || (node.value.id !== 'self' && node.value.id !== 'cls');
  if (node.kind !== 'Name') return node.kind !== 'Await';
  const binding = facts.names.bindingOf(node);
  if (binding === null) return /^(?:len|float|int|str|bool|abs|sum|min|max|round|sorted|list|set|dict|tuple|range|any|all|zip|enumerate|isinstance|print)$/.test(node.id) || isAssignedAround(facts, node);
  return binding.definitions.every(({ imports }) => imports === null || /^(?:math|numpy)(?:\.|$)/.test(imports));
}

/** A name that the test gives its value before it is read. */
function isAssignedAround(facts: Facts, { id, start }: Node & { readonly kind: 'Name' }): boolean {
  return facts.nodes('Name').some((name) => name.id === id && name.start < start && (name.parent.kind === 'Assign' || name.parent.kind === 'For' || name.parent.kind === 'Tuple') && enclosing(name, ['FunctionDef']) !== null);
}

/** `hasattr(module, "X")`, `"check" in dir(module)`, `module.function is None`, `module.function` alone. */
function asksForName(facts: Facts, node: Node): boolean {
  if (node.kind === 'Call') return node.callee.kind === 'Name' && (node.callee.id === 'hasattr' || node.callee.id === 'callable');
  if (node.kind === 'Compare' && node.comparators.length === 1) {
    const [operator] = node.operators;
    const [right] = node.comparators;
    if (operator === 'in') return node.left.kind === 'Constant' && right?.kind === 'Call' && right.callee.kind === 'Name' && (right.callee.id === 'dir' || right.callee.id === 'vars');
    return (operator === 'is' || operator === 'is not') && right?.kind === 'Constant' && right.value === null && isFunction(facts, node.left);
  }
  return isFunction(facts, node);
}

function isFunction(facts: Facts, node: Node): boolean {
  if (node.kind !== 'Attribute' && node.kind !== 'Name') return false;
  const values = facts.valuesOf(node as Expression);
  return values.length > 0 && values.every(({ kind }) => kind === 'callable');
}
