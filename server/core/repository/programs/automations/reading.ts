/** Reading arguments and times from calls of schedulers. */
import { isExampleCode } from '../../../../../rules/api/python/code-purpose.ts';
import type { Call, Expression, FunctionDef } from '../../../../../rules/api/python/syntax.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import type { Outcome, RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import type { Doing, Job, Trigger } from '../../../../../rules/api/repository/automation.ts';
import type { FunctionId } from '../../../../../rules/api/repository/program.ts';
import { isCron } from '../../automation/cron.ts';
import { noBecause, quoted, unknownBecause } from '../../automation/outcomes.ts';
import { definitionsOf } from '../callees.ts';
import { sourceOf } from '../oracles/origins.ts';
import type { ProgramView } from '../program-view.ts';

/** Whether a schedule fires that the program itself waits for: nobody keeps an example running. */
export function firesWhileRunning(at: RepositoryPlace, view: ProgramView): Outcome {
  if (isExampleCode(view.facts.document)) return noBecause(at, 'it is an example, which fires for nobody before it is copied');
  return unknownBecause(at, 'it fires as long as this program runs');
}

/** What a keyword is given; null when it is left out. */
export function keyword(call: Call, ...names: readonly string[]): Expression | null {
  return call.keywords.find(({ name }) => name !== null && names.includes(name))?.value ?? null;
}

/** The text an expression is, names followed; null when it is none that is known. */
export function textOf(expression: Expression | null, view: ProgramView): string | null {
  if (expression === null) return null;
  const source = sourceOf(expression);
  if (source.kind === 'Constant') return typeof source.value === 'string' ? source.value : null;
  const value = view.facts.valueOf(expression);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
}

export function isTrue(expression: Expression | null): boolean | null {
  if (expression === null) return null;
  const source = sourceOf(expression);
  return source.kind === 'Constant' && source.type === 'bool' ? source.value === true : null;
}

/** The function of the project an expression stands for. */
export function functionOf(expression: Expression | null, view: ProgramView): { readonly id: FunctionId; readonly node: FunctionDef } | null {
  if (expression === null) return null;
  for (const definition of definitionsOf(expression, view)) {
    const id = definition.kind === 'FunctionDef' ? view.idOf(definition) : null;
    if (definition.kind === 'FunctionDef' && id !== null) return { id, node: definition };
  }
  return null;
}

/** The trigger of a time as text: cron, `@daily`. */
export function triggerAt(time: string, node: Expression, view: ProgramView): Trigger {
  const at = view.placeOf(node);
  const fires = time === '@once' ? noBecause(at, 'it runs only once') : isCron(time) || time === '@continuous' ? YES : unknownBecause(at, `${quoted(time)} is no time that is known`);
  return { kind: 'schedule', at, fires };
}

interface OneJob {
  readonly name: string;
  readonly node: Expression | FunctionDef;
  readonly does: Doing;
  readonly view: ProgramView;
}

/** A job of a single step. */
export function jobOf({ name, node, does, view }: OneJob, of: Partial<Pick<Job, 'id' | 'needs' | 'runs' | 'enforced'>> = {}): Job {
  const at = view.placeOf(node);
  const { id = name, needs = [], runs = YES, enforced = YES } = of;
  return { id, name, at, needs, runs, enforced, steps: [{ name, at, runs: YES, enforced: YES, does }] };
}

/** `no` with its link when the switch is off. */
export function paused(expression: Expression | null, view: ProgramView): Outcome | null {
  if (expression === null || isTrue(expression) !== true) return null;
  return noBecause(view.placeOf(expression), 'it is paused until somebody starts it');
}
