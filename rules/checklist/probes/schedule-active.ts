import type { Probe } from '../../api/checklist/probe.ts';
import { anyOf, no } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'schedule-active',
  number: 'P16',
  question: 'Does a schedule start something?',
  answer: ({ repository: { automations } }) => {
    const schedules = automations.flatMap(({ triggers }) => triggers.filter(({ kind }) => kind === 'schedule'));
    return schedules.length === 0 ? no([]) : anyOf(schedules.map(({ fires, at }) => ({ answer: fires.answer, links: fires.links.length > 0 ? fires.links : [{ at, text: 'a schedule' }] })));
  },
};
