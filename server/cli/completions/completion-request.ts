/** What a completion script is made from. */
import type { CommandShape } from '../command-shape.ts';

export interface CompletionRequest {
  readonly commands: readonly CommandShape[];
  /** Ids of rules and names of groups, sorted. */
  readonly rules: readonly string[];
}

/** Commands without commands of their own. */
export function leaves(commands: readonly CommandShape[]): readonly CommandShape[] {
  return commands.filter(({ words }) => !commands.some((other) => other.words.length > words.length && other.words[0] === words[0]));
}

/** First words, each once. */
export function firstWords(commands: readonly CommandShape[]): readonly CommandShape[] {
  return commands.filter(({ words }) => words.length === 1);
}

/** Text in single quotes as bash, zsh and other shells of that family take it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
