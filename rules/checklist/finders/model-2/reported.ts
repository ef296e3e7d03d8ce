/** How offline and online metrics relate, as a person found and wrote down. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'model-2/reported',
  find: (repository) =>
    documentsAbout(repository, {
      items: ['model-2'],
      title: /\b(?:offline.{1,20}online|online.{1,20}offline|a\/?b[- ]test(?:s|ing)?|online (?:evaluation|metrics?|experiments?)|proxy metrics?)\b/i,
      says: /offline[^]*(?:online|click|ctr|conversion|users?)|(?:online|click|ctr|conversion|users?)[^]*offline/i,
      what: 'how offline and online metrics relate',
      columns: [/\b(?:offline|lab|laboratory|held[- ]?out|backtest)\b/i, /\b(?:online|field|live|production|ctr|click\w*|conversion|watched|bought|a\/b|share|missed|wrong)\b/i],
      sentence: { fits: [/\b(?:offline|lab|held[- ]?out)\b/i, /\b(?:online|field|live|production|click\w*|users?)\b/i, /\b(?:correlat\w+|spearman|pearson|rank|order|move together|agree\w*|predicts?)\b/i], numbers: 1 },
    }),
};
