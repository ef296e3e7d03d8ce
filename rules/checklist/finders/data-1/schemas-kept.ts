/** Schemas, expectations and dictionaries of data that are kept as files, whether or not something reads them. */
import type { Mention, RepositoryFinder } from '../../../api/checklist/check.ts';
import { wholeFile } from '../../../api/repository/place.ts';
import { documentsAbout, joined, notebooksThat } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-1/schemas-kept',
  find: (repository) => {
    const files = repository.files.matching(...KEPT);
    const mentions = files.map(({ path }): Mention => ({ items: ['data-1'], at: wholeFile(path), text: `\`${path.slice(path.lastIndexOf('/') + 1)}\` holds a schema or expectations` }));
    return joined(
      { mentions, manual: notebooksThat(repository, { items: ['data-1'], calls: PROFILES, what: 'profiles the data' }) },
      documentsAbout(repository, {
        items: ['data-1'],
        title: /\b(?:data (?:dictionary|quality|validation|schema|profil\w+|expectations?|contract)|schema validation|feature (?:schema|expectations?))\b/i,
        says: /^\s*\|.*\b(?:d?types?|range|missing|nulls?|expected|allowed|constraints?)\b.*\|/im,
        what: 'what the data should look like',
        isWithoutNumbers: true,
      }),
    );
  },
};

const KEPT: readonly string[] = ['**/{great_expectations,gx}/expectations/**/*.json', '**/{great_expectations,gx}/checkpoints/*.yml', '**/schema.pbtxt', '**/*.avsc', '**/datapackage.json', '**/*.schema.json', '**/*datacontract*.{yml,yaml}'];

const PROFILES = /^(?:ydata_profiling|pandas_profiling)\.(?:\w+\.)*ProfileReport$|^sweetviz\.|^great_expectations\..*validate$|^tensorflow_data_validation\..*(?:infer_schema|validate_statistics)$/;
