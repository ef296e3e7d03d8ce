/** What the main process and the process that scores folders say to each other. */
import type { ScoredFolder, ScoreFolderRequest } from '../core/score/scorer.ts';

export type ToScorer =
  | ({ readonly kind: 'score'; readonly number: number } & ScoreFolderRequest)
  /** Speaks of the request with the same number. */
  | { readonly kind: 'cancel'; readonly number: number };

export type FromScorer =
  | { readonly kind: 'progress'; readonly number: number; readonly done: number; readonly path: string }
  | { readonly kind: 'scored'; readonly number: number; readonly result: ScoredFolder }
  | { readonly kind: 'log'; readonly text: string };
