/** Takes the arguments of a reading call one by one; remembers the first that is not understood. */
import type { ColumnRef } from '../../data/read-as.ts';
import { isList, isMapping, UNKNOWN, type PlainValue } from './plain-value.ts';

export class Arguments {
  /** Why the call cannot be followed; null while it can. */
  trouble: string | null = null;
  readonly #given: ReadonlyMap<string, PlainValue>;
  readonly #seen = new Set<string>();

  constructor(given: ReadonlyMap<string, PlainValue>) {
    this.#given = given;
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  /** Says that an argument means nothing for the cells. */
  ignore(names: readonly string[]): void {
    for (const name of names) this.#seen.add(name);
  }

  /** The first of the names that is given; undefined when none is. Null counts as given. */
  take(...names: readonly string[]): PlainValue | undefined {
    for (const name of names) this.#seen.add(name);
    const name = names.find((one) => this.#given.has(one));
    const value = name === undefined ? undefined : this.#given.get(name);
    if (value === UNKNOWN) this.refuse(name ?? '');
    return value;
  }

  text(fallback: string | null, ...names: readonly string[]): string | null {
    const value = this.take(...names);
    if (value === undefined) return fallback;
    if (value === null || typeof value === 'string') return value;
    return this.#refused(names[0], fallback);
  }

  flag(fallback: boolean, ...names: readonly string[]): boolean {
    const value = this.take(...names);
    if (value === undefined || value === null) return fallback;
    return typeof value === 'boolean' ? value : this.#refused(names[0], fallback);
  }

  count(fallback: number | null, ...names: readonly string[]): number | null {
    const value = this.take(...names);
    if (value === undefined || value === null) return fallback;
    return isCount(value) ? value : this.#refused(names[0], fallback);
  }

  texts(...names: readonly string[]): readonly string[] | null {
    const value = this.take(...names);
    if (value === undefined || value === null) return null;
    if (isList(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')) return value.map(String);
    return this.#refused(names[0], null);
  }

  columns(...names: readonly string[]): readonly ColumnRef[] | null {
    const value = this.take(...names);
    if (value === undefined || value === null) return null;
    const list: readonly PlainValue[] = isList(value) ? value : [value];
    return list.every((item): item is ColumnRef => typeof item === 'string' || isCount(item)) ? list : this.#refused(names[0], null);
  }

  /** One type for all columns, or types by column; types that are not known are left out, they change no cell. */
  types(...names: readonly string[]): string | Readonly<Record<string, string>> | null {
    for (const name of names) this.#seen.add(name);
    const value = this.#given.get(names.find((one) => this.#given.has(one)) ?? '');
    if (typeof value === 'string') return value;
    if (value === undefined || !isMapping(value)) return null;
    return Object.fromEntries([...value.entries].flatMap(([key, type]) => (typeof type === 'string' ? [[String(key), type]] : [])));
  }

  refuse(name: string): void {
    this.trouble ??= `the value of \`${name}\` is not known`;
  }

  /** The first argument nobody asked for. */
  leftOver(): string | null {
    return [...this.#given.keys()].find((name) => !this.#seen.has(name)) ?? null;
  }

  #refused<T>(name: string | undefined, fallback: T): T {
    this.refuse(name ?? '');
    return fallback;
  }
}

export function isCount(value: PlainValue): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
