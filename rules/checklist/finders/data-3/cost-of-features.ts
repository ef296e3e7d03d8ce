/** What features cost in time or memory, bounded by a condition. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Node } from '../../../api/python/syntax.ts';
import { enclosing, moduleOf } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN } from '../../../api/repository/place.ts';
import { boundsSize } from '../bounds.ts';
import { nameOfCall, targetOf } from '../cone.ts';
import type { NamedCall } from '../cone.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { callsOf } from '../results.ts';
import { isOfFeatures } from './feature-names.ts';

export const codeFinder: CodeFinder = {
  name: 'data-3/cost-of-features',
  find: (request) => ({ checks: [...bounded(request), ...benchmarks(request)] }),
};

const CLOCK = /^(?:time\.(?:time|perf_counter|process_time|monotonic|thread_time)(?:_ns)?|timeit\.default_timer|tracemalloc\.(?:get_traced_memory|take_snapshot|start)|psutil\.\S*memory_\w+|resource\.getrusage)$|\.memory_info$/;
/** These are handed what they measure. */
const METER = /^(?:timeit\.(?:timeit|repeat|Timer\S*)|memory_profiler\.memory_usage|sys\.getsizeof|pympler\.asizeof\.asizeof|benchmark|benchmark\.pedantic)$|(?:^|\.)memory_usage$/;
const TIMER = /(?:^|\.)(?:Timer|timer|Stopwatch|stopwatch|timed|measure_time|track_time|profile)$/;

function bounded(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
    const { cone, oracle, at, id, inside } = judged;
    if (oracle.kind === 'raises' || !boundsSize(facts, judged)) return [];
    const meter = cone.calls.find(({ name }) => METER.test(name));
    const feature = (meter === undefined ? null : handed(facts, meter)) ?? betweenClocks(facts, judged) ?? inTimer(facts, judged) ?? inBenchmark(facts, judged);
    if (feature === null) return [];
    const shallow = meter?.name === 'sys.getsizeof' ? shallowSize(facts, meter.call, judged) : null;
    return [{ items: ['data-3'], at, text: `${inside === null || inside.name === '' ? 'the file' : `\`${inside.name}\``} bounds what \`${feature}\` costs`, isReal: shallow ?? judged.isReal, data: 'unknown', ranBy: { kind: 'function', id } }];
  });
}

/** The feature code a call is, by its name, its module's, or the names of what a loop goes through; null for everything else. */
function featureOf(facts: Facts, call: Call): string | null {
  const target = targetOf(facts, call);
  const name = nameOfCall(facts, call);
  const last = target?.name ?? name.split('.').at(-1) ?? '';
  if (/^(?:to|from|read|load|assert|print|append|format|items|values|keys|join|get|pop|setdefault|update|sort|sorted|copy)(?:_|$)(?!online_features|historical_features)/.test(last)) return null;
  if (isOfFeatures(name) || (target !== null && (isOfFeatures(target.name) || isOfFeatures(moduleOf(target).path.split('/').at(-1)?.replace(/\.py$/, '') ?? '')))) return last;
  return call.callee.kind === 'Name' ? loopOver(facts, call, call.callee.id) : null;
}

/** `make` of `for name, make in MAKERS.items()`, where `MAKERS` or its module says features. */
function loopOver(facts: Facts, node: Node, id: string): string | null {
  for (let at: Node | null = node; at !== null && at.kind !== 'FunctionDef'; at = at.parent) {
    if (at.kind !== 'For' || !new RegExp(`\\b${id}\\b`).test(facts.textOf(at.target))) continue;
    const through = facts.textOf(at.iter).slice(0, 120);
    const imported = facts.names.imports.filter(({ boundAs }) => new RegExp(`\\b${boundAs}\\b`).test(through)).map(({ module }) => module);
    const isSteps = at.iter.kind === 'Tuple' || at.iter.kind === 'List' ? imported.length > 0 && imported.every(isOfFeatures) : [through, ...imported].some(isOfFeatures);
    if (isSteps) return id;
  }
  return null;
}

