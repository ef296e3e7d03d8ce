/** Where Keras models are given one of the cross-entropies, with the last layer they have by then. */
import type { CallEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { argumentOf, kerasHead, type KerasHead } from './keras-head.ts';
import type { Expression } from './syntax.ts';
import type { ObjectValue, Value } from './value.ts';

export type LossKind = 'binary' | 'categorical' | 'sparse';

export interface KerasCompilation {
  readonly model: ObjectValue;
  readonly loss: LossKind;
  /** Null when unknown. */
  readonly fromLogits: boolean | null;
  readonly lossValue: Value;
  readonly lossNode: Expression;
  readonly head: KerasHead;
}

const LOSS_NAMES: Readonly<Record<string, LossKind>> = {
  binarycrossentropy: 'binary',
  bce: 'binary',
  categoricalcrossentropy: 'categorical',
  sparsecategoricalcrossentropy: 'sparse',
};

/** The losses as texts. */
export const LOSS_TEXT: Readonly<Record<LossKind, string>> = { binary: 'binary_crossentropy', categorical: 'categorical_crossentropy', sparse: 'sparse_categorical_crossentropy' };

/** Models given one of the cross-entropies; others have no say in what the last layer should be. */
export function kerasCompilations(facts: Facts): readonly KerasCompilation[] {
  return facts.once(findCompilations);
}

function findCompilations(facts: Facts): readonly KerasCompilation[] {
  return facts.calls.flatMap((event) => compilation(event, facts) ?? []);
}

function compilation(event: CallEvent, facts: Facts): KerasCompilation | null {
  const { node, receiver } = event;
  if (node.callee.kind !== 'Attribute' || node.callee.attribute !== 'compile' || receiver?.kind !== 'object') return null;
  const given = event.arguments.find(({ name }) => name === 'loss');
  const lossNode = argumentOf(node, ['loss'], 1);
  const loss = given === undefined ? null : lossKind(given.value);
  const head = loss === null ? null : kerasHead(receiver, facts);
  if (given === undefined || lossNode === null || loss === null || head === null) return null;
  return { model: receiver, loss, fromLogits: fromLogits(given.value), lossValue: given.value, lossNode, head };
}

function lossKind(value: Value): LossKind | null {
  const name = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : value.kind === 'object' ? value.className : value.kind === 'callable' ? value.name : null;
  if (name === null || (value.kind !== 'scalar' && !name.startsWith('keras.losses.'))) return null;
  return LOSS_NAMES[(name.split('.').at(-1) ?? '').replaceAll('_', '').toLowerCase()] ?? null;
}

function fromLogits(value: Value): boolean | null {
  if (value.kind !== 'object') return false;
  const given = value.arguments.get('from_logits');
  if (given === undefined) return false;
  return given.kind === 'scalar' && typeof given.value === 'boolean' ? given.value : null;
}
