import { wholeFile } from '../../api/repository/place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const LOCAL = ['**/conf/local/**/*.{yml,yaml}'] as const;

export const rule = repositoryRule({
  id: 'pipeline/kedro-local-committed',
  summary: 'Local configuration of Kedro under version control',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kedro, Configuration', url: 'https://docs.kedro.org/en/stable/configure/configuration_basics/' }],
  docs: {
    what: 'Finds files of settings in `conf/local` that git tracks, or that no `.gitignore` keeps out of it.',
    why: '`conf/local` is for one person and one machine: it overrides `conf/base` for everybody who gets it, and it is where credentials belong.',
    instead: 'Take the files out of git (`git rm --cached`), and ignore `conf/local/**` but `.gitkeep`.',
    limits: 'Empty files are passed over, as are files that are neither ignored nor tracked yet. Where git cannot be asked, the `.gitignore` is.',
  },
  options: {},
  messages: { shared: 'Git does not ignore this file, which overrides `conf/base` for everybody' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'not ignored', format: 'repository', fileName: 'conf/local/globals.yml', text: '! shared\nbucket: ada\n', files: { '.gitignore': '*.log\n', 'conf/base/globals.yml': 'bucket: shared\n' } },
    ],
    good: [
      { title: 'nothing to override', format: 'repository', fileName: 'conf/local/globals.yml', text: 'bucket: ada\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...LOCAL],
  needs: 'files',
  find: ({ repository: { files } }) => {
    const isKept = files.has('.gitignore') && files.matching('**/conf/base/**').length > 0;
    return !isKept ? [] : files.matching(...LOCAL).flatMap(({ path, isTracked, sizeBytes }) => (isTracked !== false && sizeBytes > 0 ? [{ message: 'shared', at: wholeFile(path) }] : []));
  },
  mend: null,
});
