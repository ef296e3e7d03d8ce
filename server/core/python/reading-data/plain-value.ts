/** Arguments of a call as plain data, where the analysis knows them. */
import type { Argument } from '../../../../rules/api/python/event.ts';
import type { Value } from '../../../../rules/api/python/value.ts';

/** What an argument is when nobody knows. */
export const UNKNOWN: unique symbol = Symbol('unknown');

export type PlainValue = string | number | boolean | null | readonly PlainValue[] | PlainMapping | typeof UNKNOWN;

export interface PlainMapping {
  readonly entries: ReadonlyMap<string | number | boolean, PlainValue>;
}

/** Returns constants, and complete lists and mappings of them; parts that are not known stand as UNKNOWN. */
export function plainValue(value: Value): PlainValue {
  switch (value.kind) {
    case 'scalar':
      return value.value === undefined ? (value.type === 'None' ? null : UNKNOWN) : value.value;
    case 'sequence':
      return value.isComplete && value.type !== 'generator' ? value.elements.map(plainValue) : UNKNOWN;
    case 'mapping':
      return value.isComplete ? { entries: new Map([...value.entries].map(([key, item]) => [key, plainValue(item)])) } : UNKNOWN;
    case 'callable':
      return typeName(value.name) ?? UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** Returns the arguments by parameter name; null when some cannot be told apart (`**options`). */
export function plainArguments(given: readonly Argument[]): ReadonlyMap<string, PlainValue> | null {
  if (given.some(({ name }) => name === null)) return null;
  return new Map(given.map(({ name, value }) => [name ?? '', plainValue(value)]));
}

export function isMapping(value: PlainValue): value is PlainMapping {
  return typeof value === 'object' && value !== null && 'entries' in value && value.entries instanceof Map;
}

export function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

/** Types given as classes: `str`, `np.float64`, `pl.Utf8`. */
function typeName(name: string | null): string | null {
  const match = name === null ? null : /^(?:builtins\.|numpy\.|polars\.|pandas\.)?(\w+)$/.exec(name);
  return match?.[1] ?? null;
}
