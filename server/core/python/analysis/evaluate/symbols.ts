/** Numbers for things that are equal when their keys are: nodes, places in a run, unknown quantities. Belongs to one analysis. */

export interface Symbols {
  ofKey(key: string): number;
  /** By identity. */
  ofObject(object: object): number;
}

export function createSymbols(): Symbols {
  const byKey = new Map<string, number>();
  const byObject = new Map<object, number>();
  let count = 0;
  const next = (): number => (count += 1);
  return {
    ofKey: (key) => {
      const known = byKey.get(key);
      if (known !== undefined) return known;
      byKey.set(key, next());
      return count;
    },
    ofObject: (object) => {
      const known = byObject.get(object);
      if (known !== undefined) return known;
      byObject.set(object, next());
      return count;
    },
  };
}
