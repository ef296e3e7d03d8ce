/** What features cost in time or memory, bounded by a condition. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import type { Call, Node } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import { nameOfCall, targetOf } from '../cone.ts';
import { callsOf } from '../results.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN } from '../../../api/repository/place.ts';

export const codeFinder: CodeFinder = {
  name: 'data-3/cost-of-features',
  find: (request) => ({ checks: [...bounded(request), ...benchmarks(request)] }),
};

const COST = /^(?:time\.(?:time|perf_counter|process_time|monotonic)(?:_ns)?|timeit\.(?:timeit|repeat|default_timer)|tracemalloc\.(?:get_traced_memory|take_snapshot)|memory_profiler\.memory_usage|psutil\.(?:\w+\.)*memory_info|sys\.getsizeof|resource\.getrusage|pympler\.asizeof\.asizeof)$/;
const FEATURE = /(?:^|_)(?:feature\w*|pre_?process\w*|transform\w*|vectori[sz]\w*|encod\w*|token\w*|embed\w*|extract\w*|clean\w*)(?:_|$)/i;

function bounded(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
    const { cone, oracle, at, id, inside } = judged;
    if (oracle.kind === 'raises') return [];
    const cost = cone.calls.find(({ name }) => COST.test(name));
    const feature = cost === undefined ? undefined : featureIn(facts, judged, cost.call);
    if (cost === undefined || feature === undefined) return [];
    const shallow = cost.name === 'sys.getsizeof' ? shallowSize(facts, cost.call, judged) : null;
    return [{ items: ['data-3'], at, text: `${inside === null || inside.name === '' ? 'the file' : `\`${inside.name}\``} bounds what \`${feature}\` costs`, isReal: shallow ?? judged.isReal, data: 'unknown', ranBy: { kind: 'function', id } }];
  });
}

/** The feature code between the measurements, or what is measured. */
function featureIn(facts: Facts, { node }: Judged, cost: Call): string | undefined {
  const around = enclosing(node, ['FunctionDef']);
  const inside: readonly Node[] = callsOf(facts).flatMap(({ node: call }) => (around === null || (call.start >= around.start && call.end <= around.end) ? [call] : []));
  for (const call of inside) {
    if (call.kind !== 'Call' || call === cost) continue;
    const target = targetOf(facts, call);
    const name = target?.name ?? nameOfCall(facts, call).split('.').at(-1) ?? '';
    if (FEATURE.test(name) && !/^(?:to|from)_/.test(name)) return name;
  }
  const [measured] = cost.arguments;
  const word = measured?.kind === 'Name' ? measured.id : measured?.kind === 'Attribute' ? measured.attribute : '';
  return FEATURE.test(word) ? word : undefined;
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
  return callsOf(facts).flatMap(({ node }): readonly FoundCheck[] => {
    const isBenchmark = (node.callee.kind === 'Name' && node.callee.id === 'benchmark') || (node.callee.kind === 'Attribute' && node.callee.attribute === 'pedantic');
    const [first] = node.arguments;
    const name = first?.kind === 'Name' ? first.id : first?.kind === 'Attribute' ? first.attribute : '';
    if (!isBenchmark || !FEATURE.test(name)) return [];
    const at = placeOf(node);
    return [{ items: ['data-3'], at, text: `a benchmark measures \`${name}\``, isReal: { answer: 'unknown', links: [{ at, text: 'it fails only where a command compares it with an earlier run' }] }, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(node) } }];
  });
}
