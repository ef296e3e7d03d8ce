/**
 * The frame of every command that looks at files and reports: signals, progress, files of reports, the report itself, the exit code.
 * A command says what it found and how that is drawn; everything around it is done here, once.
 */
import type { FileSystem, Logger } from '../core/ports.ts';
import type { NotChecked } from '../core/report.ts';
import type { Chunks } from '../report/chunks.ts';
import type { TextOptions } from '../report/finding-lines.ts';
import type { ReportFormat } from '../report/own-report.ts';
import { display } from '../report/terminal.ts';
import { EXIT, SIGNAL_EXIT } from './exit.ts';
import type { CliHost } from './host.ts';
import { createProgress } from './progress.ts';
import type { ProgressDisplay } from './progress.ts';
import { isColored, terminalWidth } from './render.ts';
import type { ReportFlags } from './report-flags.ts';
import { openReportFiles, writeReportFile } from './report-files.ts';
import type { ReportFile } from './report-files.ts';
import { watchSignals } from './signals.ts';
import type { SignalWatch } from './signals.ts';
import { writeChunks, writeText } from './streams.ts';

/** What a command works with. */
export interface Session<Flags> {
  readonly flags: Flags;
  readonly host: CliHost;
  readonly watch: SignalWatch;
  readonly progress: ProgressDisplay;
  readonly files: FileSystem;
  /** Speaks with `-v` only. */
  readonly log: Logger;
}

/** How a report is drawn. */
export type Drawing = Omit<TextOptions, 'profiles'>;

/** What a command found. */
export interface Outcome<F extends ReportFormat> {
  /** May read what a format shows beside the findings before it is drawn. */
  readonly render: (format: F, drawing: Drawing) => Chunks | Promise<Chunks>;
  readonly notChecked: readonly NotChecked[];
  readonly isComplete: boolean;
  /** Whether what was found fails the run. */
  readonly isFailing: boolean;
  /** What is said once the reports are written; the highest of its code and the run's is the exit code. */
  readonly afterwards?: () => Promise<number>;
}

interface Running<F extends ReportFormat, Flags> {
  readonly flags: Flags;
  readonly host: CliHost;
  /** Returns what was found, or the exit code where there is nothing to report. */
  readonly perform: (session: Session<Flags>) => Promise<Outcome<F> | number>;
}

/** Runs a command and returns the exit code. Errors: UsageError, before anything is looked at or written. */
export async function runReporting<F extends ReportFormat, Flags extends ReportFlags<F>>({ flags, host, perform }: Running<F, Flags>): Promise<number> {
  const watch = watchSignals();
  const progress = createProgress({ stream: host.stderr, isShown: flags.showsProgress, isTerminal: host.stderr.isTTY && host.env['TERM'] !== 'dumb' });
  try {
    const reportFiles = await openReportFiles(flags.outputs, host);
    const session: Session<Flags> = { flags, host, watch, progress, files: await host.openFiles(), log: createLogger({ flags, host }) };
    const outcome = await perform(session);
    progress.end();
    return typeof outcome === 'number' ? outcome : await conclude(outcome, { session, reportFiles });
  } finally {
    progress.end();
    watch.end();
  }
}

interface Concluding<F extends ReportFormat> {
  readonly session: Session<ReportFlags<F>>;
  readonly reportFiles: readonly ReportFile<F>[];
}

async function conclude<F extends ReportFormat>(outcome: Outcome<F>, concluding: Concluding<F>): Promise<number> {
  const writeCode = await writeReports(outcome, concluding);
  const { flags, host, watch } = concluding.session;
  const afterCode = (await outcome.afterwards?.()) ?? EXIT.clean;
  const signal = watch.received();
  if (signal !== null) {
    await writeText(host.stderr, `lintel: stopped by ${signal}; the report is incomplete\n`);
    return SIGNAL_EXIT[signal];
  }
  const isBroken = outcome.notChecked.some(({ reason }) => reason === 'internal-error');
  const isMissing = !outcome.isComplete && !flags.allowsIncomplete;
  return Math.max(writeCode, afterCode, isBroken || isMissing ? EXIT.incomplete : outcome.isFailing ? EXIT.findings : EXIT.clean);
}

/** Columns of text reports in files. */
const FILE_WIDTH = 120;

/** Reports are drawn as they are written. Those of a run that was stopped say that they are incomplete. */
async function writeReports<F extends ReportFormat>({ render }: Outcome<F>, { session, reportFiles }: Concluding<F>): Promise<number> {
  const { flags, host } = session;
  const shared = { toolVersion: host.version, detail: flags.detail };
  const main = await render(flags.format, { ...shared, isColored: isColored(flags.color, host), width: terminalWidth(host) });
  let code = await writeChunks(host.stdout, main);
  if (code !== EXIT.clean) await writeText(host.stderr, 'lintel: the report could not be written to stdout\n');
  for (const file of reportFiles) {
    const failure = await writeReportFile(file, await render(file.format, { ...shared, isColored: false, width: FILE_WIDTH }), host);
    if (failure === null) continue;
    await writeText(host.stderr, `lintel: cannot write ${display(`\`${file.file}\``)}: ${display(failure)}\n`);
    code = EXIT.incomplete;
  }
  return code;
}

function createLogger({ flags, host }: { readonly flags: ReportFlags; readonly host: CliHost }): Logger {
  const write = (text: string): void => {
    if (flags.detail === 'long') host.stderr.write(`${text.split('\n').map(display).join('\n')}\n`);
  };
  return { info: write, warn: write };
}
