import type { Probe } from '../../api/checklist/probe.ts';
import { CI_KINDS } from '../ci-kinds.ts';
import { no, yes } from '../probe-outcomes.ts';
import { isTestCommand } from '../test-command.ts';

export const probe: Probe = {
  id: 'tests-run-in-ci',
  number: 'P10',
  question: 'Does CI run the tests?',
  answer: ({ repository }) => {
    const tests = repository.runs.filter(({ command, started }) => isTestCommand(command) && started !== null && CI_KINDS.includes(started.by.kind));
    if (tests.length > 0) return yes(tests.map(({ command }) => ({ at: command.at, text: 'runs the tests' })));
    return no(repository.runs.filter(({ command }) => isTestCommand(command)).map(({ command }) => ({ at: command.at, text: 'only a person runs the tests here' })));
  },
};
