/** The command line as plain data: what completions of shells and the man page are made from. */
import type { Argument, Command, Option } from 'commander';
import { FlagOption } from './flag-option.ts';

export interface CommandShape {
  /** `check`, or `baseline` and `create`. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly argument: ArgumentShape | null;
  readonly flags: readonly FlagShape[];
}

export interface ArgumentShape {
  /** As help shows it, such as `[path...]`. */
  readonly shown: string;
  readonly doc: string;
  readonly value: ValueShape;
}

export interface FlagShape {
  readonly name: string;
  readonly short: string | null;
  readonly doc: string;
  /** Null for a switch. */
  readonly placeholder: string | null;
  readonly isRepeatable: boolean;
  readonly value: ValueShape;
}

/** What a value may be, as far as a shell can help. `reports` are `FORMAT=FILE`. */
export type ValueShape = { readonly kind: 'none' | 'any' | 'file' | 'folder' | 'rule' } | { readonly kind: 'choice' | 'reports'; readonly choices: readonly string[] };

/** Returns every command, those within others after them. */
export function commandShapes(program: Command): readonly CommandShape[] {
  return shapesBelow(program, []);
}

function shapesBelow(parent: Command, before: readonly string[]): readonly CommandShape[] {
  return parent.commands.flatMap((command) => {
    const words = [...before, command.name()];
    const [argument] = command.registeredArguments;
    return [{ words, summary: command.description(), argument: argument === undefined ? null : argumentShape(argument), flags: command.options.map(flagShape) }, ...shapesBelow(command, words)];
  });
}

function argumentShape(argument: Argument): ArgumentShape {
  const name = argument.name();
  const inside = `${name}${argument.variadic ? '...' : ''}`;
  const choices = argument.argChoices;
  const kind = name === 'rule' ? 'rule' : name === 'path' && !argument.variadic ? 'folder' : 'file';
  return { shown: argument.required ? `<${inside}>` : `[${inside}]`, doc: argument.description, value: choices === undefined ? { kind } : { kind: 'choice', choices } };
}

function flagShape(option: Option): FlagShape {
  const spec = option instanceof FlagOption ? option.spec : null;
  const placeholder = /<([^>]+)>$/.exec(option.flags)?.[1] ?? null;
  return {
    name: (option.long ?? '').replace(/^--/, ''),
    short: option.short?.replace(/^-/, '') ?? null,
    doc: option.description,
    placeholder,
    isRepeatable: spec?.isRepeatable === true,
    value: valueShape(placeholder, spec?.choices ?? option.argChoices ?? []),
  };
}

function valueShape(placeholder: string | null, choices: readonly string[]): ValueShape {
  if (placeholder === null) return { kind: 'none' };
  if (placeholder === 'FORMAT=FILE') return { kind: 'reports', choices };
  if (choices.length > 0) return { kind: 'choice', choices };
  if (placeholder === 'RULE|GROUP') return { kind: 'rule' };
  return { kind: /FILE$/.test(placeholder) ? 'file' : placeholder === 'FOLDER' ? 'folder' : 'any' };
}
