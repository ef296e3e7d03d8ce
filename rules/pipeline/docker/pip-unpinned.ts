import { commandsOf, DOCKER_FILES, packagesOf, pipArguments, valuesOf } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { textAt } from '../../api/repository/tree.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** What makes images build rather than programs run. */
const BUILDERS = /^(?:pip|setuptools|wheel|uv)$/i;

/** Names are the same in either case, with `-`, `_` and `.` alike. */
function bareName(requirement: string): string {
  return requirement.replace(/[^\w.-].*$/, '').toLowerCase().replaceAll(/[-_.]+/g, '-');
}

function isUnpinned(requirement: string): boolean {
  const name = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?(?:\s*>=?\s*[\w.]+)?$/.exec(requirement)?.[1];
  return name !== undefined && !BUILDERS.test(name) && !/\.(?:whl|zip|gz|txt)$/.test(name);
}

export const rule = repositoryRule({
  id: 'pipeline/docker-pip-unpinned',
  summary: 'Packages installed into an image without a version',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Docker, Building best practices', url: 'https://docs.docker.com/build/building/best-practices/' }, { title: 'hadolint, DL3013 Pin versions in pip', url: 'https://github.com/hadolint/hadolint/wiki/DL3013' }],
  docs: {
    what: 'Finds `pip install` in Dockerfiles that names packages of an index without a version and without a file of constraints.',
    why: 'Each build installs what is newest that day, so two images of one commit can train and predict differently, and a build that worked fails later.',
    instead: 'Pin the versions (`numpy==2.1.0`), or install a locked file of requirements.',
    limits: 'Packages of the project itself, files, addresses and `pip`, `setuptools`, `wheel` and `uv` are passed over. A lower bound alone counts as no version; an upper bound counts as one.',
  },
  options: {},
  messages: { unpinned: '`pip install` of {packages} takes the newest version of the day' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a package without a version', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nRUN pip install --no-cache-dir numpy==2.1.0 pandas\n                                            ^^^^^^ unpinned\n' },
    ],
    good: [
      { title: 'pinned packages and a file of requirements', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nRUN pip install --upgrade pip && pip install numpy==2.1.0 -r requirements.txt .\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) => {
    const own = bareName(textAt(files.trees('pyproject.toml')[0]?.root, 'project', 'name') ?? '');
    return docker.flatMap(({ instructions }) =>
      instructions
        .filter(({ name }) => name === 'RUN')
        .flatMap((instruction) =>
          commandsOf(instruction).flatMap((words) => {
            const pip = pipArguments(words);
            if (pip === null || valuesOf(pip, '-c', '--constraint').length > 0) return [];
            const packages = packagesOf(pip).filter((requirement) => isUnpinned(requirement) && bareName(requirement) !== own);
            const [first] = packages;
            return first === undefined ? [] : [{ message: 'unpinned', at: placeOfText(files, instruction.at, first), data: { packages: { columns: packages } } }];
          }),
        ),
    );
  },
  mend: null,
});
