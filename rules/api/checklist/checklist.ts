/** Everything the checklist knows, as the composition root hands it to core. */
import type { CodeFinder, RepositoryFinder } from './check.ts';
import type { ChecklistItem } from './item.ts';
import type { Probe } from './probe.ts';
import type { Rubric } from './rubric.ts';

export interface Checklist {
  /** In the order of sections and numbers. */
  readonly items: readonly ChecklistItem[];
  readonly probes: readonly Probe[];
  /** The default first. */
  readonly rubrics: readonly Rubric[];
}

export interface Finders {
  readonly code: readonly CodeFinder[];
  readonly repository: readonly RepositoryFinder[];
}
