/** What a loop changes from turn to turn, by the names of its targets. */
import { walk } from './children.ts';
import type { LoopTurn } from './event.ts';
import type { Call, Node } from './syntax.ts';

type Loop = LoopTurn['loop'];

/** Whether the turns of a loop repeat one thing: nothing but printing and seeding reads its targets. False for `while`. */
export function isRepetition(loop: Loop): boolean {
  const targets = targetsOf(loop);
  if (loop.kind === 'While') return false;
  return !bodyOf(loop).some((node) => mentions(node, targets, (inner) => isIdle(inner, targets)));
}

/** Whether an expression reads a target of the loops. */
export function variesWith(node: Node, loops: readonly Loop[]): boolean {
  return mentions(node, new Set(loops.flatMap((loop) => [...targetsOf(loop)])), () => false);
}

function targetsOf(loop: Loop): ReadonlySet<string> {
  const targets = loop.kind === 'While' ? [] : loop.kind === 'For' ? [loop.target] : loop.generators.map(({ target }) => target);
  const names = new Set<string>();
  for (const target of targets) {
    walk(target, (node) => {
      if (node.kind === 'Name') names.add(node.id);
    });
  }
  return names;
}

function bodyOf(loop: Exclude<Loop, { kind: 'While' }>): readonly Node[] {
  if (loop.kind === 'For') return loop.body;
  return loop.kind === 'DictComp' ? [loop.key, loop.value] : [loop.element];
}

/** Printing and progress bars. */
const SHOWING_CALLS = /^(?:print|display|info|debug|write|set_description)$/iu;
const SEEDING_CALLS = /seed/iu;
/** Calls that make text or another look of what they are given. */
const TEXT_CALLS = /^(?:str|repr|format|type|round|int|float|len|upper|lower|title|join|ljust|rjust|center|zfill)$/u;
const IDLE_KEYWORDS: ReadonlySet<string | null> = new Set(['random_state', 'seed', 'random_seed', 'desc']);

function isIdle(node: Node, targets: ReadonlySet<string>): boolean {
  if (node.kind === 'Keyword') return IDLE_KEYWORDS.has(node.name);
  if (node.kind !== 'Call') return false;
  return SEEDING_CALLS.test(calleeName(node)) || (SHOWING_CALLS.test(calleeName(node)) && !worksWith(node, targets));
}

/** Whether something is reckoned from the targets to be shown: `print(model.score(X, y))`. */
function worksWith(shown: Call, targets: ReadonlySet<string>): boolean {
  let isWorking = false;
  walk(shown, (node) => {
    if (node !== shown && node.kind === 'Call' && !TEXT_CALLS.test(calleeName(node)) && mentions(node, targets, () => false)) isWorking = true;
    return isWorking ? 'skip' : undefined;
  });
  return isWorking;
}

function calleeName({ callee }: Call): string {
  if (callee.kind === 'Attribute') return callee.attribute;
  return callee.kind === 'Name' ? callee.id : '';
}

function mentions(root: Node, names: ReadonlySet<string>, isLeftOut: (node: Node) => boolean): boolean {
  let isFound = false;
  walk(root, (node) => {
    if (isFound || isLeftOut(node)) return 'skip';
    if (node.kind === 'Name' && names.has(node.id)) isFound = true;
    return undefined;
  });
  return isFound;
}
