/** Items, probes and rubrics of the checklist. Written by `npm run gen`; not edited by hand. */
import type { Checklist } from '../api/checklist/checklist.ts';
import { item as data1Item } from './items/data-1.ts';

export const checklist: Checklist = {
  items: [
    data1Item,
  ],
  probes: [
  ],
  rubrics: [
  ],
};
