/**
 * Runs a script in thought. Without a followed command it meets every command once, in order, with its folder and words. With one it tells
 * how the script ends when that command fails and all others do what they usually do.
 */
import type { ShellCommand, ShellNode, ShellWord } from '../../shell.ts';
import { mergeStates, statusNamed, type Loss, type State, type Status } from './state.ts';
import { runBuiltin } from './builtins.ts';
import { isTest, testStatus } from './tests.ts';
import { fillWords, rawText } from './words.ts';

export interface Machine {
  readonly followed: ShellCommand | null;
  readonly scriptFolder: string | null;
  readonly functions: Map<string, readonly ShellNode[]>;
  readonly called: Set<string>;
  /** Steps left; when they run out, nothing is known. */
  budget: number;
  readonly meet: (met: Met) => void;
}

export interface Met {
  readonly command: ShellCommand;
  readonly words: readonly (string | null)[];
  readonly input: string | null;
  readonly folder: string | null;
  readonly isUnconditional: boolean;
}

export interface Scope {
  /** States in which the script, or the subshell, ended early. */
  readonly exits: State[];
  /** The same for the function. */
  readonly returns: State[];
  /** Inside conditions `set -e` has no effect. */
  readonly ignoresErrexit: boolean;
  readonly isConditional: boolean;
  /** Where commands run only because something failed, nobody knows how they end. */
  readonly isInDoubt: boolean;
  readonly depth: number;
}

/** Calls of functions inside functions, and blocks inside blocks, that are followed. Our own choice. */
const MAX_DEPTH = 60;

export function runBody(m: Machine, body: readonly ShellNode[], { from, scope }: { readonly from: State; readonly scope: Scope }): State | null {
  for (const node of body) if (node.kind === 'function') m.functions.set(node.name, node.body);
  let state: State | null = from;
  for (const node of body) {
    if (state === null) return null;
    state = runNode(m, node, { from: state.isHit && state.status !== 'ok' ? withLoss(state, goesOn(node)) : state, scope });
  }
  return state;
}

function goesOn(node: ShellNode): Loss {
  return { start: node.start, end: node.end, text: 'the script goes on after a failure' };
}

function withLoss(state: State, loss: Loss): State {
  return state.loss === null ? { ...state, loss } : state;
}

interface Place {
  readonly from: State;
  readonly scope: Scope;
}

function runNode(m: Machine, node: ShellNode, { from, scope: outer }: Place): State | null {
  m.budget -= 1;
  const scope = { ...outer, depth: outer.depth + 1 };
  if (m.budget < 0 || scope.depth > MAX_DEPTH) return { ...from, status: 'unknown' };
  switch (node.kind) {
    case 'command':
      return afterStatus(runCommand(m, node, { from, scope }), scope);
    case 'and':
    case 'or':
      return runChoice(m, node, { from, scope });
    case 'not':
      return runNot(m, node, { from, scope });
    case 'pipe':
      return afterStatus(runPipe(m, node.parts, { from, scope }), scope);
    case 'group':
      return runBody(m, node.body, { from, scope });
    case 'subshell':
      return afterStatus(runSubshell(m, node.body, { from, scope }), scope);
    case 'if':
      return runIf(m, node, { from, scope });
    case 'loop':
      return runLoop(m, node, { from, scope });
    case 'case':
      return runCase(m, node.items, { from, scope });
    case 'function':
      return { ...from, status: 'ok' };
    case 'background': {
      const ran = runSubshell(m, [node.body], { from, scope: { ...scope, ignoresErrexit: true } });
      const isLost = ran.isHit && !from.isHit;
      return { ...ran, status: 'ok', loss: isLost ? (from.loss ?? { start: node.start, end: node.end, text: 'it runs in the background, where its failure is not seen' }) : from.loss };
    }
  }
}

/** `set -e`: ends the script where a command failed, or may have. */
function afterStatus(state: State | null, scope: Scope): State | null {
  if (state === null || !state.isHit || state.status === 'ok' || state.errexit === 'off' || scope.ignoresErrexit) return state;
  scope.exits.push({ ...state, status: 'failed' });
  return state.errexit === 'on' && state.status === 'failed' ? null : { ...state, status: state.status === 'unknown' ? 'ok' : state.status };
}

