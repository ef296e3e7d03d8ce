/** One of the 28 tests. */
import type { Outcome } from '../repository/place.ts';
import type { Repository } from '../repository/repository.ts';
import type { ItemId, Section } from './level.ts';

export interface ChecklistItem {
  readonly id: ItemId;
  readonly section: Section;
  /** 1..7 within the section, as the paper counts. */
  readonly number: number;
  /** What holds when it is done, in our own words, no full stop: "Each feature's expected values are written down as a schema". */
  readonly title: string;
  /** Titles of the 2016 workshop paper and of common lists that mean the same test. */
  readonly aliases: readonly string[];
  readonly docs: ItemDocs;
  /** Data the checks must look at: monitoring tests 2, 3 and 7 need served data; others take any. */
  readonly data: 'any' | 'served';
  /** Whether its check must be able to stop a model from being served. */
  readonly blocks: 'nothing' | 'promotion';
  /** How surely a repository alone tells it (automated, absent). */
  readonly confidence: { readonly automated: 'high' | 'medium' | 'low'; readonly absent: 'high' | 'medium' | 'low' };
  /** Days an attestation of it lasts at most. */
  readonly attestationDays: number;
  /** `no` when the test has no meaning here, provably; nearly always unknown. */
  readonly applies: (repository: Repository) => Outcome;
  /** What to do next from each stage, imperative, one sentence each. */
  readonly next: { readonly start: string; readonly wire: string; readonly enforce: string; readonly repeat: string; readonly document: string };
}

export interface ItemDocs {
  readonly what: string;
  readonly why: string;
  /** What earns 0.5 and what earns 1. */
  readonly manual: string;
  readonly automated: string;
  /** What only looks like it. */
  readonly traps: string;
}
