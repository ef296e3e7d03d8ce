import { comesAfter, promotionsOf } from '../../api/checklist/promotions.ts';
import type { Probe } from '../../api/checklist/probe.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import { every, no } from '../probe-outcomes.ts';
import { isTestCommand } from '../test-command.ts';

export const probe: Probe = {
  id: 'promotion-waits',
  number: 'P13',
  question: 'Does what ships a model wait for the tests?',
  answer: ({ repository }) => {
    const tests = repository.runs.flatMap(({ command, started }) => (started !== null && isTestCommand(command) ? [{ ...started, at: command.at }] : []));
    return every(
      repository.once(promotionsOf),
      (promotion) => {
        if (promotion.by === null) return UNKNOWN;
        if (tests.some((test) => comesAfter(promotion, test))) return YES;
        // another workflow may have run the tests before it starts this one
        return promotion.by.triggers.some(({ kind }) => kind === 'upstream' || kind === 'called') ? UNKNOWN : no([]);
      },
      ({ at, text }) => ({ at, text: `${text} ships a model or its service` }),
    );
  },
};