function runChoice(m: Machine, node: Extract<ShellNode, { kind: 'and' | 'or' }>, { from, scope }: Place): State | null {
  const left = runNode(m, node.left, { from, scope: { ...scope, ignoresErrexit: true } });
  if (left === null) return null;
  const wanted: Status = node.kind === 'and' ? 'ok' : 'failed';
  const skipped = left.status === wanted ? null : { ...left, status: node.kind === 'and' ? 'failed' : 'ok' } satisfies State | null;
  if (left.status !== wanted && left.status !== 'unknown') return left;
  const isInDoubt = scope.isInDoubt || (left.isHit && node.kind === 'or');
  const right = runNode(m, node.right, { from: left, scope: { ...scope, isConditional: true, isInDoubt } });
  const isHidden = left.isHit && !from.isHit && left.status === 'failed' && right?.status === 'ok';
  const told = isHidden ? withLoss(right, { start: node.left.end, end: node.right.end, text: '{} hides its failure' }) : right;
  const merged = mergeStates(told, skipped);
  const usual = node.kind === 'and' ? (told ?? skipped) : (skipped ?? told);
  return merged === null || usual === null ? merged : { ...merged, folder: usual.folder, variables: usual.variables };
}

function runNot(m: Machine, node: Extract<ShellNode, { kind: 'not' }>, { from, scope }: Place): State | null {
  const ran = runNode(m, node.body, { from, scope: { ...scope, ignoresErrexit: true } });
  if (ran === null) return null;
  if (from.isHit && !asksStatus(node.body, from)) return { ...ran, status: 'ok' };
  const status = ran.status === 'ok' ? 'failed' : ran.status === 'failed' ? 'ok' : 'unknown';
  return ran.isHit && !from.isHit ? withLoss({ ...ran, status }, { start: node.start, end: node.end, text: '`!` turns its failure into success' }) : { ...ran, status };
}

/** Each part has a shell of its own; the last one says how the pipe ends, all of them with `pipefail`. */
function runPipe(m: Machine, parts: readonly ShellNode[], { from, scope }: Place): State {
  const statuses: Status[] = [];
  let state = from;
  for (const part of parts) {
    const ran = runSubshell(m, [part], { from: { ...state, status: 'ok' }, scope: { ...scope, ignoresErrexit: true } });
    statuses.push(ran.status);
    state = { ...state, isHit: ran.isHit, loss: ran.loss };
  }
  const last = statuses.at(-1) ?? 'ok';
  const before = statuses.slice(0, -1);
  const worst: Status = before.includes('failed') ? 'failed' : before.includes('unknown') ? 'unknown' : 'ok';
  const status = last !== 'ok' || worst === 'ok' || !state.isHit ? last : state.pipefail === 'on' ? worst : state.pipefail === 'unknown' ? 'unknown' : last;
  const receiver = parts.at(-1);
  const isLost = state.isHit && !from.isHit && worst === 'failed' && status === 'ok' && receiver !== undefined;
  const after = { ...state, status, pipeStatuses: statuses };
  return isLost ? withLoss(after, { start: receiver.start, end: receiver.end, text: 'a pipe without `pipefail` hides its failure' }) : after;
}

/** Folder and variables of the subshell are gone after it. */
function runSubshell(m: Machine, body: readonly ShellNode[], { from, scope }: Place): State {
  const exits: State[] = [];
  const end = runBody(m, body, { from, scope: { ...scope, exits, returns: exits } });
  const merged = [...exits, end].reduce<State | null>(mergeStates, null) ?? from;
  return { ...from, status: merged.status, isHit: merged.isHit, loss: merged.loss };
}

