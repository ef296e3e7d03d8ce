/** Metrics over served predictions that are held against a bound, and differences between features at training and serving. */
import type { CodeFinder, DataOrigin, FoundCheck } from '../../../api/checklist/check.ts';
import type { Bound } from '../bounds.ts';
import { boundsOf } from '../bounds.ts';
import type { CodeRequest } from '../judged.ts';
import { computesMetric } from '../metric-calls.ts';
import { computesOwnMetric } from '../own-metrics.ts';
import { pathOf } from '../project-calls.ts';
import { originOf } from '../served-origin.ts';
import type { Judgement } from '../telling.ts';
import { judgementsIn } from '../telling.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'monitor-7/served-quality',
  find: (request) => (isExamplePath(request.program.path) ? {} : { checks: judgementsIn(request).flatMap((each) => [...quality(request, each), ...skew(request, each)]) }),
};

const WATCHES = /monitor|online|live_|_live|served|production|feedback|telemetry|in_prod/i;
const ESTIMATES = /^nannyml\.(?:\w+\.)*\w+\.(?:estimate|calculate)$/;

function quality({ facts, program }: CodeRequest, { node: judging, at, id, cone, isReal, kind, condition }: Judgement): readonly FoundCheck[] {
  // a test that asks for an answer it knows bounds no quality
  if (isTestPath(pathOf(id)) && !boundsOf(facts, { node: judging, tests: condition }).some(isBySize)) return [];
  const isEstimate = cone.calls.some(({ name }) => ESTIMATES.test(name));
  if (!isEstimate && !computesMetric(facts, cone) && !computesOwnMetric(facts, cone)) return [];
  if (!condition.some(({ kind: node }) => node === 'Compare' || node === 'BoolOp' || node === 'UnaryOp' || node === 'Name' || node === 'Call')) return [];
  const data: DataOrigin = originOf(cone, [pathOf(id), id.slice(id.indexOf('::') + 2)]);
  // a bound on held-out rows is a test of the model, unless it calls itself monitoring
  if (data !== 'served' && !WATCHES.test(`${program.path} ${id}`)) return [];
  return [{ items: ['monitor-7'], at, text: `the quality of predictions is held against a bound${kind === 'telling' ? ', and somebody hears of it' : ''}`, isReal, data, ranBy: { kind: 'function', id } }];
}

function isBySize({ operator, left, right, node }: Bound): boolean {
  if (![left, right].some(({ kind }) => kind === 'Constant') && node.kind === 'Call') return true;
  // more than nothing is no quality
  return /^[<>]=?$/.test(operator) && ![left, right].some((side) => side.kind === 'Constant' && side.value === 0);
}

const SKEW = /skew|training_serving|train_serve|serving_training|feature_parity|parity|feature_mismatch|mismatched_features/i;

function skew(_: CodeRequest, { at, id, cone, isReal, condition }: Judgement): readonly FoundCheck[] {
  const names = cone.calls.map(({ name }) => name);
  const both = names.some((name) => /\.get_historical_features$/.test(name)) && names.some((name) => /\.get_online_features$/.test(name));
  const tfdv = names.some((name) => /^tensorflow_data_validation\.validate_statistics$/.test(name)) && [...cone.words].some((word) => /serving|skew/i.test(word));
  const named = cone.calls.some(({ name, target }) => SKEW.test(name.slice(name.lastIndexOf('.') + 1)) && (target !== null || !/\.skew$/.test(name))) || (SKEW.test(id) && condition.length > 0 && names.length > 1);
  if (!both && !tfdv && !named) return [];
  // what a service gives is served; otherwise the rows say it
  const data: DataOrigin = both ? 'served' : originOf(cone, [pathOf(id), id.slice(id.indexOf('::') + 2)]);
  if (!both && !tfdv && !/feature|serv|train/i.test(`${id} ${names.join(' ')}`)) return [];
  return [{ items: ['monitor-3'], at, text: 'features at training and at serving are compared', isReal, data, ranBy: { kind: 'function', id } }];
}
