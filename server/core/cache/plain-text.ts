/**
 * Plain data as text and back, with what JSON alone would lose: maps, sets, `undefined` in lists, numbers that are none. Paths under a root are
 * written without it, so that what was found in one checkout holds in another.
 */

/**
 * Null for what is no plain data: objects of classes, functions, and texts that hold the mark of the root.
 * @param root absolute; null where texts are no paths
 */
export function toPlainText(value: unknown, root: string | null): string | null {
  try {
    return JSON.stringify(packed(value, { root, under: `${root ?? ''}/` }));
  } catch (error) {
    // rings of objects end in a RangeError
    if (error instanceof NotPlain || error instanceof RangeError) return null;
    throw error;
  }
}

/** The value that was written. @param text from `toPlainText` */
export function fromPlainText(text: string, root: string | null): unknown {
  return unpacked(JSON.parse(text), root ?? '');
}

/** True when nothing in the text is of one place only: no absolute path that is not under the root. */
export function isMovable(text: string): boolean {
  return !/"(?:\/|[A-Za-z]:[\\/])/.test(text);
}

class NotPlain extends Error {}

interface Packing {
  readonly root: string | null;
  readonly under: string;
}

/** A private character that stands for the root. */
const ROOT = '\uf8ff';
/** The only key of an object that stands for something else. */
const KIND = '\uf8fe';

function packed(value: unknown, packing: Packing): unknown {
  switch (typeof value) {
    case 'string':
      return packedText(value, packing);
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { [KIND]: ['number', Object.is(value, -0) ? '-0' : String(value)] };
    case 'undefined':
      return { [KIND]: ['undefined'] };
    case 'object':
      return value === null ? null : packedObject(value, packing);
    default:
      throw new NotPlain();
  }
}

function packedText(text: string, { root, under }: Packing): string {
  if (text.includes(ROOT) || text.includes(KIND)) throw new NotPlain();
  if (root === null) return text;
  return text === root ? ROOT : text.replaceAll(under, `${ROOT}/`);
}

function packedObject(value: object, packing: Packing): unknown {
  if (Array.isArray(value)) return value.map((one) => packed(one, packing));
  if (value instanceof Map) return { [KIND]: ['map', ...[...value].map(([key, one]) => [packed(key, packing), packed(one, packing)])] };
  if (value instanceof Set) return { [KIND]: ['set', ...[...value].map((one) => packed(one, packing))] };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NotPlain();
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[packedText(key, packing), packed(one, packing)]])));
}

function unpacked(value: unknown, root: string): unknown {
  if (typeof value === 'string') return value.replaceAll(ROOT, root);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => unpacked(one, root));
  const special = (value as Readonly<Record<string, unknown>>)[KIND];
  if (Array.isArray(special)) return unpackedSpecial(special, root);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.replaceAll(ROOT, root), unpacked(one, root)]));
}

function unpackedSpecial([kind, ...rest]: readonly unknown[], root: string): unknown {
  switch (kind) {
    case 'number':
      return Number(rest[0]);
    case 'map':
      return new Map(rest.map((pair) => unpacked(pair, root) as [unknown, unknown]));
    case 'set':
      return new Set(rest.map((one) => unpacked(one, root)));
    default:
      return undefined;
  }
}
