import { commandsOf, DOCKER_FILES, pipArguments, valuesOf } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/docker-copy-before-install',
  summary: 'Sources copied before packages are installed',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Docker, Optimize cache usage, Order your layers', url: 'https://docs.docker.com/build/cache/optimize/#order-your-layers' }],
  docs: {
    what: 'Finds `COPY . .` before `pip install -r …` in the same stage, where the requirements were not copied before.',
    why: 'Every change of any file, a notebook or a README too, makes all packages be installed again: minutes instead of seconds for PyTorch or TensorFlow, so images are built less often than the code changes.',
    instead: 'Copy the file of requirements first, install, and copy the rest after that.',
    limits: 'Only `pip install -r`; one finding for a stage.',
  },
  options: {},
  messages: { order: 'Every change of the sources installs all packages again' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'sources first', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCOPY . /app\n^^^^ order\nRUN pip install --no-cache-dir -r /app/requirements.txt\n' },
    ],
    good: [
      { title: 'requirements first', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . /app\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap(({ stages, instructions }) =>
      stages.flatMap((_, stage) => {
        const own = instructions.filter((each) => each.stage === stage);
        const install = own.findIndex((each) => each.name === 'RUN' && commandsOf(each).some((words) => valuesOf(pipArguments(words) ?? [], '-r', '--requirement').length > 0));
        const before = own.slice(0, Math.max(install, 0));
        const copy = before.find(({ name, text }) => (name === 'COPY' || name === 'ADD') && !text.includes('--from=') && /^(?:--\S+\s+)*\.\/?\s+\S+$/.test(text));
        return copy === undefined ? [] : [{ message: 'order', at: placeOfText(files, copy.at, copy.name), related: [{ at: own[install]?.at ?? copy.at, text: 'packages are installed' }] }];
      }),
    ),
  mend: null,
});
