import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'data-3',
  section: 'data',
  number: 3,
  title: 'No feature costs more than it brings',
  aliases: ["No feature's cost is too much", 'The cost of each feature is tested'],
  docs: {
    what: 'For each feature or source of features it is known what it costs in time, memory, upstream dependencies and money, and that this is worth it.',
    why: 'Costs of serving and of instability are paid for each request and each incident, and nobody sees them in the metrics of a model.',
    manual: 'A dated table of features or sources with time, memory, owner and cost, and what was decided by it.',
    automated: 'A benchmark of the feature computation with bounds in CI (`pytest-benchmark` with a comparison, `timeit`, `tracemalloc`), or alerts on the latency of a feature store.',
    traps: 'The size of a wrapper object instead of what it holds; a bound ten times larger than the documented one; the time of a whole test.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'medium', absent: 'medium' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Measure time and memory of the code that computes features, with a bound that can fail.',
    wire: 'Let a command of the repository run the benchmark.',
    enforce: 'Let a benchmark above its bound fail the run.',
    repeat: 'Run the benchmark from CI on each change.',
    document: 'Write a dated table of the features with their time, memory and sources, and what you decided.',
  },
};
