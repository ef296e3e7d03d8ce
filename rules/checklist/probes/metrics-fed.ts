import type { Probe } from '../../api/checklist/probe.ts';
import type { Outcome } from '../../api/repository/place.ts';
import { metricsOf } from '../finders/metric-feeds.ts';
import { every } from '../probe-outcomes.ts';
import { scrapingOf } from '../scrape-files.ts';

export const probe: Probe = {
  id: 'metrics-fed',
  number: 'P19',
  question: 'Is every exposed metric given computed values, and collected?',
  answer: ({ repository }) => {
    const fed = every(repository.once(metricsOf), (metric) => metric.fed, ({ name, at, feed }) => ({ at: feed ?? at, text: feed === null ? `nothing seen gives \`${name}\` a value` : `\`${name}\` is given a value` }));
    if (fed?.answer !== 'yes') return fed;
    const collected: Outcome = repository.once(scrapingOf);
    return { answer: collected.answer, links: [...fed.links, ...collected.links] };
  },
};
