/** Components of TFX that hold statistics against a schema: they note anomalies and stop nothing by themselves. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { YES } from '../../../api/repository/place.ts';
import type { CodeRequest } from '../judged.ts';
import { callsOf, raisingCheck, useOf } from '../results.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/tfx',
  find: (request) => ({
    checks: callsOf(request.facts).flatMap(({ node, name }): readonly FoundCheck[] =>
      /^tfx\.(?:\w+\.)*ExampleValidator$/.test(name) ? [raisingCheck(request, { call: node, items: ['data-1'], text: '`{call}` holds statistics against a schema', isReal: realness(node, request) })] : [],
    ),
  }),
};

function realness(call: Call, { facts, placeOf }: CodeRequest): Outcome {
  const at = placeOf(call);
  if (useOf(facts, call) === 'dropped') return { answer: 'no', links: [{ at, text: 'the component is made and never becomes part of the pipeline' }] };
  return readsAnomalies(facts) ? YES : { answer: 'unknown', links: [{ at, text: 'it notes anomalies, and nothing is seen that reads them' }] };
}

function readsAnomalies(facts: Facts): boolean {
  return facts.nodes('Subscript').some(({ index, value }) => index.kind === 'Constant' && index.value === 'anomalies' && value.kind === 'Attribute' && value.attribute === 'outputs');
}
