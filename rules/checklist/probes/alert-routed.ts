import type { Probe } from '../../api/checklist/probe.ts';
import { receiversOf } from '../alert-files.ts';

export const probe: Probe = {
  id: 'alert-routed',
  number: 'P18',
  question: 'Does an alert reach somebody?',
  answer: ({ repository }) => repository.once(receiversOf),
};
