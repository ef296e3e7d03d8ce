/** A question about a repository with a yes or a no, and places that show it. */
import type { Outcome } from '../repository/place.ts';
import type { Repository } from '../repository/repository.ts';
import type { Found } from './check.ts';

export interface Probe {
  /** `ci-present`. */
  readonly id: string;
  /** Number of the generic ones in the catalogue: `P09`. */
  readonly number?: string;
  readonly question: string;
  /** Null when it is about nothing this repository has. */
  readonly answer: (request: { readonly repository: Repository; readonly found: Found }) => Outcome | null;
}
