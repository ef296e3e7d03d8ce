import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { fileName } from '../../api/debt/settings.ts';
import type { Run } from '../../api/repository/run.ts';
import { repositoryRule } from '../../api/repository-rule.ts';
import type { RepositoryVerdict } from '../../api/repository-rule.ts';

const MESSAGES = {
  scheduled: '`{automation}` runs the notebook `{notebook}` without a person',
  container: 'The container runs the notebook `{notebook}`',
} as const;

export const rule = repositoryRule({
  id: 'debt/notebook-in-production',
  summary: 'Notebooks that schedulers and containers run',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 5, prototype smell')],
  docs: {
    what: 'Finds notebooks that are executed by a schedule or when a container starts (`papermill`, `jupyter nbconvert --execute`, `jupyter execute`, `ipython`).',
    why: 'A prototype does the work of a program: it is not tested, cannot be imported, holds its results in its own file and is hard to review. That it runs is taken for a sign that it is done.',
    instead: 'Move the code into a module with functions and tests, and let the schedule run that; keep the notebook for looking at results.',
    limits: 'Notebooks that CI systems run on pushes, to test that they work, are not reported, nor are those that only a person starts.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'each night',
        format: 'repository',
        fileName: '.github/workflows/nightly.yml',
        text: 'name: nightly\non:\n  schedule:\n    - cron: "0 3 * * *"\njobs:\n  train:\n    runs-on: ubuntu-latest\n    steps:\n      - run: papermill train.ipynb out.ipynb\n#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ scheduled\n',
        files: { 'train.ipynb': '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n' },
      },
      { title: 'at the start of a container', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12\nCMD ["papermill", "train.ipynb", "out.ipynb"]\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ container\n' },
    ],
    good: [
      {
        title: 'a test of the notebook',
        format: 'repository',
        fileName: '.github/workflows/test.yml',
        text: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: jupyter nbconvert --execute --to notebook tutorial.ipynb\n',
      },
    ],
  },
  yieldsTo: [],
  looksAt: ['**/*.{yaml,yml,sh}', '**/Dockerfile*', '**/*.dockerfile', '**/Jenkinsfile*', '**/Makefile', '**/crontab*'],
  needs: 'runs',
  find: ({ repository }) => [
    ...repository.runs.flatMap(scheduledNotebook),
    ...repository.docker.flatMap(({ instructions }) =>
      instructions.flatMap((instruction): readonly RepositoryVerdict<typeof MESSAGES>[] => {
        const notebook = instruction.name === 'CMD' || instruction.name === 'ENTRYPOINT' ? notebookIn(instruction.text.split(/[\s",[\]]+/)) : null;
        return notebook === null ? [] : [{ message: 'container', at: instruction.at, data: { notebook: { text: fileName(notebook) } } }];
      }),
    ),
  ],
  mend: null,
});

function scheduledNotebook({ started, command, chain, repeated }: Run): readonly RepositoryVerdict<typeof MESSAGES>[] {
  const notebook = notebookIn(command.words);
  if (notebook === null || started === null || repeated.answer === 'no') return [];
  const isScheduled = started.by.triggers.length > 0 && started.by.triggers.every(({ kind }) => kind === 'schedule' || kind === 'manual') && started.by.triggers.some(({ kind, fires }) => kind === 'schedule' && fires.answer === 'yes');
  return isScheduled ? [{ message: 'scheduled', at: command.at, related: chain, data: { automation: { text: started.by.name.replaceAll('`', "'") }, notebook: { text: fileName(notebook) } } }] : [];
}

/** The notebook a command executes; null when it is another command. */
function notebookIn(given: readonly (string | null)[]): string | null {
  const words = given.filter((word): word is string => word !== null && word !== '');
  const text = words.join(' ');
  const executes = /(?:^|\s)(?:\S*\/)?papermill\s|\bjupyter(?:-|\s+)nbconvert\b.*--execute|\bjupyter(?:-|\s+)(?:execute|run)\b|(?:^|\s)(?:\S*\/)?(?:ipython3?|runipy)\s/.test(`${text} `);
  return executes ? (words.find((word) => word.endsWith('.ipynb')) ?? null) : null;
}
