/** Served data held against expectations by a person, and written down. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'monitor-2/reported',
  find: (repository) =>
    documentsAbout(repository, {
      items: ['monitor-2'],
      title: /\b(?:(?:data |feature |input )?drift(?: (?:report|review|analysis|check))?|(?:data|input) (?:monitoring|quality)(?: (?:report|review))?|monitoring (?:report|review))\b/i,
      says: /\b(?:served|production|live|requests?|streams?|incoming|arriv\w+|newly|last (?:week|month)|new (?:data|rows))\b/i,
      what: 'served data held against expectations',
    }),
};
