import type { Probe } from '../../api/checklist/probe.ts';
import { no, unknown, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'exceptions-not-swallowed',
  number: 'P15',
  question: 'Do exceptions go on to whoever started the program?',
  answer: ({ repository: { programs } }) => {
    const swallowed = programs.flatMap(({ functions }) => functions.flatMap(({ calls }) => calls.flatMap((call) => call.swallowed ?? [])));
    if (swallowed.length > 0) return no(swallowed);
    return programs.length === 0 ? null : programs.some(({ isCutShort }) => isCutShort) ? unknown([]) : yes([]);
  },
};
