/** Whether containers that a job starts are what users meet afterwards: then asking them watches a deployment and tries no pipeline. */
import type { Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { at, itemsAt } from '../../../api/repository/tree.ts';

const COMPOSE = /^(?:sudo )?(?:docker-compose|docker compose|podman-compose)\b/;
const SHIPS = /\b(?:deploy\w*|releas\w*|promot\w*|roll ?out|go live|production|prod|publish\w*|redeploy\w*|restart\w*)\b/i;
const TRIES = /\b(?:tests?|testing|e2e|end to end|integration|smoke|ci|staging|preview|verify|validate)\b/i;

/** @param after the runs of the job from the one that starts the containers on */
export function staysUp({ files }: Repository, started: Run, after: readonly Run[]): boolean {
  const line = lineOf(started);
  if (/(?:^| )(?:--context|-c|-H|--host)[ =]/.test(line.slice(0, line.search(/ (?:up|start)\b/) + 1).replace(/\bcompose\b.*/, ''))) return true;
  // what is taken down in the end was up for the questions alone
  if (after.some((run) => COMPOSE.test(lineOf(run)) && / (?:down|stop|rm)\b/.test(lineOf(run)) && projectOf(lineOf(run)) === projectOf(line))) return false;
  if (started.started === null) return false;
  const { by, job, step } = started.started;
  const machines = files.trees(by.at.path).flatMap(({ root }) => {
    const written = at(root, 'jobs', job.id);
    return written === null ? [] : itemsAt(written, 'runs-on').map((item) => (item.kind === 'scalar' ? item.text : ''));
  });
  // machines that are thrown away with what they run
  if (machines.some((machine) => /^(?:ubuntu|macos|windows)-/.test(machine))) return false;
  const names = [by.name, job.id, job.name, step.name, started.command.at.path.slice(started.command.at.path.lastIndexOf('/') + 1)].join(' ; ').replaceAll(/[_./-]/g, ' ');
  if (TRIES.test(names)) return false;
  return SHIPS.test(names) || machines.includes('self-hosted');
}

/** Whether a run is the command of a service that a deployment of its job starts and leaves running. @param runs all of the job, in order */
export function isServedBy(repository: Repository, run: Run, runs: readonly Run[]): boolean {
  if (!run.through.some(({ kind }) => kind === 'compose')) return false;
  const on = new Set(run.chain.map(({ at: place }) => JSON.stringify(place)));
  const index = runs.findIndex((each) => COMPOSE.test(lineOf(each)) && / (?:up|start)\b/.test(lineOf(each)) && on.has(JSON.stringify(each.command.at)));
  const started = runs[index];
  return started !== undefined && / (?:-d|--detach|--wait)\b| start\b/.test(lineOf(started)) && staysUp(repository, started, runs.slice(index));
}

function lineOf({ command: { words } }: Run): string {
  return words.map((word) => word ?? '…').join(' ');
}

/** `-f green.yml -p green` of `docker compose -f green.yml -p green up -d`. */
function projectOf(line: string): string {
  return line.replace(COMPOSE, '').replace(/ (?:up|start|down|stop|rm)\b.*/, '').trim();
}