function handed(facts: Facts, { call, name }: NamedCall): string | null {
  if (moduleOf(call) !== facts.document.module) return null;
  const receiver = call.callee.kind === 'Attribute' && name.endsWith('memory_usage') && !name.startsWith('memory_profiler') ? call.callee.value : null;
  const measured = receiver ?? call.arguments[0];
  if (measured === undefined) return null;
  const inside = callsOf(facts).filter(({ node }) => node.start >= measured.start && node.end <= measured.end);
  for (const { node } of inside) {
    const feature = featureOf(facts, node);
    if (feature !== null) return feature;
  }
  const first = measured.kind === 'Tuple' ? measured.elements[0] : measured;
  const word = first?.kind === 'Name' ? first.id : first?.kind === 'Attribute' ? first.attribute : '';
  if (isOfFeatures(word)) return word;
  const text = first === undefined ? '' : (facts.names.qualifiedName(first) ?? '');
  if (isOfFeatures(text)) return word;
  if (first?.kind !== 'Name') return null;
  const made = facts.nodes('Assign').find(({ targets, value }) => value.kind === 'Call' && targets.some((target) => target.kind === 'Name' && target.id === first.id))?.value;
  return made?.kind === 'Call' ? featureOf(facts, made) : null;
}

/** Feature code that runs between the first and the last look at the clock; a model that runs there too makes it no measure of features. */
function betweenClocks(facts: Facts, { cone, node }: Judged): string | null {
  const looks = cone.calls.filter(({ call, name }) => CLOCK.test(name) && moduleOf(call) === facts.document.module).map(({ call }) => call);
  const [first] = looks;
  if (first === undefined) return null;
  const around = enclosing(first, ['FunctionDef']);
  const starts = callsOf(facts).filter(({ node: call, name }) => name === 'tracemalloc.start' && enclosing(call, ['FunctionDef']) === around).map(({ node: call }) => call);
  const all = [...looks, ...starts].map(({ start }) => start);
  const from = Math.min(...all);
  const to = all.length > 1 ? Math.max(...all) : node.start;
  return measuredIn(facts, { from, to });
}

function measuredIn(facts: Facts, { from, to }: { readonly from: number; readonly to: number }): string | null {
  const inside = callsOf(facts).filter(({ node: call }) => call.start > from && call.end <= to);
  if (inside.some(({ name }) => /\.(?:predict\w*|fit|fit_transform|score|train|evaluate)$/.test(name) && !/transform$/.test(name))) return null;
  for (const { node: call } of inside) {
    const feature = featureOf(facts, call);
    if (feature !== null) return feature;
  }
  return null;
}

/** `with Timer() as timer:` */
function inTimer(facts: Facts, { cone }: Judged): string | null {
  for (const { call, name } of cone.calls) {
    if (!TIMER.test(name) || call.parent.kind !== 'With') continue;
    const [first] = call.parent.body;
    const last = call.parent.body.at(-1);
    if (first !== undefined && last !== undefined) return measuredIn(facts, { from: first.start - 1, to: last.end });
  }
  return null;
}

/** `benchmark.stats` after `benchmark(build_features, frame)`. */
function inBenchmark(facts: Facts, { cone, inside, node }: Judged): string | null {
  if (inside === null || !inside.parameters.includes('benchmark') || !cone.words.has('stats')) return null;
  const around = enclosing(node, ['FunctionDef']);
  for (const each of callsOf(facts)) {
    if (!METER.test(each.name) || enclosing(each.node, ['FunctionDef']) !== around) continue;
    const feature = handed(facts, { call: each.node, name: each.name, target: null });
    if (feature !== null) return feature;
  }
  return null;
}

/** `sys.getsizeof` of an object does not count what it refers to. */
function shallowSize(facts: Facts, call: Call, { at }: Judged): Outcome {
  const [measured] = call.arguments;
  const values = measured === undefined ? [] : facts.valuesOf(measured);
  const isObject = values.length > 0 && values.every((value) => value.kind === 'object');
  const says = measured !== undefined && /vectori[sz]er|encoder|scaler|transformer|pipeline|tokeni[sz]er|model/i.test(facts.textOf(measured));
  if (isObject || says) return { answer: isObject ? 'no' : 'unknown', links: [{ at, text: '`sys.getsizeof` measures the object alone, not what it holds' }] };
  return UNKNOWN;
}

/** `benchmark(build_features, frame)` of pytest-benchmark, which fails only when a run compares. */
function benchmarks({ facts, program, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  const tests = program.functions.filter(({ test, parameters }) => test !== null && parameters.includes('benchmark'));
  if (tests.length === 0) return [];
  return callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => {
    const isBenchmark = (node.callee.kind === 'Name' && node.callee.id === 'benchmark') || (node.callee.kind === 'Attribute' && node.callee.attribute === 'pedantic');
    const feature = isBenchmark ? handed(facts, { call: node, name, target: null }) : null;
    if (feature === null) return [];
    const at = placeOf(node);
    return [{ items: ['data-3'], at, text: `a benchmark measures \`${feature}\``, isReal: { answer: 'unknown', links: [{ at, text: 'it fails only where a command compares it with an earlier run' }] }, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(node) } }];
  });
}
