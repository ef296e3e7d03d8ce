/** Flags before their values are looked at: from the command line and from variables. */
import type { Origin } from '../core/config.ts';
import { didYouMean, nearestName } from '../core/nearest-name.ts';
import { UsageError } from './exit.ts';

export interface FlagSpec {
  /** Name without dashes; the variable is LINTEL_ and this in capitals. */
  readonly name: string;
  readonly short?: string;
  /** Placeholder of the value; none for a switch. */
  readonly value?: string;
  readonly isRepeatable?: boolean;
  /** What the value may be, where that is a short list; shells offer it. */
  readonly choices?: readonly string[];
  readonly doc: string;
}

/** A flag's values as given, and where: the command line wins over the environment. */
export interface RawFlag {
  readonly values: readonly string[];
  readonly origin: Origin;
}

/** Returns the raw flags; the environment fills in what the command line leaves out. Empty variables count as unset. */
export function collectFlags(
  specs: readonly FlagSpec[],
  { given, env }: { readonly given: ReadonlyMap<string, readonly string[]>; readonly env: Readonly<Record<string, string | undefined>> },
): ReadonlyMap<string, RawFlag> {
  const raw = new Map<string, RawFlag>();
  for (const spec of specs) {
    const values = given.get(spec.name);
    const variable = variableOf(spec.name);
    const text = env[variable]?.trim() ?? '';
    if (values !== undefined) raw.set(spec.name, { values, origin: { kind: 'flag', name: `--${spec.name}`, line: null } });
    else if (text !== '') raw.set(spec.name, { values: [text], origin: { kind: 'environment', name: variable, line: null } });
  }
  return raw;
}

/** The variable that sets a flag. @param name of the flag, without dashes */
function variableOf(name: string): string {
  return `LINTEL_${name.replaceAll('-', '_').toUpperCase()}`;
}

/** Returns a sentence for each variable that sets no flag and looks like one that does. @param names of all flags of all commands */
export function misspeltVariables(names: readonly string[], env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const known = new Set(names.map(variableOf));
  const unknown = Object.keys(env).filter((variable) => variable.startsWith('LINTEL_') && !known.has(variable));
  return unknown.toSorted().flatMap((variable) => {
    const meant = nearestName(variable.slice('LINTEL_'.length), names);
    return meant === null ? [] : [`the variable ${variable} sets no flag; did you mean \`${variableOf(meant)}\`?`];
  });
}

/** Returns the value chosen, null when nobody said. Errors: UsageError with the nearest choice. */
export function choice<C extends string>(flag: RawFlag | undefined, choices: readonly C[]): C | null {
  const given = flag?.values.at(-1);
  if (flag === undefined || given === undefined) return null;
  const chosen = choices.find((each) => each === given);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`${flag.origin.name} must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not \`${given}\`${didYouMean(given, choices)}`);
}

const ON: readonly string[] = ['1', 'true', 'yes', 'on'];
const OFF: readonly string[] = ['0', 'false', 'no', 'off'];

/** Says whether a switch is on. Errors: UsageError. */
export function isSwitchedOn(flag: RawFlag | undefined): boolean {
  if (flag === undefined || flag.origin.kind === 'flag') return flag !== undefined;
  const given = (flag.values[0] ?? '').toLowerCase();
  if (ON.includes(given)) return true;
  if (OFF.includes(given)) return false;
  throw new UsageError(`${flag.origin.name} must be 1 or 0, not \`${given}\``);
}