function runIf(m: Machine, node: Extract<ShellNode, { kind: 'if' }>, { from, scope }: Place): State | null {
  let open: State | null = from;
  let ended: State | null = null;
  let isConditional = scope.isConditional;
  for (const { condition, body } of node.branches) {
    if (open === null) break;
    const asked: State | null = runBody(m, condition, { from: open, scope: { ...scope, isConditional, ignoresErrexit: true } });
    isConditional = true;
    if (asked === null) return ended;
    const isInDoubt: boolean = scope.isInDoubt || (asked.isHit && (!open.isHit || condition.some((node) => asksStatus(node, from))));
    if (asked.status !== 'failed') ended = mergeStates(ended, runBody(m, body, { from: notLost(asked), scope: { ...scope, isConditional, isInDoubt } }));
    open = asked.status === 'ok' ? null : notLost(asked);
  }
  if (open === null) return ended;
  const isInDoubt = scope.isInDoubt || (open.isHit && !from.isHit);
  const otherwise = runBody(m, node.otherwise, { from: { ...open, status: 'ok' }, scope: { ...scope, isConditional: true, isInDoubt } });
  const told = otherwise !== null && otherwise.isHit && !from.isHit ? withLoss(otherwise, { start: node.start, end: node.end, text: '`if` only asks how it ended' }) : otherwise;
  return mergeStates(ended, told);
}

/** Says whether the node tests how an earlier command ended. */
function asksStatus(node: ShellNode, state: State): boolean {
  if (node.kind === 'not') return asksStatus(node.body, state);
  if (node.kind === 'and' || node.kind === 'or') return asksStatus(node.left, state) || asksStatus(node.right, state);
  return node.kind === 'command' && node.words.some(({ parts }) => parts.some((part) => part.kind === 'variable' && statusNamed(part.name, state) !== undefined));
}

/** A condition that failed is heard, not passed over. */
function notLost(state: State): State {
  return { ...state, status: 'ok' };
}

function runLoop(m: Machine, node: Extract<ShellNode, { kind: 'loop' }>, { from, scope }: Place): State | null {
  const asked = runBody(m, node.condition, { from, scope: { ...scope, ignoresErrexit: true } });
  if (asked === null) return null;
  if (asked.isHit && !from.isHit) return { ...asked, status: 'unknown' };
  const values = node.over === null || m.followed !== null ? null : valuesOver(m, node.over.words, asked);
  if (node.over !== null && values !== null) return runEach(m, node, { from: asked, scope, values, variable: node.over.variable });
  const ran = runBody(m, node.body, { from: asked, scope: { ...scope, isConditional: true } });
  const isFirstHit = ran !== null && ran.isHit && !from.isHit;
  return mergeStates(isFirstHit && ran.status !== 'ok' ? { ...ran, status: 'unknown' } : ran, { ...asked, status: 'ok' });
}

/** Values one loop goes through. Own choice. */
const MOST_VALUES = 30;

/** Null when one of them is not known, or they are too many. */
function valuesOver({ scriptFolder }: Machine, words: readonly ShellWord[], { folder, variables }: State): readonly string[] | null {
  const values = fillWords(words, { folder, variables, scriptFolder });
  const known = values.filter((value) => value !== null);
  return known.length < values.length || known.length === 0 || known.length > MOST_VALUES ? null : known;
}

interface Each extends Place {
  readonly variable: string;
  readonly values: readonly string[];
}

