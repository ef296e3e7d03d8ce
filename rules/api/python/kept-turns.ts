/** Loops that train on and keep the turn that does best on held-out rows: `if accuracy > best: torch.save(...)`. */
import { walk } from './children.ts';
import type { Facts } from './facts.ts';
import { heldOutUses, isSameModel, loopsBetween, wayTo } from './held-out-use.ts';
import type { HeldOutUse } from './held-out-use.ts';
import type { For, If, Node, While } from './syntax.ts';

export interface KeptTurn {
  /** The score that decides. */
  readonly use: HeldOutUse;
  /** Keeps the state, or stops. */
  readonly choice: If;
}

/** Returns each choice once. Ask by `facts.once(keptTurns)`. */
export function keptTurns(facts: Facts): readonly KeptTurn[] {
  const uses = facts.once(heldOutUses).filter(({ way }) => way === 'scored');
  const kept = uses.flatMap((use, index) => uses.slice(index + 1).flatMap((later) => (isSameModel(use, later) ? keptBetween(use, later, uses) : [])));
  return kept.filter(({ choice }, index) => kept.findIndex((other) => other.choice === choice) === index);
}

function keptBetween(use: HeldOutUse, later: HeldOutUse, uses: readonly HeldOutUse[]): readonly KeptTurn[] {
  if (use.event.node !== later.event.node) return [];
  const loops = loopsBetween(use, later).filter((loop) => loop.kind === 'For' || loop.kind === 'While');
  return loops.flatMap((loop) => choicesIn(loop).flatMap((choice) => (decides(use, { choice, loop }, uses) ? [{ use, choice }] : [])));
}

function choicesIn(loop: For | While): readonly If[] {
  const choices: If[] = [];
  for (const statement of loop.body) {
    walk(statement, (node) => {
      if (node.kind === 'If' && comparesNames(node.test) && keepsState(node)) choices.push(node);
      return node.kind === 'FunctionDef' || node.kind === 'ClassDef' ? 'skip' : undefined;
    });
  }
  return choices;
}

function comparesNames(test: Node): boolean {
  return namesIn(test).size >= 2 && test.kind === 'Compare' && test.operators.every((operator) => ['<', '<=', '>', '>='].includes(operator));
}

const KEEPING = /^(?:save|save_\w+|dump|deepcopy|state_dict|get_weights|export\w*)$/u;

function keepsState({ body }: If): boolean {
  let isKeeping = false;
  for (const statement of body) {
    walk(statement, (node) => {
      const callee = node.kind === 'Call' ? node.callee : null;
      const name = callee?.kind === 'Attribute' ? callee.attribute : callee?.kind === 'Name' ? callee.id : '';
      if (KEEPING.test(name)) isKeeping = true;
    });
  }
  return isKeeping;
}

/** Whether the choice rests on this score, and on no score of other rows. */
function decides(use: HeldOutUse, { choice, loop }: { readonly choice: If; readonly loop: For | While }, uses: readonly HeldOutUse[]): boolean {
  const slice = sliceOf(choice, loop);
  const isIn = (each: HeldOutUse): boolean => wayTo(each).some((node) => slice.some(({ start, end }) => start <= node.start && node.end <= end));
  return isIn(use) && uses.every((other) => other.test.rows === use.test.rows || !isIn(other));
}

/** Returns the assignments in the loop that the test of the choice goes back to. */
function sliceOf(choice: If, loop: For | While): readonly Node[] {
  const names = new Set(namesIn(choice.test));
  const slice = new Set<Node>();
  for (let size = -1; size !== slice.size; ) {
    size = slice.size;
    for (const statement of loop.body) {
      walk(statement, (node) => {
        if (node === choice) return 'skip';
        if ((node.kind === 'Assign' || node.kind === 'AugAssign') && (node.kind === 'Assign' ? node.targets : [node.target]).some((target) => [...namesIn(target)].some((name) => names.has(name)))) {
          slice.add(node);
          for (const name of namesIn(node.value)) names.add(name);
        }
        return undefined;
      });
    }
  }
  return [...slice];
}

function namesIn(root: Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(root, (node) => {
    if (node.kind === 'Name') names.add(node.id);
  });
  return names;
}
