/** Whether a value that came from somewhere else has a shape. Values that have it are given back as they are, without anything else in them. */

/** The value, or undefined when it has another shape. */
export type Shape<T> = (value: unknown) => { readonly value: T } | undefined;

export type Shaped<S> = S extends Shape<infer T> ? T : never;

export const text: Shape<string> = (value) => (typeof value === 'string' ? { value } : undefined);
export const flag: Shape<boolean> = (value) => (typeof value === 'boolean' ? { value } : undefined);
/** Finite. */
export const amount: Shape<number> = (value) => (typeof value === 'number' && Number.isFinite(value) ? { value } : undefined);
/** 0, 1, 2 and so on. */
export const index: Shape<number> = (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? { value } : undefined);

export function oneOf<const T extends string>(...names: readonly T[]): Shape<T> {
  return (value) => {
    const found = names.find((name) => name === value);
    return found === undefined ? undefined : { value: found };
  };
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => (value === null ? { value: null } : shape(value));
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const items: T[] = [];
    for (const one of value as readonly unknown[]) {
      const item = shape(one);
      if (item === undefined) return undefined;
      items.push(item.value);
    }
    return { value: items };
  };
}

export function record<const F extends Readonly<Record<string, Shape<unknown>>>>(fields: F): Shape<{ readonly [K in keyof F]: Shaped<F[K]> }> {
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const result: Record<string, unknown> = {};
    for (const [name, shape] of Object.entries(fields)) {
      const field = Object.hasOwn(value, name) ? shape((value as Readonly<Record<string, unknown>>)[name]) : undefined;
      if (field === undefined) return undefined;
      result[name] = field.value;
    }
    return { value: result as { readonly [K in keyof F]: Shaped<F[K]> } };
  };
}

/** The first that fits. */
export function anyOf<T>(...shapes: readonly Shape<T>[]): Shape<T> {
  return (value) => {
    for (const shape of shapes) {
      const found = shape(value);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
