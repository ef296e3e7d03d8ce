/** Whether a check can keep a model from being served: is there a way in the jobs from the check to what ships it. */
import type { FoundCheck } from '../../../rules/api/checklist/check.ts';
import { comesAfter, likelyPromotionsOf, promotionsOf } from '../../../rules/api/checklist/promotions.ts';
import type { Promotion } from '../../../rules/api/checklist/promotions.ts';
import type { Outcome } from '../../../rules/api/repository/place.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import type { Run } from '../../../rules/api/repository/run.ts';

/** @param run the run that executes the check; null where none is known */
export function stopsPromotion({ repository, check, run }: { readonly repository: Repository; readonly check: FoundCheck; readonly run: Run | null }): Outcome {
  if (check.stopsPromotion !== undefined) return check.stopsPromotion;
  const promotions = repository.once(promotionsOf);
  const likely = run === null || run.started === null ? undefined : likelyAfter(repository, run, run.started);
  if (likely !== undefined) return { answer: 'yes', links: [{ at: likely.at, text: `${likely.text} waits for it` }] };
  if (promotions.length === 0) return { answer: 'unknown', links: [{ at: check.at, text: 'nothing that ships a model was found, so it cannot be told what this check stops' }] };
  if (run === null || run.started === null) return { answer: 'unknown', links: [] };
  const { started } = run;
  const after = promotions.find((promotion) => comesAfter(promotion, { ...started, at: run.command.at }));
  if (after !== undefined) return { answer: 'yes', links: [{ at: after.at, text: `${after.text} waits for it` }] };
  const may = promotions.find(({ by }) => by === null || (by !== started.by && by.triggers.some(({ kind }) => kind === 'upstream' || kind === 'called')));
  if (may !== undefined) return { answer: 'unknown', links: [{ at: may.at, text: `it is not certain that ${may.text} waits for the check` }] };
  return { answer: 'no', links: promotions.slice(0, MOST_LINKS).map(({ at, text }) => ({ at, text: `${text} does not wait for the check` })) };
}

function likelyAfter(repository: Repository, { command }: Run, started: NonNullable<Run['started']>): Promotion | undefined {
  const wait = (promotion: Promotion): boolean => comesAfter(promotion, { ...started, at: command.at });
  return repository.once(promotionsOf).some(wait) ? undefined : repository.once(likelyPromotionsOf).find(wait);
}

const MOST_LINKS = 3;
