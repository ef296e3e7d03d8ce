/** Commands of the shell itself that change how the script goes on. */
import type { ShellCommand } from '../../shell.ts';
import { resolveFolder } from '../folders.ts';
import type { Scope } from './machine.ts';
import { statusNamed, type State, type Status, type Switch } from './state.ts';

interface Call {
  readonly words: readonly (string | null)[];
  readonly state: State;
  readonly scope: Scope;
}

/** Returns the state after it, null when it ends the script or function; undefined when it is no command of the shell. */
export function runBuiltin(command: ShellCommand, call: Call): State | null | undefined {
  const { words, state, scope } = call;
  switch (words[0]) {
    case 'exit':
      scope.exits.push({ ...state, status: statusAsked(command, call) });
      return null;
    case 'return':
      scope.returns.push({ ...state, status: statusAsked(command, call) });
      return null;
    case 'set':
      return runSet(words.slice(1), state);
    case 'cd':
    case 'pushd':
      return changeFolder(call);
    case 'popd':
      return { ...state, folder: state.folders.at(-1) ?? null, folders: state.folders.slice(0, -1), status: 'ok' };
    case 'false':
      return { ...state, status: 'failed' };
    case 'wait':
      return { ...state, status: state.isHit ? 'unknown' : 'ok' };
    case 'trap':
      return runTrap(words, state);
    default:
      return undefined;
  }
}

/** `exit`, `exit 1`, `exit $?`, `exit $code`. */
function statusAsked(command: ShellCommand, { words, state }: Call): Status {
  const asked = command.words[1];
  if (asked === undefined) return state.status;
  const [part] = asked.parts;
  const held = asked.parts.length === 1 && part?.kind === 'variable' ? statusNamed(part.name, state) : undefined;
  if (held !== undefined) return held;
  const text = words[1] ?? null;
  return text === null || !/^\d+$/.test(text) ? 'unknown' : Number(text) % 256 === 0 ? 'ok' : 'failed';
}

function runSet(words: readonly (string | null)[], state: State): State {
  let after: State = { ...state, status: 'ok' };
  words.forEach((word, index) => {
    const flags = /^([-+])([a-zA-Z]+)$/.exec(word ?? '');
    if (flags === null) return;
    const value: Switch = flags[1] === '-' ? 'on' : 'off';
    if (flags[2]?.includes('e') === true) after = { ...after, errexit: value };
    if (flags[2]?.endsWith('o') !== true) return;
    const option = words[index + 1];
    if (option === 'errexit') after = { ...after, errexit: value };
    if (option === 'pipefail') after = { ...after, pipefail: value };
  });
  return after;
}

function changeFolder({ words, state }: Call): State {
  const to = words.slice(1).find((word) => word?.startsWith('-') !== true);
  const folders = words[0] === 'pushd' ? [...state.folders, state.folder] : state.folders;
  return { ...state, folders, folder: to === undefined || to === null ? null : resolveFolder(state.folder, to), status: state.isHit ? 'ok' : 'unknown' };
}

/** A trap for errors that exits is `set -e` by another name. */
function runTrap(words: readonly (string | null)[], state: State): State {
  const [, action = null, ...signals] = words;
  const exits = action === null || /\bexit\b/.test(action);
  if (!exits) return { ...state, status: 'ok' };
  const isForErrors = signals.includes('ERR');
  const isForEnd = signals.includes('EXIT') || signals.includes('0');
  return { ...state, status: 'ok', errexit: isForErrors && state.errexit !== 'on' ? 'unknown' : state.errexit, trapsExit: state.trapsExit || isForEnd };
}
