/** Times and sizes that must stay below a bound. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { walk } from '../../../api/python/children.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Expression, Node } from '../../../api/python/syntax.ts';
import { enclosing, moduleOf } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import type { Cone } from '../cone.ts';
import { coneOf } from '../cone.ts';
import { isCount } from '../counts.ts';
import type { CodeRequest } from '../judged.ts';
import { pathOf } from '../project-calls.ts';
import { callsOf } from '../results.ts';
import { selectedIn } from '../selected.ts';
import { sourceOf } from '../source-of.ts';
import type { Judgement } from '../telling.ts';
import { judgementsIn } from '../telling.ts';
import { isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'monitor-6/bounds-in-code',
  find: (request) => ({ checks: judgementsIn(request).flatMap((each): readonly FoundCheck[] => checkOf(request, each)) }),
};

const CLOCK = /^time\.(?:time|perf_counter|monotonic|process_time|time_ns|perf_counter_ns)$|^timeit\.|(?:^|\.)default_timer$/;
const SIZE = /^(?:tracemalloc\.get_traced_memory|resource\.getrusage|memory_profiler\.memory_usage|psutil\.\S*memory_\w+|torch\.cuda\.(?:max_)?memory_\w+)$|\.(?:memory_info|memory_percent|get_traced_memory)$|\.elapsed(?:\.total_seconds)?$/;
const SHALLOW = /^sys\.getsizeof$/;
const SECONDS = /^(?:seconds|millis(?:econds)?|ms|took|timing)$|(?:^|_)(?:latency|latencies|elapsed|duration|p9\d|p50|throughput|response_time|inference_time|training_time|mean_ms|memory_mb|peak_memory|rss|qps)(?:_|$)/i;
/** Keys of results; columns such as `trip_duration` hold the times of others. */
const SECONDS_KEY = /(?:^|_)(?:latency|latencies|p\d\d_(?:ms|s|secs?|seconds)|throughput|(?:response|inference|training|train|fit|predict(?:ion)?|pred)_time|memory_mb|peak_memory|rss|qps|rps)(?:_|$)/i;
/** Of events and experiments; nobody waits for a program that long. */
const CALENDAR = /year|quarter|month|week|day|hour|calendar/i;

function checkOf({ facts, placeOf }: CodeRequest, { node, at, id, condition: own, tests, cone, isReal, kind: kindOfJudgement }: Judgement): readonly FoundCheck[] {
  // what stands behind is asked only where the condition itself compares nothing
  const condition = own.some(isCompared) ? own : tests;
  if (!condition.some(isCompared) || own.some(asksForText)) return [];
  const kind = cone.calls.some(({ name }) => SIZE.test(name)) || (cone.words.has('st_size') && /model|size|artifact|tflite|onnx/i.test(id)) ? 'memory' : clocks(facts, cone) || tellsElapsed(cone) ? 'time' : null;
  const measured = kind ?? (cone.calls.length > 0 && condition.some((root) => namesTime(root)) ? 'time' : null);
  if (measured === null) {
    const shallow = cone.calls.find(({ name }) => SHALLOW.test(name));
    return shallow === undefined || !/memory|size|ram/i.test(id) ? [] : [{ items: ['monitor-6'], at, text: 'the size of an object must stay below a bound', isReal: { answer: 'no', links: [{ at: moduleOf(shallow.call) === facts.document.module ? placeOf(shallow.call) : at, text: '`getsizeof` counts the wrapper alone, not what it holds' }] }, data: 'unknown', ranBy: { kind: 'function', id } }];
  }
  // elsewhere a clock is mostly a timeout or the pace of a loop
  if (kindOfJudgement === 'oracle' && !isTestPath(pathOf(id)) && !/perf|latency|bench|speed|throughput|load_?test|regress/i.test(id) && !(measured === 'time' && timesModel(facts, cone, node))) return [];
  if (!isOfModel(cone, id)) return [];
  const sides = condition.flatMap(sidesOf).filter((side) => !isCount(facts, side) && !isAnswer(facts, side));
  if (sides.length === 0 || !sides.some((side) => (kind === null ? namesTime(side) : looksAtMeasure(facts, side, cone)))) return [];
  return [{ items: ['monitor-6'], at, text: measured === 'time' ? 'the time it takes must stay below a bound' : 'the memory it takes must stay below a bound', isReal: single(facts, cone, placeOf) ?? skippedWithoutFile(facts, node, placeOf) ?? isReal, data: 'unknown', ranBy: { kind: 'function', id } }];
}

