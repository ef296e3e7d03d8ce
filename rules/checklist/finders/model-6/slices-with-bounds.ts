/** Metrics of slices that a condition bounds. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { walk } from '../../../api/python/children.ts';
import type { Node } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { both, rowsOf } from '../data-origin.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { isBound, judgedIn } from '../judged.ts';
import { groupGoneThrough } from '../group-loops.ts';
import { boundsMeasure } from '../measured-values.ts';
import { computesMetric } from '../metric-calls.ts';
import { callsOf, checksByResult, raisingCheck } from '../results.ts';
import type { Slice } from '../slices.ts';
import { isNoGroup, slicesOf } from '../slices.ts';

export const codeFinder: CodeFinder = {
  name: 'model-6/slices-with-bounds',
  find: (request) => ({ checks: [...bounded(request), ...byLibraries(request), ...ofTfma(request)] }),
};

function bounded(request: CodeRequest): readonly FoundCheck[] {
  const { facts, placeOf } = request;
  return judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
    const { cone, oracle, inside, at } = judged;
    if (oracle.kind === 'raises' || !isBound(judged) || !isBySize(judged)) return [];
    const slices = slicesOf(facts, cone);
    const frame = cone.calls.find(({ name }) => /^fairlearn\.metrics\.(?:\w+\.)*MetricFrame$|^snorkel\.(?:\w+\.)*(?:score_slices|SliceAwareClassifier\.score_slices)$/.test(name));
    const says = /slic|segment|subgroup|cohort|group/i.test(inside?.name ?? '');
    const find = slices.find((slice) => slice.kind === 'find');
    if (frame === undefined && !(computesMetric(facts, cone) && boundsMeasure(facts, judged)) && !(find !== undefined && says)) return [];
    const rows = rowsOf(facts, judged);
    if (find !== undefined) return [checkOf(judged, 'rows chosen by their text', { isReal: { answer: 'no', links: [{ at: placeOf(find.node), text: '`.find()` is true where nothing is found, so the slice leaves nearly nothing out' }] } })];
    const position = slices.find((slice) => slice.kind === 'positions');
    const byValues = slices.filter((slice): slice is Extract<Slice, { kind: 'values' }> => slice.kind === 'values').map((slice) => (slice.by === null && slice.node.kind === 'Call' ? { ...slice, by: columnGiven(judged, slice.node) } : slice));
    const group = byValues.find(({ by }) => by !== null && !isNoGroup(by));
    if (group !== undefined || frame !== undefined) return rows === null ? [] : [checkOf(judged, group?.by === undefined || group.by === null ? 'each group' : `the slices of \`${group.by}\``, rows)];
    if (position !== undefined && says) return [checkOf(judged, 'slices', { isReal: { answer: 'no', links: [{ at: placeOf(position.node), text: 'the slices are rows by position, which says nothing of them' }] } })];
    const byLabel = byValues.find(({ by }) => by !== null && isNoGroup(by) && /label|target|class|^y/i.test(by));
    if (byLabel !== undefined && says) return [checkOf(judged, 'slices', { isReal: { answer: 'no', links: [{ at, text: `the slices are those of \`${byLabel.by ?? ''}\`, which is the label` }] } })];
    const loop = groupGoneThrough(facts, judged);
    if (loop !== null && !isNoGroup(loop)) return rows === null ? [] : [checkOf(judged, `each \`${loop}\``, rows)];
    const unnamed = byValues.find(({ by }) => by === null);
    return unnamed !== undefined && says && rows !== null ? [checkOf(judged, 'slices', { isReal: both(judged.isReal, { answer: 'unknown', links: [{ at: placeOf(unnamed.node), text: 'what these slices go by cannot be told' }] }) })] : [];
  });
}

/** Whether something is more or less than a bound, here or where the failures are counted that are asked for; being equal bounds no quality. */
function isBySize({ node: judging, tests, condition, cone }: Judged): boolean {
  const compares: (Node & { readonly kind: 'Compare' })[] = [];
  let isAsserted = false;
  for (const root of tests) {
    walk(root, (node) => {
      if (node.kind === 'Compare') compares.push(node);
      return undefined;
    });
    const call = root.parent;
    if (call?.kind === 'Call' && call.callee.kind === 'Attribute' && /^(?:assert(?:Greater|Less)\w*|assert_array_less)$/.test(call.callee.attribute)) isAsserted = true;
  }
  // a helper of the project that refuses is handed the value and its bound
  if (compares.length === 0 && judging.kind === 'Call' && !(judging.callee.kind === 'Attribute' && /^assert/.test(judging.callee.attribute)) && condition.some(({ parent }) => parent === judging)) return true;
  if (isAsserted || compares.some(isOrdered)) return true;
  // what something is says nothing of how much
  if (compares.length === 0 && condition.length > 0 && condition.every((root) => root.kind === 'Call' && root.callee.kind === 'Name' && /^(?:isinstance|issubclass|hasattr|callable)$/.test(root.callee.id))) return false;
  const asksForNone = compares.every(({ operators, comparators }) => operators[0] === '==' && comparators[0] !== undefined && isNothing(comparators[0]));
  return asksForNone && cone.nodes.some((node) => node.kind === 'Compare' && isOrdered(node));
}

