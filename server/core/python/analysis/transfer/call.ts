/** A library call on its way: its site, the machine, its call event, and ways to read its arguments by name or place. */
import type { Confidence } from '../../../../../rules/api/finding.ts';
import type { Argument, CallEvent, Event } from '../../../../../rules/api/python/event.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import type { CallSite, Machine } from '../machine.ts';
import { moduleOf } from '../../../../../rules/api/python/syntax.ts';
import { constantOf, isNone, unknownValue } from '../values.ts';

export interface LibraryCall {
  readonly site: CallSite;
  readonly machine: Machine;
  /** Logged before what follows from the call; its result is filled in at the end. */
  readonly event: CallEvent;
  /** For people, without module: `StandardScaler`, `mean`. */
  readonly shortName: string;
}

/** Logs the call, with a result that is not known yet. */
export function beginCall(site: CallSite, machine: Machine): LibraryCall {
  const event = machine.emit<CallEvent>({
    kind: 'call',
    node: site.node,
    name: site.name,
    nameConfidence: site.nameConfidence,
    api: site.api,
    receiver: site.receiver,
    arguments: site.arguments,
    result: unknownValue([]),
    isResultDropped: site.isResultDropped,
  });
  return { site, machine, event, shortName: site.lastName ?? site.name?.split('.').at(-1) ?? 'call' };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Fills in what was not known when the event was logged: events and the values they made name each other, so that one of the two
 * must exist first. Only for use by who logged the event, before its call ends.
 */
export function fillIn<E extends Event>(event: E, late: Partial<E>): void {
  Object.assign(event as Writable<E>, late);
}

/** Returns the receiver when it is a value, not the module a function stands in. */
export function receiverOf({ site }: LibraryCall): Value | null {
  return site.receiver === null || site.receiver.kind === 'module' || site.receiver.kind === 'callable' ? null : site.receiver;
}

/** Returns the argument bound to the parameter; `self` is the receiver. Null when it is not given. */
export function argument(call: LibraryCall, parameter: string): Value | null {
  if (parameter === 'self') return receiverOf(call);
  return call.site.arguments.find((each) => each.name === parameter)?.value ?? null;
}

/** Returns all arguments bound to the parameter: several for `*arrays`. */
export function argumentsNamed(call: LibraryCall, parameter: string): readonly Value[] {
  if (parameter === 'self') return [receiverOf(call)].filter((each) => each !== null);
  return call.site.arguments.filter((each) => each.name === parameter).map((each) => each.value);
}

/** Returns the first argument of one of the names, or else the one in that place if it is bound to no other parameter. */
export function argumentOrPlace(call: LibraryCall, parameters: readonly string[], place: number): Value | null {
  for (const parameter of parameters) {
    const value = argument(call, parameter);
    if (value !== null) return value;
  }
  return positional(call)[place]?.value ?? null;
}

/** Returns the arguments whose parameter is not known, in order, with gaps for those that are bound. */
function positional({ site }: LibraryCall): readonly (Argument | null)[] {
  const keywords = new Set<unknown>(site.node.keywords);
  const written = site.arguments.filter((each) => !keywords.has(each.node) && !keywords.has(each.node.parent));
  return written.map((each) => (each.name === null ? each : null));
}

/** Returns the constant a parameter is given; undefined when it is not given or not known. */
export function constantArgument(call: LibraryCall, parameter: string): string | number | boolean | null | undefined {
  return constantOf(argument(call, parameter));
}

/** Whether the parameter is given and not None; null when arguments are hidden from view. */
export function isGiven(call: LibraryCall, parameter: string): boolean | null {
  const value = argument(call, parameter);
  if (value !== null) return !isNone(value);
  return call.site.isArgumentListComplete ? false : null;
}

/** Returns a symbol for this call, in this turn. */
export function symbolHere(call: LibraryCall, what: string): number {
  return call.machine.symbolOf(call.site.node, what);
}

/** Returns a symbol that equals that of every other call with the same description in the program. */
export function symbolByText(call: LibraryCall, text: string): number {
  return call.machine.symbolOf(moduleOf(call.site.node), text);
}

/** How sure what the call means is. */
export function callConfidence({ site }: LibraryCall): Confidence {
  return site.nameConfidence;
}
