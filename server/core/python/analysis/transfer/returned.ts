/** Values of calls that say only what kind of thing they return. */
import type { Returns } from '../../../../../rules/api/python/knowledge.ts';
import type { Data, Influence, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import { constant, dataOver, influencesOf, mergeInfluences, plainObject, unknownScalar, unknownValue, weakest, withConfidence, withInfluences } from '../values.ts';
import type { LibraryCall } from './call.ts';
import { expressionsWithin, makesExpression } from './expressions.ts';
import { callConfidence, receiverOf, symbolHere } from './call.ts';

/** Returns what entered the call: receiver and arguments. */
export function inputsOf(call: LibraryCall): readonly Value[] {
  const receiver = receiverOf(call);
  const given = call.site.arguments.map((each) => each.value);
  return receiver === null ? given : [receiver, ...given];
}

export function influencesOfInputs(call: LibraryCall): readonly Influence[] {
  return mergeInfluences(...inputsOf(call).map((input) => influencesOf(input)));
}

/** Returns a value nobody knows more of than what entered the call. Data among it leaves rows that may be any of its. */
export function unknownResult(call: LibraryCall): Value {
  const inputs = inputsOf(call);
  const first = inputs.find((input): input is Data => input.kind === 'data');
  if (first === undefined) return withInfluences(unknownValue(inputs), influencesOfInputs(call));
  const rows = call.machine.terms.unknown(inputs.flatMap((input) => (input.kind === 'data' ? [input.rows] : [])), call.site.node);
  return dataOver(rows, { influences: influencesOfInputs(call), confidence: 'possible', history: first.history });
}

/** Returns the value that `returns` describes; `base` is the data the result goes back to, null when there is none. */
export function returned(returns: Returns | undefined, base: Data | null, call: LibraryCall): Value {
  const influences = influencesOfInputs(call);
  if (returns === undefined) return base ?? unknownResult(call);
  if (returns === 'none') return constant(null);
  if (returns === 'scalar') return unknownScalar('unknown', { influences, symbol: symbolHere(call, 'number') });
  if (returns === 'self') return receiverOf(call) ?? ownerOf(call);
  if (returns === 'unknown') return base === null ? unknownResult(call) : withConfidence(unknownResult(call), 'possible');
  if ('object' in returns) return makeObject(call, returns.object, makesExpression(returns.object, call.machine) ? { parts: inputsOf(call).flatMap((input) => expressionsWithin(input)) } : {});
  const form = { form: returns.form, className: returns.className ?? null };
  if (base !== null) return { ...base, ...form };
  const from = inputsOf(call).flatMap((input) => (input.kind === 'data' ? [input.rows] : []));
  return dataOver(call.machine.terms.unknown(from, call.site.node), { ...form, influences, confidence: weakest(callConfidence(call), from.length === 0 ? 'certain' : 'likely') });
}

/** The object a method was called on when only its class is known: `SparkSession.builder.appName('x')`. */
function ownerOf(call: LibraryCall): Value {
  const owner = call.site.name?.slice(0, call.site.name.lastIndexOf('.')) ?? '';
  return call.machine.knowledge.method([owner], call.shortName) === null ? unknownResult(call) : makeObject(call, owner);
}

/** Makes an object of a library's class from the call, with its arguments by parameter. */
export function makeObject(call: LibraryCall, className: string, of: Partial<Omit<ObjectValue, 'kind' | 'id'>> = {}): ObjectValue {
  const { site, machine } = call;
  let place = 0;
  const given = site.arguments.map(({ name, value }): readonly [string, Value] => {
    if (name !== null) return [name, value];
    place += 1;
    return [`*${place - 1}`, value];
  });
  return machine.createObject(
    plainObject({
      className,
      api: machine.knowledge.find(className) ?? site.api,
      bases: machine.knowledge.basesOf(className),
      arguments: new Map(given),
      call: site.node,
      influences: influencesOfInputs(call),
      confidence: site.nameConfidence,
      ...of,
    }),
  );
}
