/** Where a top-level module comes from when it is not the project's own. */
import { DISTRIBUTIONS } from './distributions.ts';
import { STANDARD_LIBRARY } from './standard-library.ts';

/** `library`: a known distribution brings it, whether installed or not. */
export function moduleOrigin(topLevel: string): 'standard' | 'library' | 'unknown' {
  if (STANDARD_LIBRARY.has(topLevel)) return 'standard';
  return DISTRIBUTIONS.has(topLevel) ? 'library' : 'unknown';
}
