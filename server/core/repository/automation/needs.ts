/** Jobs that wait for others: one that never runs takes those with it that need it. */
import type { Job, Step } from '../../../../rules/api/repository/automation.ts';
import type { Outcome } from '../../../../rules/api/repository/place.ts';
import { noBecause, quoted, unknownBecause } from './outcomes.ts';

export interface Waiting {
  /** Ids of jobs that run whatever became of the jobs they need. */
  readonly regardless: ReadonlySet<string>;
  /** Steps that may well fail for reasons of their own, and so keep other jobs from running. */
  readonly isDoubtful: (step: Step) => boolean;
}

export function withBrokenNeeds(jobs: readonly Job[], { regardless, isDoubtful }: Waiting): readonly Job[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const settled = new Map<string, Outcome>();
  const runsOf = (job: Job, depth: number): Outcome => {
    const known = settled.get(job.id);
    if (known !== undefined) return known;
    // what needs itself is cut here, and rejected by the system
    settled.set(job.id, job.runs);
    const outcome = job.runs.answer === 'no' || regardless.has(job.id) || depth > MAX_DEPTH ? job.runs : (brokenNeed(job, depth) ?? job.runs);
    settled.set(job.id, outcome);
    return outcome;
  };
  const brokenNeed = (job: Job, depth: number): Outcome | null => {
    let unsure: Outcome | null = null;
    for (const id of job.needs) {
      const needed = byId.get(id);
      if (needed === undefined) continue;
      const runs = runsOf(needed, depth + 1);
      if (runs.answer === 'no') return { answer: 'no', links: [...runs.links, ...noBecause(job.at, `job ${quoted(job.id)} waits for ${quoted(id)}, which never runs`).links] };
      const doubtful = needed.steps.find((step) => step.enforced.answer === 'yes' && isDoubtful(step));
      if (doubtful !== undefined) unsure ??= { answer: 'unknown', links: [...doubtful.runs.links, ...unknownBecause(job.at, `job ${quoted(job.id)} waits for ${quoted(id)}`).links] };
      else if (runs.answer === 'unknown') unsure ??= runs;
    }
    return unsure;
  };
  return jobs.map((job) => ({ ...job, runs: runsOf(job, 0) }));
}

/** Chains of jobs longer than this are not followed. Our own choice. */
const MAX_DEPTH = 200;
