/** Statistics validated by TensorFlow Data Validation: anomalies are returned, nothing raises. */
import type { CodeFinder } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import { writtenArgument } from '../../../api/python/call-arguments.ts';
import type { Call, Expression } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { nameOfCall } from '../cone.ts';
import type { CodeRequest } from '../judged.ts';
import { checksByResult } from '../results.ts';
import { sourceOf } from '../source-of.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/tfdv',
  find: (request) => ({
    checks: checksByResult(request, {
      items: ['data-1'],
      is: (_, name) => /^tensorflow_data_validation\.(?:\w+\.)*(?:validate_statistics|validate_examples_in_tfrecord|validate_examples_in_csv|validate_instance)$/.test(name),
      text: '`{call}` checks statistics against a schema',
      voids: (call) => ownReference(call, request),
    }),
  }),
};

/** A schema inferred from the very statistics it is held against finds next to nothing. */
function ownReference(call: Call, { facts, placeOf }: CodeRequest): Outcome | null {
  const statistics = writtenArgument(call, { name: 'statistics', position: 0 });
  const schema = writtenArgument(call, { name: 'schema', position: 1 });
  const made = schema === null ? null : sourceOf(facts, schema);
  if (statistics === null || made?.kind !== 'Call' || !/^tensorflow_data_validation\.(?:\w+\.)*infer_schema$/.test(nameOfCall(facts, made))) return null;
  const basis = writtenArgument(made, { name: 'statistics', position: 0 });
  if (basis === null || !isSame(facts, basis, statistics)) return null;
  return { answer: 'no', links: [{ at: placeOf(made), text: 'the schema is inferred from the very statistics it is held against' }] };
}

function isSame(facts: Facts, a: Expression, b: Expression): boolean {
  const [one, other] = [sourceOf(facts, a), sourceOf(facts, b)];
  return one === other || (one.kind !== 'Call' && facts.textOf(one) === facts.textOf(other));
}
