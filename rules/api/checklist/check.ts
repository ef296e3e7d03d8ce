/** A check of a property somewhere in a repository, before anybody asks whether it ever runs. */
import type { Facts } from '../python/facts.ts';
import type { Link, Outcome, RepositoryPlace } from '../repository/place.ts';
import type { FunctionId, ProgramSummary } from '../repository/program.ts';
import type { Repository } from '../repository/repository.ts';
import type { Run } from '../repository/run.ts';
import type { ItemId } from './level.ts';

/** Rows a check looks at. `served`: newly arriving or served data, as monitoring needs. */
export type DataOrigin = 'train' | 'test' | 'committed' | 'synthetic' | 'served' | 'unknown';

export interface FoundCheck {
  /** Tests of the rubric it speaks for. One check may speak for several. */
  readonly items: readonly ItemId[];
  readonly at: RepositoryPlace;
  /** "`schema.validate` checks the types of `orders`". */
  readonly text: string;
  /** Whether it computes the property and some input makes it fail; its broken links say what is void. */
  readonly isReal: Outcome;
  readonly data: DataOrigin;
  /** Where fixtures hand a test its rows, and the finder cannot see them: core asks whether one of them reads something. */
  readonly rowsFrom?: 'fixtures';
  /** How it comes to run. */
  readonly ranBy: RanBy;
  /** True for what only its name makes a check of these items: it speaks where nothing else stands in its function. */
  readonly isByName?: true;
  /** True for what may be a check of these items or of something else: it keeps a test from being called absent, and never makes it void. */
  readonly isDoubtful?: true;
  /** Points it is worth at most; 1 when left out. */
  readonly atMost?: 0.5;
  /** Why no more. */
  readonly because?: string;
  /** Whether its failure keeps a model from being served, where the finder can tell (the check stands before the upload in one function); core looks at the jobs when left out. */
  readonly stopsPromotion?: Outcome;
}

export type RanBy =
  /** Code of this function; core finds who calls it. */
  | { readonly kind: 'function'; readonly id: FunctionId }
  /** Commands that run it, such as `soda scan` for `checks.yml`; none when nothing does. */
  | { readonly kind: 'runs'; readonly runs: readonly Run[] }
  /** Something that works as long as the system is up, such as an alert rule; the outcomes say whether it is switched on and reaches somebody. */
  | { readonly kind: 'always'; readonly enforced: Outcome; readonly repeated: Outcome; readonly chain: readonly Link[] };

/** Something that names a property without checking it: a dependency, a heading, a file name. Scores nothing; shown as claimed. */
export interface Mention {
  readonly items: readonly ItemId[];
  readonly at: RepositoryPlace;
  readonly text: string;
}

/** A person's test with a documented result: a dated section, a stored report, a notebook with outputs. */
export interface ManualEvidence {
  readonly items: readonly ItemId[];
  readonly at: RepositoryPlace;
  readonly text: string;
  /** ISO date of the result; null when nothing says it, which makes it no evidence. */
  readonly date: string | null;
  /** `no` when it contradicts itself or what is found: older than what it judges, numbers that nothing computes. */
  readonly isValid: Outcome;
}

/** Something provable that keeps a test from being done, whatever else is found: a personal column in a committed file. */
export interface CounterEvidence {
  readonly items: readonly ItemId[];
  readonly at: RepositoryPlace;
  readonly text: string;
}

export interface Found {
  readonly checks: readonly FoundCheck[];
  readonly mentions: readonly Mention[];
  readonly manual: readonly ManualEvidence[];
  readonly counter: readonly CounterEvidence[];
}

/** What is found in one program; plain data. */
export type CodeFound = Partial<Found>;

/** Looks for checks of one kind in a program. Pure and total. */
export interface CodeFinder {
  readonly name: string;
  readonly find: (request: { readonly facts: Facts; readonly program: ProgramSummary; readonly placeOf: (node: { readonly start: number; readonly end: number }) => RepositoryPlace; readonly ownerOf: (node: { readonly start: number; readonly end: number }) => FunctionId }) => CodeFound;
}

/** Looks for checks of one kind in everything else. Pure and total. */
export interface RepositoryFinder {
  readonly name: string;
  readonly find: (repository: Repository) => CodeFound;
}
