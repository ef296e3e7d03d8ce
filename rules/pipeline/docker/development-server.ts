import { DOCKER_FILES, startsOf } from '../../api/repository/docker.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** Null when the words start no development server; `first` is the word that shows it. */
function marksOf(words: readonly string[]): { readonly first: string; readonly text: string } | null {
  const has = (program: RegExp): boolean => words.some((word) => program.test(word));
  if (words.includes('--reload') && has(/(?:^|\/)(?:uvicorn|gunicorn|hypercorn|flask)$/)) return { first: '--reload', text: '--reload' };
  if (words.includes('--debug') && has(/(?:^|\/)flask$/)) return { first: '--debug', text: 'flask --debug' };
  if (words.includes('runserver') && has(/manage\.py$/)) return { first: 'runserver', text: 'manage.py runserver' };
  for (const [program, command] of [['flask', 'run'], ['fastapi', 'dev']] as const) {
    const at = words.indexOf(program);
    if (at >= 0 && words.slice(at + 1).includes(command)) return { first: program, text: `${program} ${command}` };
  }
  return null;
}

export const rule = repositoryRule({
  id: 'pipeline/docker-development-server',
  summary: 'Images that start a development server',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Flask, Deploying to Production', url: 'https://flask.palletsprojects.com/en/stable/deploying/' }, { title: 'Uvicorn, Settings, Development', url: 'https://www.uvicorn.org/settings/#development' }],
  docs: {
    what: 'Finds images whose command is made for development: `--reload`, `flask run`, `fastapi dev`, `manage.py runserver`, `--debug`.',
    why: 'Such servers restart when files change, answer few requests at once, and with a debugger let whoever reaches them run code.',
    instead: 'Start a production server, such as `gunicorn` or `uvicorn` without `--reload`, and keep the other command for the compose file of development.',
    limits: 'Only the command of the last stage. Dockerfiles whose name or folder says that they are for development or tests are passed over.',
  },
  options: {},
  messages: { development: 'The image starts a server made for development: `{words}`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'reloading', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--reload"]\n                            ^^^^^^^^ development\n' },
      { title: 'a folder whose name only ends like that', format: 'repository', fileName: 'latest/Dockerfile', text: 'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--reload"]\n                            ^^^^^^^^ development\n' },
      { title: 'the server of Flask', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCMD flask run --host 0.0.0.0\n    ^^^^^ development\n' },
    ],
    good: [
      { title: 'a production server', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nCMD ["gunicorn", "app:app"]\n' },
      { title: 'for development', format: 'repository', fileName: 'Dockerfile.dev', text: 'FROM python:3.12-slim\nCMD ["uvicorn", "app:app", "--reload"]\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap((file) => {
      if (/(?:^|[._/-])(?:dev|devel|devcontainer|development|local|debug|tests?|ci)(?:[._/-]|$)/i.test(file.path)) return [];
      const all = startsOf(file);
      const words = all.flatMap((start) => start.words);
      const told = marksOf(words);
      const start = all.find((each) => each.words.includes(told?.first ?? ''));
      return told === null || start === undefined ? [] : [{ message: 'development', at: placeOfText(files, start.instruction.at, told.first), data: { words: { text: told.text } } }];
    }),
  mend: null,
});
