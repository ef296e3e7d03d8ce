/** Quality that decides outside of Python whether a model ships: conditions of jobs and steps, bounds in shell scripts. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { comesAfter, likelyPromotionsOf, promotionsOf } from '../../../api/checklist/promotions.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { shellBoundsOf } from '../shell-bounds.ts';
import type { ShellBound } from '../shell-bounds.ts';
import { allOfStep } from '../steps.ts';

const ITEMS = ['infra-4'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-4/conditions',
  find: (repository) => ({ checks: [...shippingConditions(repository), ...shellGates(repository)] }),
};

/** What earlier steps, jobs and tasks say. */
const OUTPUT = /\b(?:steps|needs|tasks|dependencies|jobs)[.[][\w.'"\]-]*?\.?(?:outputs?|outcome|result|conclusion)\b[\w.'"-]*|\b(?:outputs|stageDependencies)\b/i;
const QUALITY = /accuracy|\bacc\b|auc|f1|rmse|\bmae\b|mape|precision|recall|metric|score|quality|better|improv|promot|approv|bless|passed|valid|eval|compar|gate|champion|deploy|good|regress/i;

/** A job or step that ships and runs only if an earlier one says so. */
function shippingConditions(repository: Repository): readonly FoundCheck[] {
  const known = new Set<string>();
  return [...repository.once(promotionsOf), ...repository.once(likelyPromotionsOf)].flatMap(({ by, job, step, text }): readonly FoundCheck[] => {
    if (by === null || job === null || step === null) return [];
    const asked = [...job.runs.links, ...step.runs.links].find((link) => OUTPUT.test(link.text) && QUALITY.test(link.text));
    if (asked === undefined || known.has(JSON.stringify(asked.at)) || (job.runs.answer === 'no' || step.runs.answer === 'no')) return [];
    known.add(JSON.stringify(asked.at));
    const { enforced, repeated, chain } = allOfStep({ automation: by, job: { ...job, runs: YES }, step: { ...step, runs: YES } });
    return [{ items: ITEMS, at: asked.at, text: `${text} waits for what an earlier step says of the model`, isReal: saidBy(repository, asked.text), data: 'unknown', ranBy: { kind: 'always', enforced, repeated, chain }, stopsPromotion: YES }];
  });
}

/** Yes where the condition compares by itself, or a program of the project writes that output out of metrics. */
function saidBy({ programs, files }: Repository, condition: string): Outcome {
  if (/[<>]=?\s*['"]?\d*\.?\d/.test(condition)) return YES;
  const names = [...condition.matchAll(/outputs?(?:\.parameters)?[.[]['"]?([A-Za-z_][\w-]*)/g)].map((match) => match[1] ?? '');
  const isWritten = programs.some(({ path }) => {
    const text = files.text(path) ?? '';
    return /GITHUB_OUTPUT|set-output|task\.setvariable|\/tmp\/outputs|xcom/i.test(text) && names.some((name) => text.includes(name)) && /[<>]=?/.test(text) && QUALITY.test(text);
  });
  return isWritten ? YES : UNKNOWN;
}

const OF_QUALITY = /accuracy|\bacc\b|\bauc\b|_auc|auc_|\bf1|f1\b|rmse|\bmae\b|mape|precision|recall|ndcg|hit_?rate|\bmetrics?\b|metrics?\.json|\bscore|r2\b|log_?loss|perplexity|\bwer\b|\bbleu\b/i;

/** A metric that a shell script reads and holds against a bound. */
function shellGates(repository: Repository): readonly FoundCheck[] {
  return repository.once(shellBoundsOf).flatMap((bound): readonly FoundCheck[] => {
    // the coverage of tests is no quality of a model
    if (!OF_QUALITY.test(bound.text) || /coverage|pylint|flake8|lint/i.test(bound.text)) return [];
    const base = { items: ITEMS, at: bound.at, text: 'a shell script holds the quality of a model against a bound', isReal: YES, data: 'unknown' as const };
    const { step } = bound;
    if (step === null) return [{ ...base, ranBy: { kind: 'runs', runs: runsThrough(repository, bound) } }];
    const { enforced, repeated, chain } = allOfStep(step);
    const after = [...repository.once(promotionsOf), ...repository.once(likelyPromotionsOf)].find((promotion) => comesAfter(promotion, { by: step.automation, job: step.job, step: step.step, at: bound.at }));
    const stopsPromotion: Outcome = after === undefined ? UNKNOWN : { answer: 'yes', links: [{ at: after.at, text: `${after.text} waits for it` }] };
    return [{ ...base, ranBy: { kind: 'always', enforced, repeated, chain }, stopsPromotion }];
  });
}

function runsThrough({ runs }: Repository, { at }: ShellBound): Repository['runs'] {
  return runs.filter(({ through, command }) => through.some(({ at: target }) => target.path === at.path) || command.at.path === at.path);
}
