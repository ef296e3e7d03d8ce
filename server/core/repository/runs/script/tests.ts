/** `[ $? -ne 0 ]` and its like: what a test says of how a command ended. */
import type { ShellCommand, ShellWord } from '../../shell.ts';
import { statusNamed, type State, type Status } from './state.ts';

const TESTS: ReadonlySet<string> = new Set(['[', '[[', '((', 'test']);

export function isTest({ words }: ShellCommand): boolean {
  const [first] = words;
  return first !== undefined && TESTS.has(plainText(first) ?? '');
}

/** Returns how the test ends; undefined when the command is no test. */
export function testStatus(command: ShellCommand, state: State): Status | undefined {
  if (!isTest(command)) return undefined;
  const [first, ...rest] = command.words.map((word) => plainText(word));
  const words = command.words.slice(1, first === 'test' ? undefined : -1);
  const held = heldStatus(words[0], state);
  if (held === undefined) return 'unknown';
  if (words.length === 1) return first === '((' ? negate(held) : 'ok';
  if (words.length !== 3 || rest[2] !== '0') return 'unknown';
  const operator = rest[1];
  if (operator === '-eq' || operator === '==' || operator === '=') return held;
  if (operator === '-ne' || operator === '!=' || operator === '-gt' || operator === '>') return negate(held);
  return 'unknown';
}

function heldStatus(word: ShellWord | undefined, state: State): Status | undefined {
  const [part] = word?.parts ?? [];
  return part?.kind === 'variable' ? statusNamed(part.name, state) : undefined;
}

function negate(status: Status): Status {
  return status === 'unknown' ? status : status === 'ok' ? 'failed' : 'ok';
}

function plainText(word: ShellWord): string | null {
  const [part] = word.parts;
  if (part === undefined) return '';
  return word.parts.length === 1 && part.kind === 'text' ? part.text : null;
}
