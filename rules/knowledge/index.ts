/** Everything Lintel knows about libraries. */
import type { LibraryKnowledge } from '../api/python/knowledge.ts';
import { numpy } from './numpy.ts';
import { pandas } from './pandas.ts';
import { sklearn } from './sklearn.ts';

export const LIBRARIES: readonly LibraryKnowledge[] = [numpy, pandas, sklearn];
