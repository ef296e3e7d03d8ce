/** Every finder of the checklist. Written by `npm run gen`; not edited by hand. */
import type { Finders } from '../api/checklist/checklist.ts';
import { codeFinder as data1PanderaInCode } from './finders/data-1/pandera.ts';
import { repositoryFinder as data1Soda } from './finders/data-1/soda.ts';

export const finders: Finders = {
  code: [
    data1PanderaInCode,
  ],
  repository: [
    data1Soda,
  ],
};
