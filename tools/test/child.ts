/** Runs one ring as a process group of its own, with its output passed on, and reads the totals it leaves. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../editor-host/hosts.ts';
import { resultsVariable, type SuiteResults } from '../editor-host/results.ts';

export interface ChildRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly limitMs: number;
  /** `totals`: it leaves a results file; `exit-code`: it is only right or wrong and counts as one. */
  readonly counts: 'totals' | 'exit-code';
}

/** What the child did, never without a count: a crash, a time-out or zero tests is at least one failure. */
export async function runChild(run: ChildRun): Promise<SuiteResults> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lintel-t-'));
  const file = path.join(folder, 'results.json');
  try {
    const code = await finish(run, file);
    const results = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SuiteResults) : null;
    return run.counts === 'totals' ? countTotals(code, results) : countExit(code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Totals a ring left, made to agree with its exit code. Null results: it left none. */
export function countTotals(code: number | null, results: SuiteResults | null): SuiteResults {
  if (results === null) return { passed: 0, failed: 1, pending: 0 };
  if (results.failed > 0) return results;
  return code === 0 && results.passed > 0 ? results : { ...results, failed: 1 };
}

function countExit(code: number | null): SuiteResults {
  return code === 0 ? { passed: 1, failed: 0, pending: 0 } : { passed: 0, failed: 1, pending: 0 };
}

/** The exit code; null when it did not start, was killed or ran out of time. */
function finish(run: ChildRun, resultsFile: string): Promise<number | null> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...run.env, [resultsVariable]: resultsFile };
    const child = spawn(run.command, run.args, {
      cwd: projectRoot,
      env,
      stdio: 'inherit',
      // On Windows a group of its own would open a console window.
      detached: process.platform !== 'win32',
    });
    const timer = setTimeout(() => {
      console.error(`no end after ${run.limitMs / 1000} s: stopped`);
      endGroup(child);
    }, run.limitMs);
    const interrupt = (): void => endGroup(child);
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    const end = (code: number | null): void => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`cannot start ${run.command}: ${error.message}`);
      end(null);
    });
    child.once('exit', end);
  });
}

/** Asks first, so that a ring can end what it started; insists after three seconds. */
function endGroup(child: ChildProcess): void {
  signalGroup(child, 'SIGTERM');
  setTimeout(() => signalGroup(child, 'SIGKILL'), 3000).unref();
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
