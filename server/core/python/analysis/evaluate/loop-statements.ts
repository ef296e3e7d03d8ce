/** `for` and `while`: turns, the ways out of them, and what is known after them. */
import type { For, Statement, While } from '../../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { unknownScalar } from '../values.ts';
import { assign } from './assign.ts';
import { joinExit } from './branches.ts';
import type { Completion } from './branches.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { runTurns } from './loops.ts';
import { withPosition } from './run.ts';
import type { Run } from './run.ts';
import { execute } from './statements.ts';
import type { Changes } from './store.ts';

/** Where ways out of a loop are kept until they arrive. */
export interface LoopExits {
  readonly breaks: Changes[];
  readonly continues: Changes[];
}

export function runFor(node: For, frame: Frame, run: Run): Completion {
  const { target, iter, body, orelse } = node;
  return runLoop(node, evaluate(iter, frame, run), (element) => {
    if (element !== null) assign(target, element, frame, run);
    return execute(body, frame, run);
  }, { orelse, frame, run });
}

export function runWhile(node: While, frame: Frame, run: Run): Completion {
  return runLoop(node, null, () => {
    evaluate(node.test, frame, run);
    return execute(node.body, frame, run);
  }, { orelse: node.orelse, frame, run });
}

/** Runs a turn that stands for all later ones: constants that differ from turn to turn have no known value after it. */
function runWidened(turn: () => void, run: Run): void {
  const mark = run.store.fork();
  turn();
  for (const [slots, changed] of run.store.keep(mark)) {
    for (const [key, before] of changed) {
      const after = slots.get(key);
      if (before?.kind !== 'scalar' || after?.kind !== 'scalar' || before.value === undefined || Object.is(before.value, after.value)) continue;
      if (after.value !== undefined) run.store.set(slots, key, unknownScalar(after.type, { influences: after.influences }));
    }
  }
}

interface AfterLoop {
  readonly orelse: readonly Statement[];
  readonly frame: Frame;
  readonly run: Run;
}

function runLoop(node: For | While, over: Value | null, body: (element: Value | null) => Completion, { orelse, frame, run }: AfterLoop): Completion {
  const exits: LoopExits = { breaks: [], continues: [] };
  let completion = 'next' as Completion;
  withPosition({ exits }, run, () => {
    runTurns(node, over, ({ element, standsForLater }) => {
      const turn = (): void => {
        completion = body(element);
        for (const changes of exits.continues.splice(0)) joinExit(changes, run);
      };
      if (standsForLater) runWidened(turn, run);
      else turn();
      return completion === 'next' || completion === 'continue';
    }, run);
  });
  for (const changes of exits.breaks) joinExit(changes, run);
  if (completion === 'return') return 'return';
  if (completion !== 'break') execute(orelse, frame, run);
  return 'next';
}
