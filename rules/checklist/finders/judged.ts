/** Oracles of a program with what they judge: the nodes their condition rests on. */
import type { CodeFinder } from '../../api/checklist/check.ts';
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { FunctionDef, Node, Return } from '../../api/python/syntax.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Outcome, RepositoryPlace } from '../../api/repository/place.ts';
import { YES } from '../../api/repository/place.ts';
import type { FunctionId, FunctionSummary, OracleSummary } from '../../api/repository/program.ts';
import { behind, testsBefore } from './behind.ts';
import type { Cone } from './cone.ts';
import { coneOf } from './cone.ts';

export type CodeRequest = Parameters<CodeFinder['find']>[0];

export interface Judged {
  readonly node: Node;
  readonly at: RepositoryPlace;
  readonly oracle: OracleSummary;
  /** Null where the function could not be looked at. */
  readonly inside: FunctionSummary | null;
  readonly id: FunctionId;
  /** The condition alone. */
  readonly condition: readonly Node[];
  /** The condition, and where it only asks what was noted before, the tests of the notes. */
  readonly tests: readonly Node[];
  /** Of all of `tests`. */
  readonly cone: Cone;
  /** Whether some input makes it fail, for worse values: the first no, then the first unknown. */
  readonly isReal: Outcome;
}

/** Every oracle that stands in this file, in source order; computed once for all finders. */
export function judgedIn(request: CodeRequest): readonly Judged[] {
  const cache = request.facts.once(emptyCache);
  const known = cache.get(request.program.path) ?? findJudged(request);
  cache.set(request.program.path, known);
  return known;
}

function emptyCache(_: Facts): Map<string, readonly Judged[]> {
  return new Map();
}

function findJudged({ facts, program, placeOf, ownerOf }: CodeRequest): readonly Judged[] {
  const oracles = new Map<string, OracleSummary>();
  const functions = new Map<FunctionId, FunctionSummary>();
  for (const each of program.functions) {
    functions.set(each.id, each);
    for (const oracle of each.oracles) oracles.set(keyOf(oracle.at), oracle);
  }
  if (oracles.size === 0) return [];
  const calledWithConditions = new Set(facts.nodes('Call').flatMap((call) => (call.callee.kind === 'Name' && oracles.get(keyOf(placeOf(call)))?.kind === 'method' ? [call.callee.id] : [])));
  return [...facts.nodes('Assert'), ...facts.nodes('Raise'), ...facts.nodes('Call'), ...facts.nodes('With'), ...facts.nodes('Return')]
    .flatMap((node): readonly Judged[] => {
      const at = placeOf(node);
      const oracle = oracles.get(keyOf(at));
      if (oracle === undefined) return [];
      const condition = conditionOf(node, oracle);
      if (isHanded(condition, calledWithConditions)) return [];
      const tests = [...condition, ...behind(facts, condition)];
      const cone = coneOf(facts, tests);
      const id = ownerOf(node);
      return [{ node, at, oracle, inside: functions.get(id) ?? null, id, condition, tests, cone, isReal: unwritten(cone, at) ?? realness(oracle) }];
    })
    .sort((a, b) => a.node.start - b.node.start);
}

/** A helper that is handed what must hold; its calls are judged, each by itself. */
function isHanded([root, ...others]: readonly Node[], helpers: ReadonlySet<string>): boolean {
  const name = root?.kind === 'UnaryOp' ? root.operand : root;
  const around = name === undefined ? null : enclosing(name, ['FunctionDef']);
  return name?.kind === 'Name' && others.length === 0 && around !== null && helpers.has(around.name) && around.parameters.some((parameter) => parameter.name === name.id);
}

function keyOf(at: RepositoryPlace): string {
  return JSON.stringify(at);
}

/** What must hold, as expressions: the test of an assert, of the `if` around a raise, the arguments of an asserting call. */
function conditionOf(node: Node, { kind }: OracleSummary): readonly Node[] {
  switch (node.kind) {
    case 'Assert':
      return [node.test];
    case 'Call':
      // what ends the program or a test is told why, not what must hold
      return kind === 'exit' || kind === 'raise' || node.arguments.length === 0 ? testAround(node) : node.arguments;
    case 'With':
      return node.body;
    case 'Return':
      return returned(node);
    default:
      return testAround(node);
  }
}

/** What a code of failure rests on: itself, or the way to it where it is written. */
function returned(node: Return): readonly Node[] {
  const { value } = node;
  if (value === null || value.kind === 'Constant' || value.kind === 'JoinedStr' || value.kind === 'Attribute') return testsBefore(node);
  return [value.kind === 'IfExp' ? value.test : value, ...testsBefore(node)];
}

/** The exit code where it is worked out, and the test around. */
function testAround(node: Node): readonly Node[] {
  const code = node.kind === 'Call' ? node.arguments[0] : node.kind === 'Raise' && node.exception?.kind === 'Call' ? node.exception.arguments[0] : undefined;
  const own = code?.kind === 'IfExp' ? [code.test] : node.kind === 'Call' && code !== undefined && code.kind !== 'Constant' && code.kind !== 'JoinedStr' ? [code] : [];
  const around = testsBefore(node);
  return around.length > 0 && code?.kind !== 'IfExp' ? around : [...own, ...around];
}

/** Whether something is compared in size or for being the same, not only asked whether it is there. */
export function isBound({ condition, tests, oracle, cone }: Judged): boolean {
  if (oracle.kind === 'testing' || oracle.kind === 'method') return true;
  let found = false;
  for (const root of tests) {
    walk(root, (node) => {
      if (node.kind === 'Compare' && node.operators.some((operator) => /^(?:[<>]=?|==|!=)$/.test(operator))) found = true;
      return found ? 'skip' : undefined;
    });
  }
  if (found || condition.some((node) => node.kind === 'Call' || (node.kind === 'Name' && oracle.kind === 'assert'))) return true;
  // `not weak.empty`, where `weak` is what a filter by size left
  const asksForRows = condition.some((node) => cone.nodes.some((each) => each.kind === 'Attribute' && each.attribute === 'empty' && each.start >= node.start && each.end <= node.end));
  return asksForRows && cone.nodes.some((node) => node.kind === 'Compare' && node.operators.some((operator) => /^[<>]=?$/.test(operator)));
}

/** No where it rests on a function of a template that nobody has written. */
function unwritten({ calls }: Cone, at: RepositoryPlace): Outcome | null {
  const target = calls.find((call) => call.target !== null && isUnwritten(call.target))?.target;
  return target === undefined || target === null ? null : { answer: 'no', links: [{ at, text: `\`${target.name}\` is not written yet: it only raises \`NotImplementedError\`` }] };
}

/** A method may be written in a class that extends this one. */
function isUnwritten({ body, parent }: FunctionDef): boolean {
  const [last, ...before] = body.toReversed();
  if (parent.kind !== 'Module' || last?.kind !== 'Raise' || before.some((each) => each.kind !== 'Expr' || each.value.kind !== 'Constant')) return false;
  const raised = last.exception?.kind === 'Call' ? last.exception.callee : last.exception;
  return raised?.kind === 'Name' && raised.id === 'NotImplementedError';
}

function realness({ canFail, pointsRight }: OracleSummary): Outcome {
  return [canFail, pointsRight].find(({ answer }) => answer === 'no') ?? [canFail, pointsRight].find(({ answer }) => answer === 'unknown') ?? YES;
}
