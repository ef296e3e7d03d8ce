/** Reports of a model's quality that a workflow puts where a person decides: comments of pull and merge requests. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { textOfPlace } from '../place-text.ts';
import { allOfStep } from '../steps.ts';

const ITEMS = ['infra-4'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-4/shown-to-reviewers',
  find: (repository) => ({ checks: comments(repository) }),
};

const COMMENTS = /(?:^|\s)(?:cml[ -](?:comment (?:create|update)|send-comment)|gh pr comment)\b/;
const COMMENT_ACTION = /^(?:marocchino\/sticky-pull-request-comment|peter-evans\/create-or-update-comment|thollander\/actions-comment-pull-request|mshick\/add-pr-comment|actions\/github-script)@/;
/** Values, or files of them, not words about the code. */
const OF_QUALITY = /\bdvc metrics\b|\b(?:metrics?|scores?|evaluation|model[-_]report)[\w.-]*\.(?:json|ya?ml|txt|md|csv)\b|\b(?:accuracy|f1[-_ ]?score|roc[-_]auc|rmse|mape)\b/i;
const OF_CODE = /\bcoverage\b|\bpylint\b|\blint\b/i;

function comments(repository: Repository): readonly FoundCheck[] {
  const found = repository.automations.flatMap((automation) =>
    automation.jobs.flatMap((job) =>
      job.steps.flatMap((step): readonly FoundCheck[] => {
        const { does } = step;
        const text = does.kind === 'shell' ? does.script.lines.map((line) => line.text).filter((line) => !/^\s*#/.test(line)).join('\n') : does.kind === 'uses' && COMMENT_ACTION.test(does.name) ? textOfPlace(repository, step.at) : '';
        const isComment = does.kind === 'shell' ? COMMENTS.test(text) : /createComment|comment/i.test(text);
        if (!isComment || !OF_QUALITY.test(text) || OF_CODE.test(text)) return [];
        return [{ items: ITEMS, at: step.at, text: 'the quality of the model is shown to whoever reviews a change', isReal: YES, data: 'unknown', ranBy: { kind: 'always', ...allOfStep({ automation, job, step }) }, atMost: 0.5, because: 'a person has to look at it, nothing stops a worse model', stopsPromotion: YES }];
      }),
    ),
  );
  return found.slice(0, 1);
}
