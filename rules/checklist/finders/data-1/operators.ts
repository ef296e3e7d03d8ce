/** Tasks of Airflow that validate by an operator of Great Expectations, which fails unless it is told not to. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome, RepositoryPlace } from '../../../api/repository/place.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { worst } from '../steps.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-1/operators',
  find: (repository) => ({
    checks: repository.automations.flatMap((automation): readonly FoundCheck[] => {
      if (automation.kind !== 'airflow') return [];
      const program = repository.programs.find(({ path }) => path === automation.at.path);
      const calls = (program?.functions ?? []).flatMap(({ calls: all }) => all).filter(({ name }) => name !== null && /\.(?:GreatExpectationsOperator|GXValidate\w*Operator)$/.test(name));
      const fires = automation.triggers.map((trigger) => trigger.fires);
      const repeated: Outcome = fires.find(({ answer }) => answer === 'yes') ?? (fires.length === 0 ? { answer: 'no', links: [{ at: automation.at, text: `nothing starts \`${automation.name}\`` }] } : worst(fires));
      return calls.map(({ at }): FoundCheck => ({
        items: ['data-1'],
        at,
        text: 'a task checks a table against expectations',
        isReal: neverFails(repository, at) ?? YES,
        data: 'unknown',
        ranBy: { kind: 'always', enforced: YES, repeated, chain: [{ at: automation.at, text: `\`${automation.name}\` has the task` }] },
      }));
    }),
  }),
};

function neverFails({ files }: Repository, at: RepositoryPlace): Outcome | null {
  const lines = (files.text(at.path) ?? '').split('\n');
  const written = at.range === null ? '' : lines.slice(at.range.start.line - 1, at.range.end.line).join('\n');
  return /fail_task_on_validation_failure\s*=\s*False/.test(written) ? { answer: 'no', links: [{ at, text: '`fail_task_on_validation_failure` is off, so the task succeeds whatever is found' }] } : null;
}
