/** Whether a test that is collected runs: skipped always, expected to fail, or only under a condition. */
import { walk } from '../../../../rules/api/python/children.ts';
import type { Call, ClassDef, Expression, FunctionDef, Node, Statement } from '../../../../rules/api/python/syntax.ts';
import { YES } from '../../../../rules/api/repository/place.ts';
import type { Answer, Outcome } from '../../../../rules/api/repository/place.ts';
import type { TestSummary } from '../../../../rules/api/repository/program.ts';
import type { Marker } from './markers.ts';
import type { ProgramView } from './program-view.ts';

interface Skipping {
  readonly markers: readonly Marker[];
  readonly framework: TestSummary['framework'];
  readonly inClass: ClassDef | null;
  readonly isAsyncioAuto: boolean;
  readonly view: ProgramView;
}

export function runsOf(node: FunctionDef, request: Skipping): Outcome {
  const { markers, view } = request;
  const outcomes = [...markers.map((marker) => byMarker(marker, view)), ...view.once(moduleSkips), shadowed(node, view), byBody(node, request)];
  return outcomes.find(({ answer }) => answer === 'no') ?? outcomes.find(({ answer }) => answer === 'unknown') ?? YES;
}

function outcome(answer: Answer, node: Node, text: string, view: ProgramView): Outcome {
  return answer === 'yes' ? YES : { answer, links: [{ at: view.placeOf(node), text }] };
}

function byMarker({ name, node, call }: Marker, view: ProgramView): Outcome {
  const condition = call?.arguments[0] ?? call?.keywords.find((keyword) => keyword.name === 'condition')?.value ?? null;
  switch (name) {
    case 'skip':
      return outcome('no', node, 'it is always skipped', view);
    case 'skipif':
      return condition === null ? YES : byCondition(condition, false, node, view);
    case 'skipUnless':
      return condition === null ? YES : byCondition(condition, true, node, view);
    case 'expectedFailure':
      return outcome('no', node, 'it is expected to fail', view);
    case 'xfail': {
      if (condition === null || (condition.kind === 'Constant' && typeof condition.value === 'string')) return outcome('no', node, 'it is expected to fail', view);
      const truth = truthOf(condition, view);
      return truth === true ? outcome('no', node, 'it is expected to fail', view) : truth === false ? YES : outcome('unknown', node, 'it may be expected to fail', view);
    }
    case 'parametrize': {
      const values = call?.arguments[1] ?? call?.keywords.find((keyword) => keyword.name === 'argvalues')?.value;
      return values?.kind === 'List' && values.elements.length === 0 ? outcome('no', node, 'it is given no parameters, so it is skipped', view) : YES;
    }
    default:
      return YES;
  }
}

/** @param isNegated true where it runs only if the condition holds */
function byCondition(condition: Expression, isNegated: boolean, node: Node, view: ProgramView): Outcome {
  const truth = truthOf(condition, view);
  if (truth !== null) return truth === isNegated ? YES : outcome('no', node, 'it is always skipped', view);
  if (isAboutOtherPlatforms(condition, view)) return YES;
  const variable = environmentIn(condition, view);
  return outcome('unknown', node, variable === null ? 'it may be skipped' : `it is skipped where \`${variable}\` is not set so`, view);
}

/** Null when nobody can tell. */
function truthOf(condition: Expression, view: ProgramView): boolean | null {
  let at = condition;
  let isNegated = false;
  while (at.kind === 'UnaryOp' && at.operator === 'not') {
    at = at.operand;
    isNegated = !isNegated;
  }
  const truth = plainTruth(at, view);
  return truth === null ? null : truth !== isNegated;
}

function plainTruth(condition: Expression, view: ProgramView): boolean | null {
  if (condition.kind === 'Constant') return condition.type === 'str' ? null : Boolean(condition.value);
  if (condition.kind !== 'Name') return null;
  const definitions = view.facts.names.bindingOf(condition)?.definitions ?? [];
  const parent = definitions[0]?.node.parent;
  const value = definitions.length === 1 && parent?.kind === 'Assign' ? parent.value : null;
  return value?.kind === 'Constant' ? Boolean(value.value) : null;
}

