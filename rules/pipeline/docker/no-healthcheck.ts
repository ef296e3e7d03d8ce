import { COMPOSE_FILES, DOCKER_FILES, isServing, startsOf } from '../../api/repository/docker.ts';
import type { RepositoryFiles } from '../../api/repository/files.ts';
import { firstLineOf } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** Whether something outside of images asks servers how they are. */
function isAskedElsewhere(files: RepositoryFiles): boolean {
  if (files.matching(...COMPOSE_FILES).some(({ path }) => /\bhealthcheck\s*:/.test(files.text(path) ?? ''))) return true;
  const manifests = files.matching('**/*.{yml,yaml,tf,json,tpl}', '**/{fly,railway,render,heroku}.{toml,json,yaml,yml}', '**/Procfile');
  return manifests.some(({ path }) => /\b(?:livenessProbe|readinessProbe|startupProbe|health_?check\w*|healthcheckPath|HealthCheckPath)\b|kind:\s*(?:InferenceService|SeldonDeployment)|gcloud|cloud ?run/i.test(files.text(path) ?? ''));
}

export const rule = repositoryRule({
  id: 'pipeline/docker-no-healthcheck',
  summary: 'Serving images that nobody asks whether they work',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Dockerfile reference, HEALTHCHECK', url: 'https://docs.docker.com/reference/dockerfile/#healthcheck' }],
  docs: {
    what: 'Finds Dockerfiles that start a server known by name and have no `HEALTHCHECK`, in repositories where neither a compose file nor a manifest of Kubernetes asks for one.',
    why: 'A server whose model did not load, or that hangs, still counts as running: it gets requests and is never started anew.',
    instead: 'Add `HEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1`, and have the endpoint use the model.',
    limits: 'Probes that a platform such as Cloud Run sets from outside are not seen. Told once for each Dockerfile.',
  },
  options: {},
  messages: { unasked: 'Nothing asks this server whether it works: no `HEALTHCHECK`, no probe' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a server', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nUSER app\nCMD ["uvicorn", "app:app"]\n^^^^^^^^^^^^^^^^^^^^^^^^^^ unasked\n' },
    ],
    good: [
      { title: 'asked', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nUSER app\nHEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1\nCMD ["uvicorn", "app:app"]\n' },
      { title: 'a job', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCMD ["python", "train.py"]\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) => {
    const unasked = docker.flatMap((file) => {
      const [start] = startsOf(file);
      const isAsked = file.instructions.some(({ name, text }) => name === 'HEALTHCHECK' && text.trim().toUpperCase() !== 'NONE');
      return start === undefined || isAsked || !isServing(file) ? [] : [{ message: 'unasked' as const, at: firstLineOf(files, start.instruction.at) }];
    });
    return unasked.length === 0 || isAskedElsewhere(files) ? [] : unasked;
  },
  mend: null,
});
