/** The 28 items, by section and number. Written by `npm run gen`; not edited by hand. */
import type { ChecklistItem } from '../api/checklist/item.ts';
import { item as data1 } from './items/data-1.ts';
import { item as data2 } from './items/data-2.ts';
import { item as data3 } from './items/data-3.ts';
import { item as data4 } from './items/data-4.ts';
import { item as data5 } from './items/data-5.ts';
import { item as data6 } from './items/data-6.ts';
import { item as data7 } from './items/data-7.ts';
import { item as model1 } from './items/model-1.ts';
import { item as model2 } from './items/model-2.ts';
import { item as model3 } from './items/model-3.ts';
import { item as model4 } from './items/model-4.ts';
import { item as model5 } from './items/model-5.ts';
import { item as model6 } from './items/model-6.ts';
import { item as model7 } from './items/model-7.ts';
import { item as infra1 } from './items/infra-1.ts';
import { item as infra2 } from './items/infra-2.ts';
import { item as infra3 } from './items/infra-3.ts';
import { item as infra4 } from './items/infra-4.ts';
import { item as infra5 } from './items/infra-5.ts';
import { item as infra6 } from './items/infra-6.ts';
import { item as infra7 } from './items/infra-7.ts';
import { item as monitor1 } from './items/monitor-1.ts';
import { item as monitor2 } from './items/monitor-2.ts';
import { item as monitor3 } from './items/monitor-3.ts';
import { item as monitor4 } from './items/monitor-4.ts';
import { item as monitor5 } from './items/monitor-5.ts';
import { item as monitor6 } from './items/monitor-6.ts';
import { item as monitor7 } from './items/monitor-7.ts';

export const items: readonly ChecklistItem[] = [
  data1,
  data2,
  data3,
  data4,
  data5,
  data6,
  data7,
  model1,
  model2,
  model3,
  model4,
  model5,
  model6,
  model7,
  infra1,
  infra2,
  infra3,
  infra4,
  infra5,
  infra6,
  infra7,
  monitor1,
  monitor2,
  monitor3,
  monitor4,
  monitor5,
  monitor6,
  monitor7,
];