function isOrdered({ left, operators, comparators }: Node & { readonly kind: 'Compare' }): boolean {
  const last = comparators.at(-1);
  // `0 <= share <= 1` is so of every share
  if (operators.length === 2 && left.kind === 'Constant' && last?.kind === 'Constant' && (left.value === 0 || left.value === 1) && (last.value === 0 || last.value === 1)) return false;
  return operators.some((operator) => /^[<>]=?$/.test(operator));
}

function isNothing(node: Node): boolean {
  return (node.kind === 'Constant' && (node.value === 0 || node.value === '' || node.value === false)) || ((node.kind === 'List' || node.kind === 'Set' || node.kind === 'Tuple') && node.elements.length === 0) || (node.kind === 'Dict' && node.items.length === 0);
}

/** The column that a function of the project is told to group by: what the parameter in `groupby(parameter)` is given. */
function columnGiven({ cone }: Judged, grouping: Node): string | null {
  if (grouping.kind !== 'Call') return null;
  const key = grouping.arguments[0] ?? grouping.keywords.find(({ name }) => name === 'by')?.value;
  const wanted = key?.kind === 'List' || key?.kind === 'Tuple' ? key.elements[0] : key;
  if (wanted?.kind !== 'Name') return null;
  const owner = enclosing(grouping, ['FunctionDef']);
  const index = owner?.kind === 'FunctionDef' ? owner.parameters.findIndex(({ name }) => name === wanted.id) : -1;
  if (owner?.kind !== 'FunctionDef' || index < 0) return null;
  const given = cone.calls.flatMap(({ call, target }) => (target === owner ? (call.keywords.find(({ name }) => name === wanted.id)?.value ?? call.arguments[index - (owner.parent.kind === 'ClassDef' ? 1 : 0)] ?? []) : []));
  const standing = owner.parameters[index]?.default ?? null;
  const texts = [...given, ...(standing === null ? [] : [standing])].flatMap((each) => (each.kind === 'Constant' && typeof each.value === 'string' && /^[A-Za-z_]\w*$/.test(each.value) ? [each.value] : []));
  return texts.find((text) => !isNoGroup(text)) ?? null;
}

function checkOf(judged: Judged, what: string, real: { readonly isReal: Outcome; readonly rowsFrom?: 'fixtures' }): FoundCheck {
  const name = judged.inside?.name ?? '';
  return { items: ['model-6'], at: judged.at, text: `${name === '' || name === '__main__' ? 'a condition' : `\`${name}\``} bounds a metric on ${what}`, ...real, data: 'unknown', ranBy: { kind: 'function', id: judged.id } };
}

function byLibraries(request: CodeRequest): readonly FoundCheck[] {
  return checksByResult(request, {
    items: ['model-6'],
    is: (_, name) => /^deepchecks\.(?:\w+\.)*(?:WeakSegmentsPerformance|SegmentPerformance|PerformanceBias)(?:\.run)?$|^giskard\.(?:\w+\.)*scan$/.test(name),
    text: '`{call}` looks for slices on which the model is weak',
  });
}

/** Slices of TensorFlow Model Analysis; an empty specification is the overall slice. */
function ofTfma(request: CodeRequest): readonly FoundCheck[] {
  const { facts, placeOf } = request;
  const specs = callsOf(facts).filter(({ name }) => /^tensorflow_model_analysis\.(?:\w+\.)*SlicingSpec$/.test(name));
  const [first] = specs;
  if (first === undefined) return [];
  const sliced = specs.find(({ node }) => node.keywords.length + node.arguments.length > 0);
  const hasBounds = callsOf(facts).some(({ name }) => /^tensorflow_model_analysis\.(?:\w+\.)*(?:MetricThreshold|GenericValueThreshold|GenericChangeThreshold|PerSliceMetricThreshold)$/.test(name));
  const at = placeOf((sliced ?? first).node);
  if (sliced === undefined) return [raisingCheck(request, { call: first.node, items: ['model-6'], text: '`{call}` names slices to evaluate', isReal: { answer: 'no', links: [{ at, text: 'the only slice is the whole table' }] } })];
  return [raisingCheck(request, { call: sliced.node, items: ['model-6'], text: '`{call}` names slices to evaluate', ...(hasBounds ? {} : { isReal: { answer: 'unknown', links: [{ at, text: 'no bound for the slices is seen' }] } }) })];
}
