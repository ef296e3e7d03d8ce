import type { Probe } from '../../api/checklist/probe.ts';
import { every } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'triggers-fire',
  number: 'P11',
  question: 'Does every trigger fire?',
  answer: ({ repository: { automations } }) => every(automations.flatMap(({ triggers }) => triggers.filter(({ kind }) => kind !== 'manual' && kind !== 'called')), ({ fires }) => fires, ({ at, kind }) => ({ at, text: `the trigger \`${kind}\` fires` })),
};
