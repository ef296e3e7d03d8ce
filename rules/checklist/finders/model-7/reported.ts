/** Fairness that a person examined and wrote down, and libraries that are only imported. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout, joined, notebooksThat } from '../manual-evidence.ts';
import { mentionsOfPackages } from '../package-mentions.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'model-7/reported',
  find: (repository) =>
    joined(
      { mentions: mentionsOfPackages(repository, { items: ['model-7'], packages: ['fairlearn', 'aif360', 'aequitas', 'fairness_indicators', 'holisticai'] }) },
      { manual: notebooksThat(repository, { items: ['model-7'], calls: /^(?:fairlearn\.metrics|aif360\.(?:sklearn\.)?metrics|aequitas)\./, what: 'measures fairness' }) },
      documentsAbout(repository, { items: ['model-7'], title: /\b(?:fairness|bias(?: analysis| evaluation| audit| and fairness)?|inclusion|demographic parity|equali[sz]ed odds|disparate impact|discrimination)\b/i, says: /\b(?:gender|sex|race|ethnic\w*|age|nationality|religion|disab\w*|protected|sensitive|women|female|minorit\w*|demographic\w*|groups?)\b/i, what: 'how groups of people are treated' }),
    ),
};
