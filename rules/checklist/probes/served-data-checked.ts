import type { Probe } from '../../api/checklist/probe.ts';
import { no, unknown, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'served-data-checked',
  number: 'P20',
  question: 'Is newly arriving or served data checked?',
  answer: ({ found: { checks } }) => {
    const served = checks.filter(({ data }) => data === 'served');
    if (served.length > 0) return yes(served);
    const unsure = checks.filter(({ data }) => data === 'unknown');
    return unsure.length > 0 ? unknown(unsure) : no([]);
  },
};
