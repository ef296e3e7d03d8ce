import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'monitor-6',
  section: 'monitor',
  number: 6,
  title: 'Speed and memory of the model have not become worse',
  aliases: ['Computing performance has not regressed', 'The model has not experienced dramatic or slow-leak regressions in training speed, serving latency, throughput, or RAM usage'],
  docs: {
    what: 'Latency, throughput, memory and the time of training are measured and compared with before.',
    why: 'It gets slower a little with each change, until users leave or a machine runs out of memory.',
    manual: 'A dated load test with numbers.',
    automated: 'Metrics of latency and memory with alert rules, or a performance test in CI that compares with a baseline.',
    traps: 'A load test nobody runs; the 99th percentile of one measurement; a bound of thirty seconds for a tenth of one; a histogram without a rule.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'medium' },
  attestationDays: 30,
  applies: () => UNKNOWN,
  next: {
    start: 'Measure the latency of a prediction many times and fail above a bound, or alert on a latency metric.',
    wire: 'Let a command of the repository run the measurement.',
    enforce: 'Let a value above the bound fail the run or alert somebody.',
    repeat: 'Run it from CI or keep the alert rule active.',
    document: 'Run a load test and keep its numbers with the date.',
  },
};