/** Windows, macOS and Python versions nobody runs: where CI runs, the test runs. */
function isAboutOtherPlatforms(condition: Expression, view: ProgramView): boolean {
  const text = view.facts.textOf(condition);
  return /^(?:sys\.platform\s*(?:==\s*["'](?:win32|darwin|cygwin)["']|\.startswith\(["'](?:win|darwin))|os\.name\s*==\s*["']nt["']|platform\.system\(\)\s*==\s*["'](?:Windows|Darwin)["']|sys\.version_info\s*<=?\s*\(\s*(?:2|3\s*,\s*[0-8])\b)/u.test(text);
}

/** The name of an environment variable the condition asks for, also by a name assigned from one. */
function environmentIn(condition: Expression, view: ProgramView): string | null {
  let found: string | null = null;
  const ask = (expression: Node, depth: number): void => {
    walk(expression, (node) => {
      if (found !== null) return 'skip';
      if (node.kind === 'Name' && depth < 3) {
        const parent = view.facts.names.bindingOf(node)?.definitions[0]?.node.parent;
        if (parent?.kind === 'Assign') ask(parent.value, depth + 1);
      } else if (node.kind === 'Call' && /(?:^|\.)(?:getenv|environ\.get)$/u.test(view.nameOf(node) ?? view.facts.textOf(node.callee))) {
        const [first] = node.arguments;
        if (first?.kind === 'Constant' && typeof first.value === 'string') found = first.value;
      } else if (node.kind === 'Constant' && typeof node.value === 'string' && node.parent.kind === 'Compare' && /environ/u.test(view.facts.textOf(node.parent))) found = node.value;
      else if (node.kind === 'Subscript' && /environ$/u.test(view.facts.textOf(node.value)) && node.index.kind === 'Constant' && typeof node.index.value === 'string') found = node.index.value;
      return undefined;
    });
  };
  ask(condition, 0);
  return found;
}

/** `pytest.skip(..., allow_module_level=True)` and `pytest.importorskip` in the file's body. */
function moduleSkips(view: ProgramView): readonly Outcome[] {
  const [top] = view.bodies;
  return (top?.nodes ?? []).flatMap(({ node, isUnconditional }) => {
    if (node.kind !== 'Call') return [];
    const name = view.nameOf(node);
    if (name === 'pytest.importorskip') return [outcome('unknown', node, 'all of the file is skipped where the package is not installed', view)];
    if (name !== 'pytest.skip' && name !== 'unittest.SkipTest') return [];
    return [outcome(isUnconditional ? 'no' : 'unknown', node, isUnconditional ? 'all of the file is skipped' : 'all of the file may be skipped', view)];
  });
}

/** A later function of the same name in the same block takes its place. */
function shadowed(node: FunctionDef, view: ProgramView): Outcome {
  const { parent } = node;
  if (parent.kind !== 'Module' && parent.kind !== 'ClassDef') return YES;
  const later = view.once(lastOfName).get(parent)?.get(node.name);
  return later === undefined || later === node ? YES : outcome('no', later, `\`${node.name}\` is defined again, so the first is never run`, view);
}

function lastOfName({ bodies }: ProgramView): ReadonlyMap<Node, ReadonlyMap<string, FunctionDef>> {
  const found = new Map<Node, Map<string, FunctionDef>>();
  for (const { node } of bodies) {
    if (node.kind !== 'FunctionDef') continue;
    const known = found.get(node.parent);
    if (known === undefined) found.set(node.parent, new Map([[node.name, node]]));
    else known.set(node.name, node);
  }
  return found;
}

function byBody(node: FunctionDef, { framework, markers, isAsyncioAuto, inClass, view }: Skipping): Outcome {
  for (const statement of node.body) {
    if (isDocText(statement)) continue;
    const found = bySkippingStatement(statement, view);
    if (found !== null) return found;
    break;
  }
  if (framework === 'pytest' && yields(node)) return outcome('no', node, 'pytest does not run tests that yield', view);
  const isMarked = markers.some(({ name }) => /^(?:asyncio|anyio|trio|tornado|gen_test)/u.test(name));
  if (node.isAsync && framework === 'pytest' && !isMarked && !isAsyncioAuto && inClass === null) return outcome('unknown', node, 'without a plugin pytest skips `async` tests', view);
  return YES;
}

function yields({ body }: FunctionDef): boolean {
  let isFound = false;
  for (const statement of body) {
    walk(statement, (inner) => {
      if (inner.kind === 'Yield') isFound = true;
      return isFound || inner.kind === 'FunctionDef' || inner.kind === 'Lambda' ? 'skip' : undefined;
    });
  }
  return isFound;
}

function isDocText(statement: Statement): boolean {
  return statement.kind === 'Expr' && statement.value.kind === 'Constant';
}

function bySkippingStatement(statement: Statement, view: ProgramView): Outcome | null {
  if (statement.kind === 'Return') return outcome('no', statement, 'it returns before it tests anything', view);
  if (statement.kind === 'Raise') {
    return statement.exception !== null && /SkipTest/u.test(view.facts.textOf(statement.exception)) ? outcome('no', statement, 'it skips itself', view) : null;
  }
  if (statement.kind === 'Expr' && statement.value.kind === 'Call' && isSkip(statement.value, view)) return outcome('no', statement, 'it skips itself', view);
  if (statement.kind !== 'If') return null;
  const [first] = statement.body;
  const isLeft = first !== undefined && (first.kind === 'Return' || (first.kind === 'Expr' && first.value.kind === 'Call' && isSkip(first.value, view)));
  return isLeft ? byCondition(statement.test, false, statement.test, view) : null;
}

function isSkip(call: Call, view: ProgramView): boolean {
  const name = view.nameOf(call);
  return name === 'pytest.skip' || name === 'pytest.xfail' || (call.callee.kind === 'Attribute' && call.callee.attribute === 'skipTest');
}
