import type { Probe } from '../../api/checklist/probe.ts';
import { alertRulesOf } from '../alert-files.ts';
import { no, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'alert-defined',
  number: 'P17',
  question: 'Is an alert defined?',
  answer: ({ repository }) => {
    const alerts = repository.once(alertRulesOf);
    return alerts.length > 0 ? yes(alerts) : no([]);
  },
};
