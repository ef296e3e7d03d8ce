/** Who scores folders for the editor, and counts their debt on the way, in a process of its own. */
import type { DebtReport } from '../debt/debt-report.ts';
import type { CancelSignal } from '../ports.ts';
import type { ScoreReport } from './score-report.ts';

export interface ScoreFolderRequest {
  /** Absolute. */
  readonly root: string;
  /** Git is asked only about folders that are trusted. */
  readonly isTrusted: boolean;
  /** Counting debt asks many rules more; it is left out where nobody sees it. */
  readonly countsDebt: boolean;
}

export type ScoredFolder =
  | { readonly kind: 'scored'; readonly report: ScoreReport; readonly tests: readonly DescribedTest[]; readonly debt: DebtReport | null }
  /** There are no files. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'cancelled' }
  /** `text` is a plain sentence. */
  | { readonly kind: 'failed'; readonly text: string };

/** A test of the rubric, as people are told of it. */
export interface DescribedTest {
  readonly id: string;
  readonly description: string;
  /** Points when it is automated. */
  readonly most: number;
  /** Whether people may state that they do it by hand, or that it does not apply. */
  readonly mayAttest: boolean;
}

export interface ScoreHooks {
  readonly signal: CancelSignal;
  /** @param done 0..1 @param path what is looked at, relative to the root */
  readonly onProgress: (done: number, path: string) => void;
}

export interface Scorer {
  /** Never rejects. One after the other; what did not change since the last time is not looked at again. */
  score(request: ScoreFolderRequest, hooks: ScoreHooks): Promise<ScoredFolder>;
  /** Ends the process until it is needed again, and forgets what it knows. */
  rest(): Promise<void>;
}
