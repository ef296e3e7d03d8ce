/** Where several ways lead from one job to one command, the surest of them is enough. */
import type { Answer, RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { Run } from '../../../../rules/api/repository/run.ts';

/** Runs of a repository that are kept. Our own choice. */
const MAX_RUNS = 20_000;

const RANK: Readonly<Record<Answer, number>> = { yes: 2, unknown: 1, no: 0 };

/** Returns one run per command, its words and started job: of equals the first, at the place of the first. */
export function keepBest(runs: readonly Run[]): readonly Run[] {
  const best = new Map<string, Run>();
  const jobs = new Map<unknown, number>();
  for (const run of runs) {
    const { started } = run;
    const job = jobs.get(started?.job) ?? jobs.size;
    jobs.set(started?.job, job);
    const key = `${placeKey(run.command.at)}\0${JSON.stringify(run.command.words)}\0${run.command.folder ?? '?'}\0${job}`;
    const known = best.get(key);
    if (known === undefined || rankOf(run) > rankOf(known)) best.set(key, run);
  }
  return [...best.values()].slice(0, MAX_RUNS);
}

/** Higher is better evidence that something happens by itself. */
export function rankOf({ enforced, repeated }: Pick<Run, 'enforced' | 'repeated'>): number {
  return RANK[repeated.answer] * 3 + RANK[enforced.answer];
}

function placeKey({ path, cell, range }: RepositoryPlace): string {
  return range === null ? `${path}:${cell ?? ''}` : `${path}:${cell ?? ''}:${range.start.line}:${range.start.column}:${range.end.line}:${range.end.column}`;
}
