/** Loops: the body runs once for each known element when they are few, else for two turns that stand for any two. */
import type { LoopTurn } from '../../../../../rules/api/python/event.ts';
import type { Comprehension, DictComp, For, While } from '../../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { iterationOver } from './iterate.ts';
import { latest, withPosition } from './run.ts';
import type { Run } from './run.ts';

export type Loop = LoopTurn['loop'];

/** Nested loops beyond this run one turn: what differs between turns is told by the outer ones. Own choice. */
const MOST_DOUBLED_REPEATS = 8;

export interface Turn {
  /** Null for `while`. */
  readonly element: Value | null;
  /** True for the last of the turns that stand for any number of turns. */
  readonly standsForLater: boolean;
}

/** Runs the turns of a loop. @param body returns false to leave the loop; @param over null for `while` */
export function runTurns(loop: For | While | Comprehension | DictComp, over: Value | null, body: (turn: Turn) => boolean, run: Run): void {
  const iteration = over === null ? null : iterationOver(over, run);
  if (iteration?.kind === 'each') {
    const { elements } = iteration;
    for (const [index, element] of elements.entries()) {
      const goesOn = runTurn({ loop, key: `element ${String(index)}`, repeats: elements.length, isUnrolled: true }, () => body({ element: latest(element, run), standsForLater: false }), run);
      if (!goesOn) return;
    }
    return;
  }
  const isComprehension = loop.kind !== 'For' && loop.kind !== 'While';
  const turns = isComprehension || run.at.repeats >= MOST_DOUBLED_REPEATS ? 1 : 2;
  for (let index = 0; index < turns; index += 1) {
    const goesOn = runTurn({ loop, key: `turn ${String(index)}`, repeats: turns, isUnrolled: false }, (turn) => body({ element: iteration === null ? null : iteration.element(turn), standsForLater: index === turns - 1 }), run);
    if (!goesOn) return;
  }
}

interface TurnToRun {
  readonly loop: Loop;
  readonly key: string;
  readonly repeats: number;
  /** Turns over known elements make objects of their own; other turns stand for any, so their objects are the same ones. */
  readonly isUnrolled: boolean;
}

function runTurn({ loop, key, repeats, isUnrolled }: TurnToRun, body: (turn: number) => boolean, run: Run): boolean {
  const { at, symbols } = run;
  const place = `${String(symbols.ofObject(loop))} ${key}`;
  const context = symbols.ofKey(`turn ${String(at.context)} ${place}`);
  return withPosition(
    {
      loops: [...at.loops, { loop, turn: context }],
      unrolled: at.unrolled + (isUnrolled ? 1 : 0),
      repeats: at.repeats * repeats,
      context,
      objectContext: isUnrolled ? symbols.ofKey(`turn ${String(at.objectContext)} ${place}`) : at.objectContext,
    },
    run,
    () => body(context),
  );
}