/** A test that is skipped where a file is missing: nobody knows whether it is there. */
function skippedWithoutFile(facts: Facts, node: Node, placeOf: CodeRequest['placeOf']): Outcome | null {
  const around = enclosing(node, ['FunctionDef']);
  if (around === null) return null;
  const skip = facts.nodes('If').find((each) => each.end <= node.start && enclosing(each, ['FunctionDef']) === around && /\.exists\(|\bis_?file\(|\bis_?dir\(/.test(facts.textOf(each.test)) && each.body.some((statement) => /^(?:pytest\.skip|self\.skipTest|raise (?:unittest\.)?SkipTest|skip)\b/.test(facts.textOf(statement))));
  return skip === undefined ? null : { answer: 'unknown', links: [{ at: placeOf(skip.test), text: 'where a file is missing the test is skipped, and it cannot be told whether it is there' }] };
}

/** A request says how long it took; seconds since a time that was read are the age of something. */
function tellsElapsed({ words, calls }: Cone): boolean {
  const all = [...words];
  return all.some((word) => word.endsWith('.elapsed')) || (all.some((word) => word.endsWith('.total_seconds')) && calls.filter(({ name }) => /^datetime\.datetime\.(?:now|utcnow)$/.test(name)).length > 1);
}

/** Whether a model works between the two looks at the clock, outside of loops that wait. */
function timesModel(facts: Facts, { calls }: Cone, oracle: Judgement['node']): boolean {
  const looks = calls.flatMap(({ name, call }) => (CLOCK.test(name) && moduleOf(call) === facts.document.module ? [call.start] : []));
  const [first, last] = [Math.min(...looks), Math.max(...looks)];
  if (enclosing(oracle, ['While']) !== null) return false;
  const works = /(?:^|\.)(?:predict\w*|fit|transform|forward|recommend\w*|invoke|infer\w*|run|encode|generate)$/;
  return [...calls.map(({ call, name }) => ({ node: call, name })), ...(looks.length > 1 ? callsOf(facts).filter(({ node }) => node.start > first && node.start < last) : [])].some(({ name }) => works.test(name) && !/^subprocess\./.test(name));
}

const OF_MEASURES = /sec(?:ond)?s?(?:_|$)|milli|latenc|time|elapsed|dur(?:ation)?|took|taken|speed|slow|fast|perf|bench|p9\d|p50|throughput|per_second|qps|rps|fps|mem|bytes|size|rss|peak|[mg]i?b(?:_|$)|(?:^|_)(?:ms|ns|us|[mg]b|dt|delta|diff|cost|end|start|stop|begin|tic|toc|now|t\d?)(?:_|$)/i;

/** Whether the part of a result that is bounded is the measured one; a result often says besides how long it took. */
function looksAtMeasure(facts: Facts, side: Node, cone: Cone, depth = 0): boolean {
  const { keys, values, names: known } = selectedIn(facts, [side], cone);
  if (values.length > 0 && depth < MOST_RESULTS) return values.some((value) => looksAtMeasure(facts, value, cone, depth + 1));
  if (keys.length > 0) return [...keys, ...known].some((word) => OF_MEASURES.test(word));
  return measures(facts, coneOf(facts, [side]));
}

/** What a model answers is no time, however its training was timed. */
function isAnswer(facts: Facts, side: Node): boolean {
  let at: Node = side;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (at.kind === 'Name') {
      const source = sourceOf(facts, at);
      if (source === at) return false;
      at = source;
    } else if (at.kind === 'Subscript' || at.kind === 'Attribute') at = at.value;
    else if (at.kind === 'Call' && at.callee.kind === 'Attribute') {
      if (/^(?:predict(?:_proba|_log_proba)?|decision_function|transform|fit_transform)$/.test(at.callee.attribute)) return true;
      at = at.callee.value;
    } else return false;
  }
  return false;
}

/** Names followed one after the other. Own choice. */
const MOST_STEPS = 12;

function measures(facts: Facts, cone: Cone): boolean {
  return clocks(facts, cone) || cone.calls.some(({ name }) => SIZE.test(name)) || cone.words.has('st_size');
}

/** Results within results that are looked into. Own choice. */
const MOST_RESULTS = 3;

/** What is compared in size, also by `assertLess` and its like. */
function sidesOf(root: Judgement['condition'][number]): readonly Node[] {
  const sides: Node[] = [];
  walk(root, (node) => {
    if (node.kind !== 'Compare' || !node.operators.some((operator) => /^[<>]=?$/.test(operator))) return;
    const all = [node.left, ...node.comparators];
    // that it is not nothing is no bound
    if (all.length > 2 || !all.some((each) => each.kind === 'Constant' && each.value === 0)) sides.push(...all.filter(({ kind }) => kind !== 'Constant'));
  });
  return sides.length === 0 && root.parent?.kind === 'Call' && isCompared(root) ? [root] : sides;
}

function isCompared(root: Expression | Judgement['condition'][number]): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.kind === 'Compare' && node.operators.some((operator) => /^[<>]=?$/.test(operator))) found = true;
  });
  return found || (root.parent?.kind === 'Call' && root.parent.callee.kind === 'Attribute' && /^assert(?:Less|Greater)/.test(root.parent.callee.attribute));
}

