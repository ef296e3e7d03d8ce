/** Shares of traffic that code gives versions of a model: endpoints of clouds, own routers. */
import { walk } from '../../../api/python/children.ts';
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Dict, Expression, Node } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { CodeRequest } from '../judged.ts';
import { sourceOf } from '../source-of.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

const ITEMS = ['infra-6', 'infra-7'] as const;

export const codeFinder: CodeFinder = {
  name: 'infra-6/cloud-traffic',
  find: (request) => (isTestPath(request.program.path) || isExamplePath(request.program.path) ? {} : { checks: [...keywords(request), ...settings(request), ...byHash(request)] }),
};

/** `ProductionVariants=[...]`, `traffic_split={...}`, `traffic_percentage=10`, `endpoint.traffic = {...}`. */
function keywords({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  const given = [
    ...facts.nodes('Keyword').flatMap(({ name, value }) => (name === null ? [] : [{ name, value }])),
    ...facts.nodes('Assign').flatMap(({ targets, value }) => targets.flatMap((target) => (target.kind === 'Attribute' ? [{ name: target.attribute, value }] : []))),
  ];
  return given.flatMap(({ name, value }): readonly FoundCheck[] => {
    const shares = sharesOf(name, sourceOf(facts, value));
    if (shares === null) return [];
    const isReal: Outcome = shares.some((share) => share === null) ? UNKNOWN : shares.some((share) => share !== null && share > 0 && share < 100) && (shares.length > 1 || name === 'traffic_percentage') ? YES : { answer: 'no', links: [{ at: placeOf(value), text: 'one version gets all of the traffic' }] };
    return [{ items: ['infra-6'], at: placeOf(value), text: `\`${name}\` gives a new version a part of the traffic`, isReal, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(value) } }];
  });
}

/** Null for what shares nothing: other settings, and a single version. */
function sharesOf(name: string, value: Expression): readonly (number | null)[] | null {
  if (/^(?:ProductionVariants|production_variants)$/.test(name) && value.kind === 'List' && value.elements.length > 1) return value.elements.map((element) => (element.kind === 'Dict' ? numberOf(valueOf(element, 'InitialVariantWeight')) : null));
  if (/^(?:traffic_split|traffic|DesiredWeightsAndCapacities)$/.test(name) && value.kind === 'Dict' && value.items.length > 1 && value.items.some((item) => numberOf(item.value) !== null)) return value.items.map((item) => numberOf(item.value));
  if (name === 'traffic_percentage') {
    const share = numberOf(value);
    return share === null || share === 100 ? null : [share];
  }
  return null;
}

function numberOf(value: Expression | null): number | null {
  return value?.kind === 'Constant' && typeof value.value === 'number' ? value.value : null;
}

function valueOf({ items }: Dict, key: string): Expression | null {
  return items.find((item) => item.key?.kind === 'Constant' && item.key.value === key)?.value ?? null;
}

/** SageMaker moves traffic in steps, and returns by itself on an alarm. */
function settings({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  return facts.nodes('Dict').flatMap((dict): readonly FoundCheck[] => {
    const routing = valueOf(dict, 'TrafficRoutingConfiguration');
    const rollback = valueOf(dict, 'AutoRollbackConfiguration');
    const ranBy = { kind: 'function' as const, id: ownerOf(dict) };
    const type = routing?.kind === 'Dict' ? valueOf(routing, 'Type') : null;
    const found: FoundCheck[] = [];
    if (routing !== null && type?.kind === 'Constant') found.push({ items: ['infra-6'], at: placeOf(routing), text: 'SageMaker moves traffic to the new version', isReal: type.value === 'ALL_AT_ONCE' ? { answer: 'no', links: [{ at: placeOf(type), text: 'all traffic moves at once' }] } : YES, data: 'unknown', ranBy });
    const alarms = rollback?.kind === 'Dict' ? valueOf(rollback, 'Alarms') : null;
    if (rollback !== null) found.push({ items: [ITEMS[1]], at: placeOf(rollback), text: 'SageMaker returns to the version before on an alarm', isReal: alarms?.kind === 'List' && alarms.elements.length === 0 ? { answer: 'no', links: [{ at: placeOf(alarms), text: 'no alarm is named' }] } : YES, data: 'unknown', ranBy });
    return found;
  });
}

const RELEASES = /canary|rollout|release|variant|candidate|challenger|shadow|new_model|model_b|treatment|bucket/i;

/** `hash(user) % 100 < 10` chooses the release: whether somebody looks at it before it gets all cannot be told. */
function byHash({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  return facts.nodes('Compare').flatMap((compare): readonly FoundCheck[] => {
    const [operator] = compare.operators;
    if ((operator !== '<' && operator !== '<=') || !(isModulo(compare.left) || isRandom(compare.left))) return [];
    const id = ownerOf(compare);
    if (!RELEASES.test(`${id} ${facts.textOf(statementOf(compare)).slice(0, 300)}`)) return [];
    return [{ items: ['infra-6'], at: placeOf(compare), text: 'a part of the users gets another release', isReal: UNKNOWN, data: 'unknown', ranBy: { kind: 'function', id } }];
  });
}

function isModulo(node: Expression): boolean {
  return node.kind === 'BinOp' && node.operator === '%';
}

function isRandom(node: Expression): boolean {
  let isCalled = false;
  walk(node, (each) => void (each.kind === 'Attribute' && /^(?:random|randint|uniform|rand)$/.test(each.attribute) && (isCalled = true)));
  return isCalled;
}

function statementOf(node: Node): Node {
  let at: Node = node;
  while (at.parent !== null && !/^(?:Return|Assign|If|Expr|While|For|Module|FunctionDef)$/.test(at.kind)) at = at.parent;
  return at.kind === 'Module' || at.kind === 'FunctionDef' || at.kind === 'If' ? node : at;
}
