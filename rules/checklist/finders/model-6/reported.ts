/** Quality by group that a person measured and kept. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout, joined, MEASURED, notebooksThat } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'model-6/reported',
  find: (repository) =>
    joined(
      { manual: notebooksThat(repository, { items: ['model-6'], calls: /^fairlearn\.metrics\.(?:\w+\.)*MetricFrame$|^tensorflow_model_analysis\..*(?:SlicingSpec|render_slicing_metrics)$|\.score_slices$/, what: 'measures quality by group' }) },
      documentsAbout(repository, { items: ['model-6'], title: /\b(?:slic(?:es?|ing)|(?:quality|errors?|accuracy|performance|results?) (?:of|in|for) (?:\w+ )?groups|segments?|sub-?groups?|cohorts?|(?:performance|quality|accuracy|rmse|results?|metrics?|evaluation) (?:by|per|across) \w+)\b/i, says: /\b(?:accuracy|rmse|mae|f1|auc|precision|recall|error|score|metric)\b/i, what: 'quality by group', columns: [/^(?:groups?|slices?|segments?|cohorts?|genres?|countr(?:y|ies)|regions?|devices?|languages?|age (?:group|band|range)s?|gender|sex|occupations?|speakers?|districts?|cit(?:y|ies)|stores?|user (?:type|group)s?|customers?|channels?|brands?|months? of the year|weekdays?|seasons?|stations?)$/i, MEASURED], sentence: { fits: [/\b(?:by|per|for each|across) (?:groups?|slices?|segments?|cohorts?|genres?|countr(?:y|ies)|regions?|devices?|languages?|age (?:group|band|range)s?|gender|sex|occupations?|speakers?|districts?|cit(?:y|ies)|stores?|user (?:type|group)s?|customers?|channels?|brands?|months? of the year|weekdays?|seasons?|stations?)\b/i, /%|\d\.\d/], numbers: 2 } }),
    ),
};
