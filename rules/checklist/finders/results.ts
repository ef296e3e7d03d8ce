/** Checks that return what they found instead of raising: who judges it, or whether nobody does. */
import type { FoundCheck } from '../../api/checklist/check.ts';
import type { ItemId } from '../../api/checklist/level.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Call, Expression, Name, Node } from '../../api/python/syntax.ts';
import type { Outcome } from '../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import { nameOfCall } from './cone.ts';
import type { CodeRequest } from './judged.ts';
import { judgedIn } from './judged.ts';
import { madeBy } from './made-by.ts';

interface ResultsAsked {
  readonly items: readonly ItemId[];
  /** Whether the call gives such a result. */
  readonly is: (call: Call, name: string) => boolean;
  /** "`{call}` checks a table against expectations"; `{call}` is what is called. */
  readonly text: string;
  /** A proof that this one cannot find anything, whatever is done with its result. */
  readonly voids?: (call: Call) => Outcome | null;
  /** What its result is, for people: "result". */
  readonly data?: FoundCheck['data'];
}

/** One check per oracle that judges such a result, and one per result that nothing judges. */
export function checksByResult(request: CodeRequest, { is, items, text, voids = () => null, data = 'unknown' }: ResultsAsked): readonly FoundCheck[] {
  const { facts, placeOf, ownerOf } = request;
  const judgedCalls = new Set<Node>();
  const found: FoundCheck[] = [];
  for (const judged of judgedIn(request)) {
    const hit = judged.cone.calls.find(({ call, name }) => is(call, name));
    if (hit === undefined) continue;
    for (const { call, name } of judged.cone.calls) if (is(call, name)) judgedCalls.add(call);
    found.push({
      items,
      at: judged.at,
      text: text.replace('{call}', calleeText(facts, hit.call)),
      isReal: voids(hit.call) ?? judged.isReal,
      data,
      ranBy: { kind: 'function', id: judged.id },
    });
  }
  for (const { node, name } of callsOf(facts)) {
    if (judgedCalls.has(node) || !is(node, name)) continue;
    found.push({ items, at: placeOf(node), text: text.replace('{call}', calleeText(facts, node)), isReal: voids(node) ?? unjudged(facts, node, request), data, ranBy: { kind: 'function', id: ownerOf(node) } });
  }
  return found;
}

/** Calls of this document with their names. */
export function callsOf(facts: Facts): readonly { readonly node: Call; readonly name: string }[] {
  return facts.once(namedCalls);
}

function namedCalls(facts: Facts): readonly { readonly node: Call; readonly name: string }[] {
  return facts.nodes('Call').map((node) => ({ node, name: nameOfCall(facts, node) }));
}

/** What is called, short and on one line. */
export function calleeText(facts: Facts, { callee }: Call): string {
  const text = facts.textOf(callee).replaceAll(/\s+/g, ' ').replaceAll('`', '');
  return text.length > 50 ? `${text.slice(0, 20)}…${text.slice(-28)}` : text;
}

/** No where the result is thrown away or only shown; else nobody knows who reads it. */
function unjudged(facts: Facts, call: Call, { placeOf }: CodeRequest): Outcome {
  const use = useOf(facts, call);
  if (use === 'dropped') return { answer: 'no', links: [{ at: placeOf(call), text: 'nothing reads its result, so nothing fails' }] };
  if (use === 'shown') return { answer: 'no', links: [{ at: placeOf(call), text: 'its result is only shown, so nothing fails' }] };
  return UNKNOWN;
}

type Use = 'dropped' | 'shown' | 'read';

/** What happens to the value of a call, through one name. */
export function useOf(facts: Facts, call: Call): Use {
  const { parent } = call;
  if (parent.kind === 'Expr') return facts.document.kind === 'notebook' ? 'shown' : 'dropped';
  if (parent.kind === 'Call' && isShowing(facts, parent)) return 'shown';
  if (parent.kind !== 'Assign' || parent.targets.length !== 1) return 'read';
  const [target] = parent.targets;
  if (target?.kind !== 'Name') return 'read';
  const binding = facts.names.bindingOf(target) ?? facts.names.scopeOf(target).bindings.get(target.id) ?? null;
  if (binding === null || binding.scope.isOpen) return 'read';
  const reads = binding.reads.filter((read) => read.start > call.end);
  if (reads.length === 0) return 'dropped';
  return reads.every((read) => isShown(facts, read)) ? 'shown' : 'read';
}

function isShown(facts: Facts, read: Name): boolean {
  let at: Node = read;
  while (at.parent !== null && (at.parent.kind === 'Attribute' || at.parent.kind === 'Subscript' || at.parent.kind === 'JoinedStr' || (at.parent.kind === 'Call' && at.parent.callee === at))) {
    if (at.parent.kind === 'Call' && isShowing(facts, at.parent)) return true;
    at = at.parent;
  }
  return at.parent?.kind === 'Call' && isShowing(facts, at.parent);
}

const SHOWING = /^(?:print|display|pprint\.\w+|IPython\.display\.\w+|.*\.(?:display_\w+|print_\w+|show|plot|print|info|debug|warning|error|exception|open_data_docs))$|^(?:logging|log|logger)\.\w+$/;

function isShowing(facts: Facts, call: Call): boolean {
  return SHOWING.test(nameOfCall(facts, call));
}

/** The name at the bottom of a chain of calls and attributes: `pydeequ.VerificationSuite` of `VerificationSuite(spark).onData(df).run()`. */
export function rootName(facts: Facts, expression: Expression): string | null {
  let at = expression;
  for (;;) {
    const name = facts.names.qualifiedName(at);
    if (name !== null) return name;
    if (at.kind === 'Attribute' || at.kind === 'Subscript') at = at.value;
    else if (at.kind === 'Call') at = at.callee;
    else if (at.kind === 'Name') return madeBy(facts, at)?.name ?? null;
    else return null;
  }
}

/** A check that raises by itself. */
export function raisingCheck(request: CodeRequest, { call, items, text, isReal = YES }: { readonly call: Call; readonly items: readonly ItemId[]; readonly text: string; readonly isReal?: Outcome }): FoundCheck {
  const { facts, placeOf, ownerOf } = request;
  return { items, at: placeOf(call), text: text.replace('{call}', calleeText(facts, call)), isReal, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(call) } };
}
