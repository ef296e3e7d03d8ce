/** Places where a loss of PyTorch is computed, whether by a loss object or a function, and the loss's own place. */
import type { CallEvent } from './event.ts';
import type { Facts } from './facts.ts';
import type { Call, Expression } from './syntax.ts';

export interface LossCall {
  readonly event: CallEvent;
  /** Last name of the class or function: `CrossEntropyLoss`, `cross_entropy`. */
  readonly name: string;
  /** What is measured. */
  readonly prediction: Expression;
  /** The call that made the loss object; the call itself for functions. Null when the object came from elsewhere. */
  readonly made: Call | null;
}

/** In the order they happen; losses whose prediction cannot be seen are left out. */
export function lossCalls(facts: Facts): readonly LossCall[] {
  return facts.once(findLossCalls);
}

function findLossCalls(facts: Facts): readonly LossCall[] {
  return facts.calls.flatMap((event) => lossCall(event) ?? []);
}

function lossCall(event: CallEvent): LossCall | null {
  const { receiver, api, node } = event;
  const isObject = receiver?.kind === 'object' && receiver.api?.is === 'loss' && /\.(?:__call__|forward)$/u.test(event.name ?? '');
  const loss = isObject ? receiver.api : api;
  if (loss?.is !== 'loss' || loss.names[0]?.startsWith('torch.') !== true || (!isObject && !/\.functional\.\w+$/u.test(loss.names[0]))) return null;
  const prediction = argumentOf(node, loss.prediction ?? 'input');
  if (prediction === null) return null;
  return { event, name: loss.names[0].split('.').at(-1) ?? '', prediction, made: isObject ? receiver.call : node };
}

function argumentOf({ arguments: positional, keywords }: Call, parameter: string): Expression | null {
  const named = keywords.find(({ name }) => name === parameter);
  const [first] = positional;
  if (named !== undefined) return named.value;
  return first === undefined || first.kind === 'Starred' ? null : first;
}
