/** Progress bars, which give what they are given. */
import type { LibraryKnowledge } from '../api/python/knowledge.ts';
import { plainClass, plainFunction } from './entry.ts';

export const tqdm: LibraryKnowledge = {
  library: 'tqdm',
  distributions: ['tqdm'],
  version: '4.67.1',
  aliases: { 'tqdm.notebook': 'tqdm', 'tqdm.auto': 'tqdm', 'tqdm.autonotebook': 'tqdm', 'tqdm.std': 'tqdm', 'tqdm._tqdm_notebook': 'tqdm' },
  entries: [
    plainFunction('tqdm.tqdm | tqdm.tqdm_notebook(iterable, desc, total, leave, file, ncols, mininterval, maxinterval, miniters, ascii, disable, unit)', { passes: 'iterable' }),
    plainClass('tqdm.trange(*args)'),
  ],
};
