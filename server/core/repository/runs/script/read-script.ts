/** The commands of a script: what they are, where they run, and whether the script fails when they do. */
import { UNKNOWN, YES, type Outcome } from '../../../../../rules/api/repository/place.ts';
import { quoted } from '../../automation/outcomes.ts';
import type { ShellCommand, ShellScript } from '../../shell.ts';
import type { ScriptSource } from '../script-source.ts';
import { runBody, type Machine, type Met, type Scope } from './machine.ts';
import { mergeStates, type State, type Switch } from './state.ts';

export interface ScriptStart {
  /** Relative to the root; null when it cannot be told. */
  readonly folder: string | null;
  /** Folder of the script's file, null for steps. */
  readonly scriptFolder: string | null;
  readonly errexit: Switch;
  readonly pipefail: Switch;
  readonly variables: ReadonlyMap<string, string | null>;
}

export interface ScriptCommand {
  readonly words: readonly (string | null)[];
  readonly start: number;
  readonly end: number;
  readonly folder: string | null;
  /** Text it reads as its input; null when there is none or only the shell knows it. */
  readonly input: string | null;
  readonly enforced: Outcome;
  readonly isUnconditional: boolean;
}

/**
 * Commands of a script that are followed, those that are met at all (what they mean for the script stays unknown beyond the first bound), and
 * steps taken to follow one of them and to meet them all. Our own choice.
 */
const MAX_FOLLOWED = 600;
const MAX_COMMANDS = 10_000;
const MAX_STEPS_EACH = 20_000;
const MAX_MET = 100_000;

/** Steps for all scripts of a repository: some seconds. What is left over stays unknown. Our own choice. */
export const MAX_STEPS = 6_000_000;

export interface Effort {
  stepsLeft: number;
}

/** Returns the commands in the order they run; each once, as it is met first. */
export function readScript(script: ShellScript, { source, start, effort }: { readonly source: ScriptSource; readonly start: ScriptStart; readonly effort: Effort }): readonly ScriptCommand[] {
  const met = meetCommands(script, start);
  return met.map(({ command, words, folder, input, isUnconditional, isCalled }, index) => {
    const budget = Math.min(MAX_STEPS_EACH, effort.stepsLeft);
    const { outcome, used } = isCalled && budget > 0 && index < MAX_FOLLOWED ? follow(script, { command, start, budget, source }) : { outcome: UNKNOWN, used: 0 };
    effort.stepsLeft -= used;
    return { words, start: command.start, end: command.end, folder, input, isUnconditional, enforced: outcome };
  });
}

interface MetCommand extends Met {
  /** False for commands of functions that somebody may call by a name only the shell knows. */
  readonly isCalled: boolean;
}

function meetCommands(script: ShellScript, start: ScriptStart): readonly MetCommand[] {
  const met: MetCommand[] = [];
  const seen = new Map<ShellCommand, Set<string>>();
  const meetAs = ({ isCalled }: Pick<MetCommand, 'isCalled'>) => (one: Met): void => {
    const words = JSON.stringify(one.words);
    const before = seen.get(one.command);
    if (before?.has(words) === true || met.length >= MAX_COMMANDS) return;
    seen.set(one.command, (before ?? new Set()).add(words));
    met.push({ ...one, isCalled });
  };
  const machine: Machine = { followed: null, scriptFolder: start.scriptFolder, functions: new Map(), called: new Set(), budget: MAX_MET, meet: meetAs({ isCalled: true }) };
  runBody(machine, script.body, { from: startState(start), scope: startScope() });
  const isDynamic = met.some(({ words }) => words[0] === null);
  if (!isDynamic) return met;
  const uncalled = [...machine.functions].filter(([name]) => !machine.called.has(name));
  for (const [, body] of uncalled) {
    runBody({ ...machine, meet: meetAs({ isCalled: false }) }, body, { from: startState(start), scope: { ...startScope(), isConditional: true } });
  }
  return met;
}

interface Following {
  readonly command: ShellCommand;
  readonly start: ScriptStart;
  readonly budget: number;
  readonly source: ScriptSource;
}

function follow(script: ShellScript, { command, start, budget, source }: Following): { readonly outcome: Outcome; readonly used: number } {
  const machine: Machine = { followed: command, scriptFolder: start.scriptFolder, functions: new Map(), called: new Set(), budget, meet: () => undefined };
  const scope = startScope();
  const end = runBody(machine, script.body, { from: startState(start), scope });
  const merged = [...scope.exits, ...scope.returns, end].reduce<State | null>(mergeStates, null);
  const used = budget - Math.max(0, machine.budget);
  if (merged === null || !merged.isHit || machine.budget < 0 || script.isBroken) return { outcome: merged?.isHit === true && merged.status === 'failed' && !script.isBroken ? YES : UNKNOWN, used };
  return { outcome: outcomeOf(merged, source), used };
}

function outcomeOf(end: State, source: ScriptSource): Outcome {
  if (end.status === 'failed' && !end.trapsExit) return YES;
  if (end.trapsExit || end.isHeard || end.status === 'unknown') return UNKNOWN;
  const { loss } = end;
  return { answer: 'no', links: loss === null ? [] : [{ at: source.placeOf(loss.start, loss.end), text: loss.text.replace('{}', () => quoted(source.text.slice(loss.start, loss.end))) }] };
}

function startState({ folder, variables, errexit, pipefail }: ScriptStart): State {
  return { folder, folders: [], variables, statuses: new Map(), status: 'ok', pipeStatuses: [], errexit, pipefail, isHit: false, loss: null, isHeard: false, trapsExit: false };
}

function startScope(): Scope {
  return { exits: [], returns: [], ignoresErrexit: false, isConditional: false, isInDoubt: false, depth: 0 };
}

