/**
 * The port of the shell parser and the tree it gives: POSIX shell and bash. A parser is total: any text gives a tree; what does not
 * parse is left out and makes the script broken.
 */

export interface ShellParser {
  /** Offsets in the result are UTF-16 offsets into `text`. */
  parse(text: string): ShellScript;
}

export interface ShellScript {
  readonly body: readonly ShellNode[];
  /** True when part of the text did not parse, so that what is not here proves nothing. */
  readonly isBroken: boolean;
}

interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export type ShellNode = ShellCommand | ShellPipe | ShellChoice | ShellNot | ShellGroup | ShellIf | ShellLoop | ShellCase | ShellFunction | ShellBackground;

/** A simple command; without words it only assigns. `[ ... ]`, `[[ ... ]]` and `(( ... ))` are commands of these names, with their closing sign as last word. */
export interface ShellCommand extends Span {
  readonly kind: 'command';
  readonly words: readonly ShellWord[];
  readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[];
  /** What it reads as its input: the text of a heredoc or of `<<<`; null when it reads no text of the script. */
  readonly input: ShellWord | null;
  /** Whether its output goes to a file or nowhere. */
  readonly isRedirected: boolean;
}

export interface ShellPipe extends Span {
  readonly kind: 'pipe';
  readonly parts: readonly ShellNode[];
}

export interface ShellChoice extends Span {
  readonly kind: 'and' | 'or';
  readonly left: ShellNode;
  readonly right: ShellNode;
}

export interface ShellNot extends Span {
  readonly kind: 'not';
  readonly body: ShellNode;
}

/** `{ ...; }` and `( ... )`. */
export interface ShellGroup extends Span {
  readonly kind: 'group' | 'subshell';
  readonly body: readonly ShellNode[];
}

export interface ShellIf extends Span {
  readonly kind: 'if';
  readonly branches: readonly { readonly condition: readonly ShellNode[]; readonly body: readonly ShellNode[] }[];
  readonly otherwise: readonly ShellNode[];
}

export interface ShellLoop extends Span {
  readonly kind: 'loop';
  readonly way: 'for' | 'while' | 'until';
  /** `for x in a b`: the variable and what it goes through; null for other loops. */
  readonly over: { readonly variable: string; readonly words: readonly ShellWord[] } | null;
  readonly condition: readonly ShellNode[];
  readonly body: readonly ShellNode[];
}

export interface ShellCase extends Span {
  readonly kind: 'case';
  readonly items: readonly (readonly ShellNode[])[];
}

export interface ShellFunction extends Span {
  readonly kind: 'function';
  readonly name: string;
  readonly body: readonly ShellNode[];
}

export interface ShellBackground extends Span {
  readonly kind: 'background';
  readonly body: ShellNode;
}

export interface ShellWord extends Span {
  readonly parts: readonly WordPart[];
}

export type WordPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `$name`, `${name}`, `$?`, `$1`; `fallback` is what `${name:-fallback}` says where it is plain. */
  | { readonly kind: 'variable'; readonly name: string; readonly fallback: string | null; /** Unquoted ones are split into words at their blanks. */ readonly isQuoted: boolean }
  | { readonly kind: 'substitution'; readonly body: readonly ShellNode[] }
  | { readonly kind: 'unknown' };
