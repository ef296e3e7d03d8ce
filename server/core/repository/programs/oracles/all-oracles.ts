/** Oracles of a function with those of helpers it calls: nested functions, and functions of tests or that say they check. */
import type { Call, Expression, FunctionDef } from '../../../../../rules/api/python/syntax.ts';
import type { OracleSummary } from '../../../../../rules/api/repository/program.ts';
import { relativePath } from '../../../paths.ts';
import type { FunctionBody, ProgramView } from '../program-view.ts';
import { oraclesIn } from './find-oracles.ts';
import type { FoundOracle } from './find-oracles.ts';
import { judgedNames, originsOf } from './origins.ts';

/** Calls of helpers inside each other. Source: our reading of test suites; deeper ones are frameworks. */
const MOST_DEPTH = 3;
/** Oracles of one test that are told. Own choice. */
const MOST_ORACLES = 400;

/** Its own oracles, in source order. */
export function ownOracles(body: FunctionBody, view: ProgramView): readonly OracleSummary[] {
  return foundIn(body, view).map(({ oracle }) => oracle);
}

/** Its own, then those of helpers, with what the helper is given among what is judged. */
export function oraclesWithHelpers(body: FunctionBody, view: ProgramView): readonly OracleSummary[] {
  const seen = new Set<FunctionDef>();
  return collect({ body, view, seen, depth: 0 }).map(({ oracle }) => oracle);
}

function foundIn(body: FunctionBody, view: ProgramView): readonly FoundOracle[] {
  const cache = view.once(emptyCache);
  const known = cache.get(body) ?? oraclesIn(body, view);
  cache.set(body, known);
  return known;
}

function emptyCache(): Map<FunctionBody, readonly FoundOracle[]> {
  return new Map();
}

interface Collecting {
  readonly body: FunctionBody;
  readonly view: ProgramView;
  readonly seen: Set<FunctionDef>;
  readonly depth: number;
}

function collect({ body, view, seen, depth }: Collecting): readonly FoundOracle[] {
  const found = [...foundIn(body, view)];
  if (depth >= MOST_DEPTH) return found;
  for (const inner of nestedIn(body, view)) {
    if (inner.node.kind !== 'FunctionDef' || seen.has(inner.node) || found.length >= MOST_ORACLES) continue;
    seen.add(inner.node);
    found.push(...collect({ body: inner, view, seen, depth: depth + 1 }));
  }
  for (const { node } of body.nodes) {
    if (node.kind !== 'Call') continue;
    for (const helper of helpersOf(node, view)) {
      const inner = view.bodyOf(helper);
      if (inner === null || seen.has(helper) || found.length >= MOST_ORACLES) continue;
      seen.add(helper);
      const judging = collect({ body: inner, view, seen, depth: depth + 1 });
      for (const each of judging) found.push(withArguments(each, { helper, call: node, view }));
    }
  }
  return found;
}

/** Functions defined inside that somebody uses, and methods of classes defined inside: they are there to be called from elsewhere. */
function nestedIn({ node, nodes }: FunctionBody, view: ProgramView): readonly FunctionBody[] {
  const nested = view.once(bodiesByOuter).get(node) ?? [];
  if (nested.length === 0) return [];
  const read = new Set([...nodes, ...nested.flatMap((inner) => inner.nodes)].flatMap(({ node: each }) => (each.kind === 'Name' ? [each.id] : [])));
  return nested.filter(({ name, inClass }) => read.has(inClass?.name ?? name));
}

function bodiesByOuter({ bodies }: ProgramView): ReadonlyMap<FunctionBody['node'], readonly FunctionBody[]> {
  const found = new Map<FunctionBody['node'], FunctionBody[]>();
  for (const body of bodies) {
    if (body.inside === null) continue;
    const known = found.get(body.inside);
    if (known === undefined) found.set(body.inside, [body]);
    else known.push(body);
  }
  return found;
}

/** Functions a call runs: what it calls, and functions of the project it is given. */
function helpersOf(call: Call, view: ProgramView): readonly FunctionDef[] {
  const passed = call.arguments.flatMap((argument) => (argument.kind === 'Name' ? view.functionsOf(argument) : []));
  return [...view.calleesOf(call).targets, ...passed].filter((helper) => isHelper(helper, view));
}

const CHECKS = /(?:^|_)(?:assert|check|checks|verify|validate|validates|expect|ensure|compare|test|must|should)(?:_|$|[A-Z])|^(?:assert|check|verify|validate|expect|ensure)/u;

/** Functions of test files and those that say they check. Preconditions inside of what is tested are no test. */
function isHelper(helper: FunctionDef, view: ProgramView): boolean {
  let at: FunctionDef['parent'] = helper.parent;
  while (at.kind !== 'Module') at = at.parent;
  const path = relativePath(view.root, at.path);
  return CHECKS.test(helper.name) || /(?:^|\/)(?:tests?|testing)\/|(?:^|\/)(?:test_[^/]*|[^/]*_tests?|conftest)\.py$/u.test(path);
}

interface Given {
  readonly helper: FunctionDef;
  readonly call: Call;
  readonly view: ProgramView;
}

function withArguments({ oracle, parameters }: FoundOracle, { helper, call, view }: Given): FoundOracle {
  const given = parameters.flatMap((name) => argumentFor(name, helper, call) ?? []);
  if (given.length === 0) return { oracle, parameters: [] };
  const origins = originsOf(given, view);
  return {
    oracle: { ...oracle, judges: [...new Set([...oracle.judges, ...judgedNames(origins.calls, view)])], words: [...new Set([...oracle.words, ...origins.words])] },
    parameters: origins.parameters,
  };
}

function argumentFor(name: string, helper: FunctionDef, call: Call): Expression | null {
  const named = call.keywords.find((keyword) => keyword.name === name);
  if (named !== undefined) return named.value;
  const isMethod = helper.parent.kind === 'ClassDef' && (helper.parameters[0]?.name === 'self' || helper.parameters[0]?.name === 'cls');
  const index = helper.parameters.findIndex((parameter) => parameter.name === name) - (isMethod ? 1 : 0);
  return index < 0 || call.arguments.slice(0, index + 1).some(({ kind }) => kind === 'Starred') ? null : (call.arguments[index] ?? null);
}
