/** What may stand at a path of a config file. Pure. */
import type { ConfigShape, EntryShape } from '../../core/config/config-shape.ts';
import type { ConfigPath } from './config-spots.ts';

export interface ShapedAt {
  readonly shape: ConfigShape;
  /** The innermost key on the way. */
  readonly entry: EntryShape | null;
}

/** Null where no key is known. */
export function shapeAt(root: ConfigShape, path: ConfigPath): ShapedAt | null {
  let here: ShapedAt = { shape: root, entry: null };
  for (const step of path) {
    const next = stepInto(here, step);
    if (next === null) return null;
    here = next;
  }
  return here;
}

function stepInto({ shape, entry }: ShapedAt, step: string | number): ShapedAt | null {
  if (typeof step === 'number') return shape.kind === 'list' ? { shape: shape.item, entry } : null;
  if (shape.kind === 'names') return { shape: shape.value, entry };
  const found = shape.kind === 'table' ? shape.entries.find(({ key }) => key === step) : undefined;
  return found === undefined ? null : { shape: found.value, entry: found };
}