/** What a pattern fits may be nothing. */
function runEach(m: Machine, node: Extract<ShellNode, { kind: 'loop' }>, { from, scope, values, variable }: Each): State | null {
  let state: State = from;
  for (const value of values) {
    const isPattern = /[*?[]/.test(value);
    const after = runBody(m, node.body, { from: { ...state, variables: new Map([...state.variables, [variable, value]]) }, scope: { ...scope, isConditional: scope.isConditional || isPattern } });
    if (after === null) return isPattern ? state : null;
    state = after;
  }
  return state;
}

function runCase(m: Machine, items: readonly (readonly ShellNode[])[], { from, scope }: Place): State | null {
  const ends = items.map((item) => runBody(m, item, { from, scope: { ...scope, isConditional: true } }));
  return [...ends, from].reduce<State | null>(mergeStates, null);
}

function runCommand(m: Machine, command: ShellCommand, { from, scope }: Place): State | null {
  const inner = runSubstitutions(m, command, { from, scope });
  const state = assign(m, command, inner);
  if (command.words.length === 0) return state;
  const words = fillWords(command.words, { folder: state.folder, variables: state.variables, scriptFolder: m.scriptFolder });
  const [name = null] = words;
  const body = name === null ? undefined : m.functions.get(name);
  if (body !== undefined && name !== null) return callFunction(m, { name, body }, { from: state, scope });
  if (m.followed === null) m.meet({ command, words, folder: state.folder, input: command.input === null ? null : rawText(command.input, { ...state, scriptFolder: m.scriptFolder }), isUnconditional: !scope.isConditional });
  if (command === m.followed) return { ...state, isHit: true, status: 'failed', folder: state.folder };
  const built = runBuiltin(command, { words, state, scope });
  if (built !== undefined) return built;
  const status = testStatus(command, state) ?? usualStatus(name, { state, scope });
  return { ...state, status, isHeard: state.isHeard || (state.isHit && scope.isInDoubt && !isHarmless(command, name)) };
}

/** Before the followed command has failed nobody knows how others end; after it they end well, unless they run only because of it. */
function usualStatus(name: string | null, { state, scope }: { readonly state: State; readonly scope: Scope }): Status {
  if (name !== null && ALWAYS_WELL.has(name)) return 'ok';
  return state.isHit && !scope.isInDoubt ? 'ok' : 'unknown';
}

/** What runs because of a failure and tells nobody but the log. */
function isHarmless(command: ShellCommand, name: string | null): boolean {
  return (name !== null && (ALWAYS_WELL.has(name) || QUIET.has(name))) || isTest(command);
}

const QUIET: ReadonlySet<string> = new Set(['cat', 'ls', 'head', 'tail', 'grep', 'rm', 'touch', 'mkdir', 'tee']);

const ALWAYS_WELL: ReadonlySet<string> = new Set(['true', ':', 'echo', 'printf', 'sleep', 'export', 'local', 'declare', 'readonly', 'unset', 'shopt', 'date', 'pwd', 'whoami', '/bin/true']);

/** Commands inside words. Their failure is the command's own only where it does nothing but assign. */
function runSubstitutions(m: Machine, command: ShellCommand, { from, scope }: Place): State {
  let state: State = from;
  const values = command.assignments.map(({ value }) => value);
  for (const word of [...values, ...command.words, ...(command.input === null ? [] : [command.input])]) {
    for (const part of word.parts) {
      if (part.kind !== 'substitution') continue;
      const ran = runSubshell(m, part.body, { from: state, scope: { ...scope, ignoresErrexit: true } });
      const isLost = ran.isHit && !state.isHit && command.words.length > 0;
      state = isLost ? withLoss(ran, { start: word.start, end: word.end, text: '`$(...)` inside another command hides its failure' }) : ran;
    }
  }
  return state;
}

function assign(m: Machine, command: ShellCommand, state: State): State {
  const [first] = command.words;
  const isLasting = first === undefined || (first.parts[0]?.kind === 'text' && DECLARING.has(first.parts[0].text));
  const isPlain = command.words.length === 0;
  const holdsCommand = command.assignments.some(({ value }) => value.parts.some(({ kind }) => kind === 'substitution'));
  const after: State = isPlain && !holdsCommand ? { ...state, status: 'ok' } : state;
  if (!isLasting || command.assignments.length === 0) return after;
  const variables = new Map(state.variables);
  const statuses = new Map(state.statuses);
  for (const { name, value } of command.assignments) {
    variables.set(name, rawText(value, { folder: state.folder, variables, scriptFolder: m.scriptFolder }));
    const [part] = value.parts;
    const held = value.parts.length === 1 && part?.kind === 'variable' ? statusNamed(part.name, state) : undefined;
    if (held === undefined) statuses.delete(name);
    else statuses.set(name, held);
  }
  return { ...after, variables, statuses };
}

const DECLARING: ReadonlySet<string> = new Set(['export', 'local', 'declare', 'readonly', 'typeset']);

function callFunction(m: Machine, { name, body }: { readonly name: string; readonly body: readonly ShellNode[] }, { from, scope }: Place): State | null {
  m.called.add(name);
  const returns: State[] = [];
  const end = runBody(m, body, { from, scope: { ...scope, returns, isConditional: true } });
  return [...returns, end].reduce<State | null>(mergeStates, null);
}
