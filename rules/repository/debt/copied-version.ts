import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { fileName } from '../../api/debt/settings.ts';
import { wholeFile } from '../../api/repository/place.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const MESSAGES = {
  copy: '`{file}` stands beside `{original}`: {number} versions of one program by name',
} as const;

export const rule = repositoryRule({
  id: 'debt/copied-version',
  summary: 'Versions of a program kept as files side by side',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 5, prototype smell')],
  docs: {
    what: 'Finds programs called like another one in the same folder with `_v2`, `_final`, `_old`, `_copy` or the like behind it, once for each program.',
    why: 'Nobody but the author knows which one made the model that is served. Mistakes are mended in one and stay in the other.',
    instead: 'Keep one file and let version control keep the others; tag the commit that made a result.',
    limits: 'Only names are compared, and the plain name or another version must be there. Tests are left alone.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [{ title: 'three trainings', format: 'repository', fileName: 'train_v2_final.R', text: '! copy\nprint(3)\n', files: { 'train.R': 'print(1)\n', 'train_v2.R': 'print(2)\n' } }],
    good: [{ title: 'two programs', format: 'repository', fileName: 'train.py', text: 'print(1)\n', files: { 'train_forest.py': 'print(2)\n', 'final.py': 'print(3)\n' } }],
  },
  yieldsTo: [],
  looksAt: ['**/*.{py,ipynb,R,Rmd}'],
  mayBlame: ({ name }) => VERSION.test(name.replace(/\.\w+$/, '')),
  needs: 'files',
  find: ({ repository }) =>
    familiesIn(repository).map(({ plain, versions }) => {
      const last = versions.at(-1) ?? plain;
      const original = versions.find((path) => path === plain) ?? versions[0] ?? plain;
      const related = versions.filter((path) => path !== last).map((path) => ({ at: wholeFile(path), text: changedText(path, repository) }));
      return { message: 'copy' as const, at: wholeFile(last), related, data: { file: { text: fileName(last) }, original: { text: fileName(original) }, number: versions.length } };
    }),
  mend: null,
});

const VERSION = /(?:[ _.-]*(?:v\d+(?:[._]\d+)*|final|finale|old|copy|backup|bak|orig|original|neu|latest|fixed|updated|\(\d+\)|copy\d*|deprecated))+$/i;

interface Family {
  /** Path without the words that make a version. */
  readonly plain: string;
  /** Sorted by length, then name. */
  readonly versions: readonly string[];
}

function familiesIn({ files }: Repository): readonly Family[] {
  const families = new Map<string, string[]>();
  for (const { path } of files.matching('**/*.{py,ipynb,R,Rmd}')) {
    if (/(?:^|\/)(?:tests?|docs?|migrations|versions)\//.test(path)) continue;
    const [, stem = '', ending = ''] = /^(.*?)(\.\w+)$/.exec(path) ?? [];
    const plain = stem.replace(VERSION, '');
    // a name of nothing else is a name
    if (plain === '' || plain.endsWith('/')) continue;
    const key = plain + ending;
    families.set(key, [...(families.get(key) ?? []), path]);
  }
  return [...families].flatMap(([plain, paths]) => (paths.length < 2 ? [] : [{ plain, versions: paths.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)) }]));
}

function changedText(path: string, { git }: Repository): string {
  const changed = git?.lastChanged(path) ?? null;
  return changed === null ? 'another version' : `another version, last changed on ${changed.slice(0, 10)}`;
}
