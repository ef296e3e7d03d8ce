import { DOCKER_FILES, finalBase, finalStages, imageParts, isServing, startsOf } from '../../api/repository/docker.ts';
import { firstLineOf } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const ROOT_IMAGES = /^(?:docker\.io\/)?(?:(?:library\/)?(?:python|ubuntu|debian|alpine|node|golang)|nvidia\/cuda|continuumio\/(?:mini|ana)conda3|pytorch\/pytorch|tensorflow\/(?:tensorflow|serving)|tiangolo\/[\w-]+)$/;

export const rule = repositoryRule({
  id: 'pipeline/docker-root-user',
  summary: 'Serving images that run as root',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Docker, Building best practices, USER', url: 'https://docs.docker.com/build/building/best-practices/#user' }],
  docs: {
    what: 'Finds Dockerfiles whose last image starts a server known by name, rests on an image that is root by default, and never changes the user.',
    why: 'Whoever breaks into the server, for example by way of a model file that runs code when it is loaded, is root in the container.',
    instead: 'Make a user and switch to it with `USER` before `CMD`.',
    limits: 'Only servers known by name, such as `uvicorn`, `gunicorn`, `streamlit` and `tensorflow_model_server`, and well-known base images. A user set from outside, by Kubernetes or compose, is not seen.',
  },
  options: {},
  messages: { root: 'The server runs as root; no `USER` is set' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'uvicorn as root', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCOPY src /app\nCMD ["uvicorn", "app:app"]\n^^^^^^^^^^^^^^^^^^^^^^^^^^ root\n' },
    ],
    good: [
      { title: 'a user of its own', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nRUN useradd app\nUSER app\nCMD ["uvicorn", "app:app"]\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap((file) => {
      const base = imageParts(finalBase(file) ?? '');
      const [start] = startsOf(file);
      if (start === undefined || base === null || !ROOT_IMAGES.test(base.name) || /nonroot|rootless/.test(base.tag ?? '') || !isServing(file)) return [];
      const final = finalStages(file);
      const isChanged = file.instructions.some(({ name, text, stage }) => final.includes(stage) && ((name === 'USER' && !/^(?:root|0)(?::|$)/.test(text.trim())) || /\b(?:gosu|su-exec|runuser|setpriv)\b/.test(text)));
      return isChanged ? [] : [{ message: 'root', at: firstLineOf(files, start.instruction.at) }];
    }),
  mend: null,
});
