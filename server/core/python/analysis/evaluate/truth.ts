/** Whether a value counts as true. */
import type { Value } from '../../../../../rules/api/python/value.ts';

/** Returns null when unknown: data refuses to be asked, and what is only guessed may be anything. */
export function truthOf(value: Value): boolean | null {
  switch (value.kind) {
    case 'scalar':
      return value.value === undefined ? null : Boolean(value.value);
    case 'sequence':
      return value.isComplete ? value.elements.length > 0 : null;
    case 'mapping':
      return value.isComplete ? value.entries.size > 0 : null;
    case 'object':
    case 'callable':
    case 'module':
      return value.confidence === 'certain' ? true : null;
    case 'data':
    case 'unknown':
      return null;
  }
}

/** Returns whether a value is None; null when unknown. */
export function isNoneOrUnknown(value: Value): boolean | null {
  if (value.kind === 'scalar') return value.type === 'unknown' && value.value === undefined ? null : value.type === 'None';
  if (value.kind === 'unknown' || value.confidence === 'possible') return null;
  return false;
}
