import { DOCKER_FILES, finalStages } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** Names that hold keys or passwords by custom; public halves, examples and material of tests are none. */
const SECRET_FILE = /^(?!.*(?:tests?|examples?|fixtures?)\/)(?:.*\/)?(?:\.env(?:\.(?:local|prod|production|secret))?|id_(?:rsa|dsa|ecdsa|ed25519)|[^/]*(?<!pub|public|cert|ca|chain)\.pem|\.netrc|\.pypirc|\.pgpass|[^/]*(?:service[-_]account|credentials)[^/]*\.json)$/i;

function takesAll(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => !word.startsWith('--'));
  return !/(?:^|\s)--from=/.test(text) && /^\.\/?$/.test(words[0] ?? '') && words.length === 2;
}

export const rule = repositoryRule({
  id: 'pipeline/docker-copies-everything',
  summary: 'Whole folders copied into an image without a `.dockerignore`',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Docker, Build context, .dockerignore files', url: 'https://docs.docker.com/build/concepts/context/#dockerignore-files' }],
  docs: {
    what: 'Finds `COPY .` and `ADD .` in what becomes the last image, where neither the folder of the Dockerfile nor the root of the repository has a `.dockerignore`.',
    why: 'The whole folder becomes part of the image: the history of git, local data and models, notebooks with outputs, files with passwords. Everybody who can pull the image can read them, and every change of any of them makes everything after it be built again.',
    instead: 'Write a `.dockerignore` that leaves out `.git`, data, models and secrets, or copy only what the program needs.',
    limits: 'Files that git ignores are not listed, though an image built from a working copy would hold them as well; secrets are told by their names.',
  },
  options: {},
  messages: { everything: 'The whole folder goes into the image, `.git` included; there is no `.dockerignore`', secrets: '{files} would go into the image with everything else; there is no `.dockerignore`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no `.dockerignore`', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCOPY . /app\n     ^ everything\n' },
      { title: 'a key lies in the folder', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCOPY . /app\n     ^ secrets\n', files: { 'deploy/server.pem': '-----BEGIN PRIVATE KEY-----\n' } },
    ],
    good: [
      { title: 'a `.dockerignore`', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCOPY . /app\n', files: { '.dockerignore': '.git\ndata\n' } },
      { title: 'only the sources', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCOPY src /app/src\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap((file) => {
      const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
      if (files.has(`${file.path}.dockerignore`) || files.has(`${folder}.dockerignore`) || files.has('.dockerignore')) return [];
      const final = finalStages(file);
      const copy = file.instructions.find(({ name, text, stage }) => (name === 'COPY' || name === 'ADD') && final.includes(stage) && takesAll(text));
      if (copy === undefined) return [];
      const secrets = files.all.map(({ path }) => path).filter((path) => path.startsWith(folder) && SECRET_FILE.test(path));
      const at = placeOfText(files, { ...copy.at, range: copy.at.range === null ? null : { start: { ...copy.at.range.start, column: copy.at.range.start.column + copy.name.length }, end: copy.at.range.end } }, '.');
      return [secrets.length === 0 ? { message: 'everything' as const, at } : { message: 'secrets' as const, at, severity: 'warning' as const, data: { files: { columns: secrets } } }];
    }),
  mend: null,
});
