/**
 * Runs a mocha suite inside the extension host of the npm VS Code, the way the desktop runs `--extensionTestsPath`.
 * VS Code reports success also when the host was killed or no test ran, so only the suite's own results file counts.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { hostsFolder, type HostName } from './hosts.ts';
import { openPage } from './page.ts';
import { reportMark, resultsVariable, type SuiteResults } from './results.ts';
import { startServer, type RunningServer } from './server.ts';

export interface InHostRun {
  readonly host: HostName;
  readonly workspace: string;
  /** Folder of the extension under development; a harness without code when an installed one is tested. */
  readonly developmentFolder: string;
  /** The bundled module that exports run(). */
  readonly testsFile: string;
  readonly extensionsFolder: string | null;
  readonly trust: 'off' | 'restricted';
  readonly limitMs: number;
  readonly log: 'report' | 'everything';
  readonly keep: 'delete' | 'keep';
}

/** 0: at least one test ran and none failed. The others say why not. */
export const exitCodes = { passed: 0, failed: 1, noReport: 123, timeLimit: 124, hostDied: 125 } as const;

export interface Ending {
  /** One of exitCodes, or what VS Code itself ended with. */
  readonly code: number;
  readonly why: string;
  /** Null: the suite left no report. */
  readonly results: SuiteResults | null;
}

/** How the run ended. Prints the suite's report, and on failure the end of the server's log. */
export async function runInHost(run: InHostRun): Promise<Ending> {
  const startMs = Date.now();
  const ending = await runAndClean(run);
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  console.log(`[editor host ${run.host}] exit ${ending.code} after ${seconds} s: ${ending.why}`);
  return ending;
}

/** What the workbench, the server process or the clock said. */
type Signal = Omit<Ending, 'results'>;

async function runAndClean(run: InHostRun): Promise<Ending> {
  const server = await startServer({
    ...run,
    envIn: (home) => ({ [resultsVariable]: resultsIn(home) }),
    settings: {},
    onOutput: (text) => run.log === 'everything' && process.stderr.write(text),
  });
  try {
    const { browser, page } = await openPage({ width: 1400, height: 900 });
    try {
      const ending = judge(await drive(run, server, page), resultsIn(server.home));
      if (ending.code !== exitCodes.passed) await showFailure(page, server);
      return ending;
    } finally {
      await browser.close().catch(() => undefined);
    }
  } finally {
    await server.stop();
  }
}

function resultsIn(home: string): string {
  return path.join(home, 'results.json');
}

/** What VS Code itself reports, or what went wrong before it could. */
async function drive(run: InHostRun, server: RunningServer, page: Page): Promise<Signal> {
  let settle: (ending: Signal) => void = () => undefined;
  const ended = new Promise<Signal>((resolve) => (settle = resolve));
  const timer = setTimeout(() => settle({ code: exitCodes.timeLimit, why: `no result within ${run.limitMs} ms` }), run.limitMs);
  void server.exited.then((code) => settle({ code: exitCodes.hostDied, why: `the VS Code server ended with ${code}` }));
  page.on('crash', () => settle({ code: exitCodes.hostDied, why: 'the browser page crashed' }));
  await page.exposeFunction('codeAutomationLog', (_kind: unknown, args: unknown) => printReport(run, args));
  await page.exposeFunction('codeAutomationExit', (code: number) => settle({ code, why: 'the suite ended' }));
  const payload = [
    ['extensionDevelopmentPath', server.uriOf(run.developmentFolder)],
    ['extensionTestsPath', server.uriOf(run.testsFile)],
  ] as const;
  await page.goto(server.urlWith(payload));
  const ending = await ended;
  clearTimeout(timer);
  return ending;
}

/** The channel also carries the workbench's own log; only the suite's lines bear the mark. */
function printReport(run: InHostRun, args: unknown): void {
  const line = format(...(Array.isArray(args) ? args : [args]));
  if (line.startsWith(reportMark)) console.log(line.slice(reportMark.length));
  else if (run.log === 'everything') console.log(line);
}

function judge(signal: Signal, resultsFile: string): Ending {
  const results = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as SuiteResults) : null;
  if (signal.code !== exitCodes.passed) return { ...signal, results };
  if (results === null) return { code: exitCodes.noReport, why: 'the extension host ended without a report', results };
  const why = `${results.passed} passed, ${results.failed} failed, ${results.pending} pending`;
  if (results.failed > 0) return { code: exitCodes.failed, why, results };
  if (results.passed === 0) return { code: exitCodes.noReport, why: `no test ran: ${why}`, results };
  return { code: exitCodes.passed, why, results };
}

async function showFailure(page: Page, server: RunningServer): Promise<void> {
  const folder = path.join(hostsFolder, 'shots');
  mkdirSync(folder, { recursive: true });
  const shot = path.join(folder, 'host-failure.png');
  await page.screenshot({ path: shot }).then(() => console.log(`screenshot: ${shot}`), () => undefined);
  console.log('--- end of the VS Code server log ---\n' + server.output().split('\n').slice(-20).join('\n'));
}
