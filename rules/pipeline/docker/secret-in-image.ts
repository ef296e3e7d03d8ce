import { DOCKER_FILES } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const SECRET_NAME = /(?:^|_)(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY)$/i;
const PLACEHOLDER = /^(?:|\*+|x+|<.*>|\[.*\]|\{.*\}|.*(?:change[-_ ]?(?:me|it|this)|replace|your[-_ ]|placeholder|example|dummy|default|none|null|todo|unset|empty|fake|test).*|true|false|yes|no|on|off|[\d.]+|[./~].*|https?:.*)$/i;

/** `K=v K2="v"`, or the older `K v`. */
function assignments(text: string): readonly { readonly key: string; readonly value: string }[] {
  const older = /^([A-Za-z_]\w*)\s+([^=]*)$/.exec(text);
  if (older !== null) return [{ key: older[1] ?? '', value: (older[2] ?? '').trim() }];
  return [...text.matchAll(/(?:^|\s)([A-Za-z_]\w*)=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g)].map(([, key = '', value = '']) => ({ key, value: value.replace(/^(["'])(.*)\1$/, '$2') }));
}

function kindOf(value: string): 'literal' | 'kept' | null {
  if (/^\$\{?\w+\}?$/.test(value)) return 'kept';
  return value.includes('$') || PLACEHOLDER.test(value) ? null : 'literal';
}

export const rule = repositoryRule({
  id: 'pipeline/docker-secret-in-image',
  summary: 'Secrets written into an image',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Docker, Build checks, SecretsUsedInArgOrEnv', url: 'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/' }],
  docs: {
    what: 'Finds `ENV` and `ARG` that give a password, token or key a value in the Dockerfile, and `ENV` that keep one that is given when the image is built.',
    why: 'Values of `ENV` and `ARG` stay in the layers and history of the image. Everybody who can pull it can read them, long after they were changed here.',
    instead: 'Mount it while building, `RUN --mount=type=secret,id=…`, and hand it to the container when it starts.',
    limits: 'Told by names such as `DB_PASSWORD` and `API_KEY`; values that are plainly placeholders, numbers, switches and paths are passed over. `ARG` without a value is not reported.',
  },
  options: {},
  messages: { literal: 'The value of `{name}` stays readable in every copy of the image', kept: '`{name}` is kept in the image as it was given to the build' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a password', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nENV DB_PASSWORD=s3cr3t-pw\n    ^^^^^^^^^^^ literal\n' },
      { title: 'a token of the build', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nARG HF_TOKEN\nENV HF_TOKEN=$HF_TOKEN\n    ^^^^^^^^ kept\n' },
    ],
    good: [
      { title: 'given when the container starts', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nENV DB_PASSWORD_FILE=/run/secrets/db TOKENIZERS_PARALLELISM=false MAX_TOKENS=512\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap(({ instructions }) =>
      instructions.flatMap(({ name, text, at: place }) => {
        if (name !== 'ENV' && name !== 'ARG') return [];
        return assignments(text).flatMap(({ key, value }) => {
          const kind = SECRET_NAME.test(key) ? kindOf(value) : null;
          return kind === null || (kind === 'kept' && name === 'ARG') ? [] : [{ message: kind, at: placeOfText(files, place, key), data: { name: { text: key } } }];
        });
      }),
    ),
  mend: null,
});
