import { commandsOf, DOCKER_FILES } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const VALUED = /^(?:-c|--channel|-n|--name|-p|--prefix|--file|-f|--repodata-fn|--solver|--override-channels-file|--revision)$/;

function unpinnedOf(words: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (VALUED.test(word)) index += 1;
    else if (/^(?:[\w.-]+::)?[A-Za-z][\w.-]*$/.test(word) && !/^(?:conda|mamba|pip|python)$|\.(?:ya?ml|txt|conda|bz2)$/.test(word)) found.push(word);
  }
  return found;
}

export const rule = repositoryRule({
  id: 'pipeline/docker-conda-unpinned',
  summary: 'Packages of conda that each build takes in another version',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'conda, Managing packages', url: 'https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-pkgs.html' }],
  docs: {
    what: 'Finds `conda install`, `mamba install` and `conda create` in Dockerfiles that name packages without a version.',
    why: 'Each build installs what is newest that day, so two images of one commit can train and predict differently.',
    instead: 'Pin the versions, `conda install numpy=2.1.0`, or create the environment from a locked file.',
    limits: 'Files of environments (`--file`, `environment.yml`), addresses, and `conda`, `mamba` and `pip` themselves are passed over.',
  },
  options: {},
  messages: { unpinned: '`{program} install` of {packages} takes the newest version of the day' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a package without a version', format: 'repository', fileName: 'Dockerfile', text: 'FROM continuumio/miniconda3:24.1.2-0\nRUN conda install -y -c conda-forge numpy=2.1.0 lightgbm\n                                                ^^^^^^^^ unpinned\n' },
    ],
    good: [
      { title: 'pinned', format: 'repository', fileName: 'Dockerfile', text: 'FROM continuumio/miniconda3:24.1.2-0\nRUN conda install -y -c conda-forge numpy=2.1.0 && conda update -n base conda\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap(({ instructions }) =>
      instructions
        .filter(({ name }) => name === 'RUN')
        .flatMap((instruction) =>
          commandsOf(instruction).flatMap(([path = '', command = '', ...words]) => {
            const program = path.split('/').at(-1) ?? '';
            const packages = /^(?:conda|mamba|micromamba)$/.test(program) && /^(?:install|create)$/.test(command) ? unpinnedOf(words) : [];
            const [first] = packages;
            return first === undefined ? [] : [{ message: 'unpinned', at: placeOfText(files, instruction.at, first), data: { program: { text: program }, packages: { columns: packages } } }];
          }),
        ),
    ),
  mend: null,
});