/** `"exited" in run["error"]`, `run["error"].startswith("exited")` */
function asksForText(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.kind === 'Compare' && node.operators.includes('in') && node.left.kind === 'Constant' && typeof node.left.value === 'string') found = true;
    if (node.kind === 'Call' && node.callee.kind === 'Attribute' && /^(?:startswith|endswith)$/.test(node.callee.attribute)) found = true;
  });
  return found;
}

/** Whether some name or key within says that it is a time. */
function namesTime(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    const name = node.kind === 'Name' ? node.id : node.kind === 'Attribute' ? node.attribute : '';
    if (SECONDS.test(name) && !CALENDAR.test(name)) found = true;
    if (node.kind === 'Subscript' && node.index.kind === 'Constant' && SECONDS_KEY.test(String(node.index.value)) && !CALENDAR.test(String(node.index.value))) found = true;
    return found ? 'skip' : undefined;
  });
  return found;
}

/** The difference of two looks at a clock. */
function clocks(facts: Facts, { calls, nodes }: Cone): boolean {
  const looks = new Set(calls.flatMap(({ name, call }) => (CLOCK.test(name) ? [call] : [])));
  return looks.size >= 2 && nodes.some((node) => node.kind === 'BinOp' && node.operator === '-') && facts.document.module !== null;
}

/** What is timed has to do with a model: predictions, training, requests, or code of the project. */
function isOfModel({ calls, words }: Cone, id: string): boolean {
  return (
    calls.some(({ name, target }) => target !== null || /\.(?:predict\w*|fit\w*|score|transform|forward|get|post|recommend\w*)$/.test(name)) ||
    /predict|infer|train|latency|serv|recommend|model|memory|perf|speed|throughput/i.test(id) ||
    [...words].some((word) => /model|predict|infer/i.test(word))
  );
}

/** A quantile of one measurement is that measurement. */
function single(facts: Facts, { calls, nodes }: Cone, placeOf: CodeRequest['placeOf']): Outcome | null {
  const quantile = calls.find(({ name }) => /^(?:numpy|statistics|pandas)\.(?:\S*\.)?(?:percentile|quantiles?|nanpercentile)$/.test(name))?.call;
  const [given] = quantile?.arguments ?? [];
  if (quantile === undefined || given === undefined || moduleOf(quantile) !== facts.document.module) return null;
  const list = given.kind === 'List' ? given : given.kind === 'Name' ? listOf(given.id, nodes) : null;
  if (list === null || list.elements.length !== 1 || list.elements[0]?.kind === 'Starred') return null;
  if (given.kind === 'Name' && isGrown(given.id, facts)) return null;
  return { answer: 'no', links: [{ at: placeOf(quantile), text: 'it is a quantile of a single measurement' }] };
}

function listOf(name: string, nodes: Cone['nodes']): Extract<Expression, { kind: 'List' }> | null {
  const assigned = nodes.flatMap((node) => (node.kind === 'List' && node.parent.kind === 'Assign' && node.parent.targets.some((target) => target.kind === 'Name' && target.id === name) ? [node] : []));
  return assigned.length === 1 ? (assigned[0] ?? null) : null;
}

function isGrown(name: string, facts: Facts): boolean {
  return facts.nodes('Call').some(({ callee }: Call) => callee.kind === 'Attribute' && /^(?:append|extend|insert)$/.test(callee.attribute) && callee.value.kind === 'Name' && callee.value.id === name) || facts.nodes('AugAssign').some(({ target }) => target.kind === 'Name' && target.id === name);
}
