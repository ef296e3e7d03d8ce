/** Runs the check with its ports open, and brings it to an end whatever happens: a signal, a limit, an engine that does not answer. */
import type { Rule } from '../../rules/api/rule.ts';
import { check } from '../core/check.ts';
import type { Progress } from '../core/check.ts';
import type { Discovery } from '../core/discovery.ts';
import type { FileSystem } from '../core/ports.ts';
import type { FixesWanted } from '../core/python/fix/mend-program.ts';
import type { Report } from '../core/report.ts';
import type { RepositoryPorts } from '../core/repository/gather/open-repository.ts';
import type { CheckFlags } from './check-flags.ts';
import type { Gathered } from './gather.ts';
import { openCache } from './open-cache.ts';
import type { Session } from './report-run.ts';

export interface PerformRequest extends Session<CheckFlags> {
  readonly gathered: Gathered;
  readonly rules: readonly Rule[];
  /** Told the name of each step that is done: a dataset, a program, what comes after them. */
  readonly onStep: (step: string) => void;
  /** Which fixes to find; null for none. */
  readonly fixes: FixesWanted | null;
  /** Files as the check is to see them. */
  readonly viewOf: (files: FileSystem) => FileSystem;
}

/** Returns the report, with what discovery could not look at; marked incomplete when a signal came. */
export async function performCheck(request: PerformRequest): Promise<Report> {
  const { discovery, repositories: found } = request.gathered;
  const report = discovery.datasets.length + discovery.programs.length + found.length === 0 ? EMPTY : await checkFound(request);
  const notChecked = [...report.notChecked, ...discovery.notChecked].toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { ...report, notChecked, isComplete: report.isComplete && notChecked.length === 0 && request.watch.received() === null };
}

const EMPTY: Report = { findings: [], notChecked: [], profiles: [], checked: [], rules: [], baseline: null, score: null, isComplete: true };

async function checkFound(request: PerformRequest): Promise<Report> {
  const { gathered, rules, flags, host, watch, log, fixes } = request;
  const { repositories: found, configOf } = gathered;
  const { datasets, programs, wholeFolders } = gathered.discovery;
  const memoryLimitBytes = [...datasets, ...programs, ...found.flatMap(({ files }) => files)].reduce((least, { config }) => Math.min(least, config.memoryLimitBytes), Infinity);
  const cache = await openCache({ flags, host, log });
  // what is known already needs no engine
  const opened = await host.openPorts({ memoryLimitBytes, jobs: flags.jobs, warms: datasets.length === 0 || cache !== null ? 'nothing' : 'engine', log });
  watch.beforeExit(() => opened.close());
  try {
    const label = flags.label === null ? {} : { label: flags.label };
    const progress = createReporter(request);
    const { git, openShell } = found.length === 0 ? NO_REPOSITORY_PORTS : await host.openRepositoryPorts(log);
    const checking = check({ datasets, programs, repositories: { found, configOf, git, openShell }, workingFolder: host.workingFolder, rules, ...label, wholeFolders, signal: watch.signal, progress, ...(fixes === null ? {} : { fixes }) }, { ...opened.ports, cache, files: request.viewOf(opened.ports.files) });
    const report = await Promise.race([checking, afterSignal(watch.signal, gathered.discovery)]);
    progress.end();
    return report;
  } finally {
    request.onStep('settle findings');
    await opened.close();
    request.onStep('end processes');
    await cache?.close();
    request.onStep('tidy the cache');
  }
}

const NO_REPOSITORY_PORTS: Pick<RepositoryPorts, 'git' | 'openShell'> = { git: null, openShell: async () => ({ ok: false, text: 'no repository is gathered' }) };

interface Reporter extends Progress {
  /** The last dataset or program is done. */
  end(): void;
}

function createReporter({ progress, onStep }: PerformRequest): Reporter {
  let current: string | null = null;
  return {
    report: (done, text) => {
      if (current !== null && current !== text) onStep(current);
      current = text;
      progress.update(done, `checking ${text}`);
    },
    end: () => {
      if (current !== null) onStep(current);
    },
  };
}

/** A check that does not end by itself after a signal is given up after this time. */
const PATIENCE_MS = 5000;

function afterSignal(signal: AbortSignal, { datasets, programs }: Discovery): Promise<Report> {
  return new Promise((resolve) => {
    const giveUp = (): void => {
      const paths = [...programs.map(({ program }) => program.displayPath), ...datasets.map(({ dataset }) => dataset.displayPath)];
      const notChecked = paths.map((path) => ({ path, reason: 'cancelled' as const, message: 'the check was cancelled' }));
      setTimeout(() => resolve({ ...EMPTY, notChecked, isComplete: false }), PATIENCE_MS).unref();
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
