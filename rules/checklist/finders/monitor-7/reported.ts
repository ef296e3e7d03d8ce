/** Quality on served data, as a person measured and wrote it down. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout, MEASURED } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'monitor-7/reported',
  find: (repository) =>
    documentsAbout(repository, {
      items: ['monitor-7'],
      title: /\b(?:online (?:evaluation|quality|experiments?|results?)|field (?:tests?|trials?|study)|(?:quality|accuracy|performance|errors?|metrics|evaluation) (?:in (?:production|the field)|on served \w+|of served \w+|online|live)|production (?:quality|accuracy|performance|metrics|evaluation))\b/i,
      says: /\b(?:streams?|served|production|requests?|field|live|watch\w*|click\w*|devices?|answers?|telemetry)\b/i,
      what: 'the quality of served predictions',
      sentence: { fits: [/\b(?:over|on|from|of) (?:the )?(?:streams?|served (?:requests|answers|predictions|recommendations)|production (?:logs|requests|traffic)|live traffic|telemetry|answers of the service)\b/i, MEASURED], numbers: 1 },
    }),
};
