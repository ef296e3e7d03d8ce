/** Options a user can set per rule in the config file. */

interface OptionCommon {
  /** One sentence: what the option changes. */
  readonly doc: string;
  /** Where the default comes from (paper, tool, standard), or "Lintel's own choice". */
  readonly source: string;
}

/** A number with its unit and allowed range; shares are 0..1. */
export interface NumberOption extends OptionCommon {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit: 'share' | 'rows' | 'values' | 'columns' | 'characters' | 'lines' | 'cells' | 'ratio' | 'standard deviations' | 'interquartile ranges';
}

export interface StringsOption extends OptionCommon {
  readonly kind: 'strings';
  readonly default: readonly string[];
}

export interface NumbersOption extends OptionCommon {
  readonly kind: 'numbers';
  readonly default: readonly number[];
}

export interface SwitchOption extends OptionCommon {
  readonly kind: 'switch';
  readonly default: boolean;
}

export type Option = NumberOption | StringsOption | NumbersOption | SwitchOption;

export type OptionTable = Readonly<Record<string, Option>>;

/** The value type of one option. */
export type OptionValue<O extends Option> = O extends NumberOption
  ? number
  : O extends StringsOption
    ? readonly string[]
    : O extends NumbersOption
      ? readonly number[]
      : boolean;

/** Resolved values of a rule's options: the user's where given, else the defaults. */
export type OptionValues<T extends OptionTable> = { readonly [K in keyof T]: OptionValue<T[K]> };

/** Returns the values that hold when the user configures nothing. */
export function defaultOptions<T extends OptionTable>(options: T): OptionValues<T> {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default])) as OptionValues<T>;
}
