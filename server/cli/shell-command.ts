/** A command as a person may paste it into a shell: what it says is what ran, and nothing in it acts on the terminal. */
import { isSwitchedOn } from './raw-flags.ts';
import type { FlagSpec, RawFlag } from './raw-flags.ts';

export interface CommandLine {
  readonly command: string;
  readonly specs: readonly FlagSpec[];
  /** From the command line and from variables. */
  readonly raw: ReadonlyMap<string, RawFlag>;
  /** As given. */
  readonly paths: readonly string[];
}

/** Flags that people see the same findings and the same score without. */
export const SHOWING_ONLY: ReadonlySet<string> = new Set(['format', 'output', 'no-progress', 'color', 'quiet', 'verbose', 'exit-zero', 'statistics', 'timings', 'fix', 'unsafe-fixes', 'new-only', 'jobs', 'no-cache', 'cache-dir', 'watch']);

/** @param without flags that change nothing of what is found */
export function shellCommand({ command, specs, raw, paths }: CommandLine, without: ReadonlySet<string>): string {
  const flags = specs.flatMap((spec) => {
    const flag = raw.get(spec.name);
    if (flag === undefined || without.has(spec.name)) return [];
    if (spec.value === undefined) return isSwitchedOn(flag) ? [`--${spec.name}`] : [];
    return flag.values.map((value) => (/^[\w./][\w./,:@%+-]*$/.test(value) ? `--${spec.name} ${value}` : `--${spec.name}=${quote(value)}`));
  });
  const separator = paths.some((path) => path.startsWith('-')) ? ['--'] : [];
  return ['lintel', command, ...flags, ...separator, ...paths.map(quote)].join(' ');
}

/** One word of a POSIX shell; of Bash, Zsh and Ksh where a character could not be seen otherwise. */
export function quote(text: string): string {
  if (/^[\w./,:@%+=-]+$/.test(text)) return text;
  if (!UNSEEN.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = [...text].map((character) => (character === "'" || character === '\\' ? `\\${character}` : UNSEEN.test(character) ? bytes(character) : character));
  return `$'${escaped.join('')}'`;
}

/** Control characters, marks that turn the direction of text, invisible ones, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function bytes(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
