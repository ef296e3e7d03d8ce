/** Steps of PyTorch's optimizers inside loops, and what else runs in the turns of those loops. */
import { walk } from './children.ts';
import type { CallEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { assignedValue } from './name-value.ts';
import { enclosing, type Call, type Expression, type For, type FunctionDef, type Lambda, type Node, type While } from './syntax.ts';
import type { ObjectValue, Value } from './value.ts';

export interface OptimizerStep {
  readonly event: CallEvent;
  /** What is written for the optimizer: `optimizer`, `self.opt`. */
  readonly written: Expression;
  /** Null where only its name tells that it is an optimizer. */
  readonly optimizer: ObjectValue | null;
  /** The innermost loop around it, across calls. */
  readonly loop: For | While;
  /** The function that computes the loss once more, where one is given. */
  readonly closure: FunctionDef | Lambda | null;
}

/** Steps in loops around which the optimizer stays the same one. One for each place and loop. */
export function optimizerSteps(facts: Facts): readonly OptimizerStep[] {
  return facts.once(findSteps);
}

function findSteps(facts: Facts): readonly OptimizerStep[] {
  const made = creations(facts);
  const seen = new Map<Call, Node>();
  return facts.calls.flatMap((event) => {
    const step = optimizerStep(event, made);
    if (step === null || seen.get(event.node) === step.loop) return [];
    seen.set(event.node, step.loop);
    return [step];
  });
}

function creations(facts: Facts): ReadonlyMap<number, CallEvent> {
  const made = new Map<number, CallEvent>();
  for (const event of facts.calls) {
    const { result } = event;
    if (result.kind === 'object' && result.call === event.node && !made.has(result.id)) made.set(result.id, event);
  }
  return made;
}

function optimizerStep(event: CallEvent, made: ReadonlyMap<number, CallEvent>): OptimizerStep | null {
  const { node, receiver, loops } = event;
  const loop = loops.at(-1)?.loop;
  if (node.callee.kind !== 'Attribute' || node.callee.attribute !== 'step' || (loop?.kind !== 'For' && loop?.kind !== 'While')) return null;
  const [first] = event.arguments;
  const isScaler = receiver?.kind === 'object' && /\.GradScaler$/u.test(receiver.className ?? '');
  const value = isScaler ? (first?.value ?? null) : receiver;
  const written = isScaler ? node.arguments[0] : node.callee.value;
  if (value === null || written === undefined || first?.node.kind === 'Starred') return null;
  const optimizer = libraryOptimizer(value);
  if (optimizer === null && !(value.kind === 'unknown' && isOptimizerParameter(written))) return null;
  if (optimizer !== null && made.get(optimizer.id)?.loops.some((turn) => turn.loop === loop) === true) return null;
  const closure = isScaler ? null : (first?.value ?? null);
  const definition = closure?.kind === 'callable' && closure.definition?.kind !== 'ClassDef' ? (closure.definition ?? null) : null;
  return closure !== null && definition === null ? null : { event, written, optimizer, loop, closure: definition };
}

/** Optimizers of PyTorch itself: those of projects may clear gradients in `step`. */
function libraryOptimizer(value: Value): ObjectValue | null {
  return value.kind === 'object' && value.definition === null && /^torch\.optim\.\w+$/u.test(value.className ?? '') ? value : null;
}

/** A parameter called `optimizer`, in a function that the program does not call. */
function isOptimizerParameter(written: Expression): boolean {
  if (written.kind !== 'Name' || !/^(?:optim(?:i[sz]er)?|opt)$/u.test(written.id) || assignedValue(written) !== null) return false;
  const around = enclosing(written, ['FunctionDef']);
  return around?.parameters.some(({ name, annotation }) => name === written.id && annotation === null) === true;
}

/** The bodies that run in a turn of the step's loop: the loop's own, those of functions called in it, and the closure. */
export function bodiesOfTurn({ loop, closure }: OptimizerStep, facts: Facts): readonly Node[] {
  const bodies = new Set<Node>([loop]);
  if (closure !== null) bodies.add(closure);
  for (const event of facts.events) {
    if (event.inFunction !== null && event.loops.some((turn) => turn.loop === loop) && !isInside(event.inFunction, loop) && !isInside(loop, event.inFunction)) bodies.add(event.inFunction);
  }
  return [...bodies];
}

/** Calls of `backward`, in the order of the text. */
export function backwardCalls(body: Node): readonly Call[] {
  const calls: Call[] = [];
  walk(body, (node) => {
    if (node.kind === 'Call' && node.callee.kind === 'Attribute' && node.callee.attribute === 'backward') calls.push(node);
  });
  return calls;
}

const CLEARING_NAME = /(?:zero|clear|reset|null|wipe|none|empty|flush)\w*grad|grad\w*(?:zero|clear|reset|none)/iu;

/** The first place that may clear gradients: `zero_grad`, `grad.zero_()`, `p.grad = None`, a helper named for it. */
export function clearingIn(body: Node): Node | null {
  let found: Node | null = null;
  walk(body, (node) => {
    if (found === null && clears(node)) found = node;
    return found === null ? undefined : 'skip';
  });
  return found;
}

function clears(node: Node): boolean {
  switch (node.kind) {
    case 'Name':
      return CLEARING_NAME.test(node.id);
    case 'Attribute':
      return CLEARING_NAME.test(node.attribute);
    case 'Keyword':
      return node.name === 'set_to_none';
    case 'Assign':
      return node.targets.some((target) => target.kind === 'Attribute' && target.attribute === 'grad');
    case 'AugAssign':
      return node.target.kind === 'Attribute' && node.target.attribute === 'grad';
    case 'Call':
      return node.callee.kind === 'Attribute' && node.callee.attribute.endsWith('_') && isGradient(node.callee.value);
    case 'Constant':
      return node.value === 'zero_grad' || (node.value === 'grad' && node.parent.kind === 'Call' && node.parent.callee.kind === 'Name' && node.parent.callee.id === 'setattr');
    default:
      return false;
  }
}

/** `p.grad.zero_()`, `p.grad.data.fill_(0)` */
function isGradient(value: Expression): boolean {
  return value.kind === 'Attribute' && (value.attribute === 'grad' || isGradient(value.value));
}

export function isInside(node: Node, outer: Node): boolean {
  for (let at: Node | null = node; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}
