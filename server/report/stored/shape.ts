/** Readers of foreign JSON: each takes a value and returns it with its type, or throws what is wrong and where. Keys nobody asks for are left out. */

/** What to do with a report that cannot be read. */
export const WRITE_ANEW = 'write it anew with `lintel check --output json=FILE`';

/** Thrown by readers and caught where a document is read. Its message is a sentence with the next step. */
export class ShapeFault extends Error {
  constructor(text: string, step: string = WRITE_ANEW) {
    super(`${text}; ${step}`);
  }
}

/** @param at where the value stands, for people: `findings[3].range` */
export type Read<T> = (value: unknown, at: string) => T;

export const text: Read<string> = (value, at) => (typeof value === 'string' ? value : fail(at, 'a text'));

export const flag: Read<boolean> = (value, at) => (typeof value === 'boolean' ? value : fail(at, 'true or false'));

export const number: Read<number> = (value, at) => (typeof value === 'number' && Number.isFinite(value) ? value : fail(at, 'a number'));

/** From 0 on. */
export const count: Read<number> = (value, at) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(at, 'a whole number from 0 on'));

/** From 1 on. */
export const ordinal: Read<number> = (value, at) => (count(value, at) === 0 ? fail(at, 'a whole number from 1 on') : (value as number));

/** @param wanted what the form is, for people */
export function pattern(form: RegExp, wanted: string): Read<string> {
  return (value, at) => (form.test(text(value, at)) ? (value as string) : fail(at, wanted));
}

export function oneOf<const T extends string>(...choices: readonly T[]): Read<T> {
  return (value, at) => choices.find((each) => each === value) ?? fail(at, `one of ${choices.join(', ')}`);
}

export function nullable<T>(read: Read<T>): Read<T | null> {
  return (value, at) => (value === null ? null : read(value, at));
}

/** What older reports leave out. */
export function optional<T>(read: Read<T>, otherwise: T): Read<T> {
  return (value, at) => (value === undefined ? otherwise : read(value, at));
}

export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, at) => (Array.isArray(value) ? value.map((each: unknown, index) => read(each, `${at}[${index}]`)) : fail(at, 'a list'));
}

/** @param most longer lists are refused */
export function shortList<T>(read: Read<T>, most: number): Read<readonly T[]> {
  return (value, at) => (Array.isArray(value) && value.length > most ? fail(at, `a list of at most ${most}`) : list(read)(value, at));
}

export function object<S extends Readonly<Record<string, Read<unknown>>>>(shape: S): Read<{ readonly [K in keyof S]: ReturnType<S[K]> }> {
  const members = Object.entries(shape);
  return (value, at) => {
    if (!isObject(value)) return fail(at, 'an object');
    const read: Record<string, unknown> = {};
    for (const [key, readMember] of members) read[key] = readMember(Object.hasOwn(value, key) ? value[key] : undefined, at === '' ? key : `${at}.${key}`);
    return read as { readonly [K in keyof S]: ReturnType<S[K]> };
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(at: string, wanted: string): never {
  throw new ShapeFault(`\`${at}\` is not ${wanted}`);
}
