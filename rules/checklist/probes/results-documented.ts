import type { Probe } from '../../api/checklist/probe.ts';
import { no, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'results-documented',
  number: 'P22',
  question: 'Does a document state a result with its date?',
  answer: ({ repository: { documents } }) => {
    const dated = documents.filter(({ dates, hasResults }) => dates.length > 0 && hasResults);
    return dated.length > 0 ? yes(dated.map(({ at, titles, dates }) => ({ at, text: `\`${titles.at(-1) ?? ''}\` has results and the date ${dates.at(-1) ?? ''}` }))) : no([]);
  },
};
