/** Everything Lintel knows about libraries. */
import type { LibraryKnowledge } from '../api/python/knowledge.ts';
import { pandas } from './pandas.ts';
import { sklearn } from './sklearn.ts';

export const LIBRARIES: readonly LibraryKnowledge[] = [pandas, sklearn];
