/** Everything Lintel knows about libraries. */
import type { LibraryKnowledge } from '../api/python/knowledge.ts';
import { sklearn } from './sklearn.ts';

export const LIBRARIES: readonly LibraryKnowledge[] = [sklearn];
