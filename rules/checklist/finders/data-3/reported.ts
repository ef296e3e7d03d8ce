/** What features cost, as a person measured and kept it. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-3/reported',
  find: (repository) => documentsAbout(repository, { items: ['data-3'], title: /\bfeatures?\b.*\b(?:costs?|latency|memory|time)\b|\b(?:costs?|latency) (?:of|per|by) (?:features?|sources?)\b/i, what: 'what features cost', columns: [/^(?:features?|sources?|columns?|groups? of features)\b/i, /\b(?:latency|ms|seconds?|memory|MB|costs?|price|maintenance|effort)\b|€|\$/i] }),
};
