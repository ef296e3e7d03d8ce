/** `lintel report`: stored JSON reports in another format. Nothing is checked again. */
import { compareFindings } from '../../core/check.ts';
import { metaRules } from '../../core/meta-rules.ts';
import type { Finding, NotChecked, Report } from '../../core/report.ts';
import type { Chunks } from '../../report/chunks.ts';
import type { StoredReport } from '../../report/stored/read-stored.ts';
import { openFindings } from '../../report/summary.ts';
import { display } from '../../report/terminal.ts';
import { openSurroundings } from '../blamed-texts.ts';
import { absolute } from '../configs.ts';
import { EXIT, UsageError } from '../exit.ts';
import type { CliHost } from '../host.ts';
import { collectFlags } from '../raw-flags.ts';
import { renderReport } from '../render.ts';
import { formatsOf } from '../report-flags.ts';
import { runReporting } from '../report-run.ts';
import type { Drawing, Outcome, Session } from '../report-run.ts';
import { SCORE_FORMATS } from '../score-flags.ts';
import { readStoredFile } from '../stored-files.ts';
import { readStoredFlags, STORED_FLAGS } from '../stored-flags.ts';
import type { StoredFlags, StoredFormat } from '../stored-flags.ts';
import { writeText } from '../streams.ts';
import { tellCutOff } from '../tell-cut-off.ts';
import { renderScore } from './score.ts';

/** Converts and returns the exit code. */
export async function runReport({ given }: { readonly given: ReadonlyMap<string, readonly string[]> }, host: CliHost): Promise<number> {
  const flags = readStoredFlags(collectFlags(STORED_FLAGS, { given, env: host.env }));
  return runReporting({ flags, host, perform });
}

async function perform(session: Session<StoredFlags>): Promise<Outcome<StoredFormat> | number> {
  const { flags, host, files, watch, progress } = session;
  const parts: StoredReport[] = [];
  for (const file of flags.from) {
    progress.update(null, `reading ${file}`);
    const stored = await readStoredFile(absolute(file), { files, signal: watch.signal });
    if (!stored.ok) {
      progress.end();
      await writeText(host.stderr, `lintel: cannot read ${display(`\`${file}\``)}: ${display(stored.text)}\n`);
      return EXIT.incomplete;
    }
    parts.push(stored.report);
  }
  const report = joinStored(parts);
  if (report.score === null && formatsOf(flags).includes('badge')) throw new UsageError('a badge shows a score, and there is none in the report; `lintel check --score` adds it');
  const surroundings = await openSurroundings({ files, workingFolder: host.workingFolder });
  const rules = [...(await host.loadRules()), ...metaRules];
  const profiles = parts.some(({ hasProfiles }) => hasProfiles) ? 'shown' : 'left-out';
  const isScoreAlone = parts.every(({ kind }) => kind === 'score');
  const render = (format: StoredFormat, drawing: Drawing): Chunks | Promise<Chunks> => {
    const ofScore = SCORE_FORMATS.find((each) => each === format);
    if (report.score !== null && ofScore !== undefined && (isScoreAlone || format === 'badge')) return [renderScore(report.score, { format: ofScore, drawing })];
    return format === 'badge' ? [] : renderReport(report, { ...drawing, profiles, format, rules, loadPageScript: host.loadPageScript, ...surroundings });
  };
  const afterwards = async (): Promise<number> => {
    await tellCutOff(report, { formats: formatsOf(flags), host });
    return EXIT.clean;
  };
  return { render, afterwards, notChecked: report.notChecked, isComplete: report.isComplete, isFailing: openFindings(report).some(({ severity }) => RANKS[severity] >= RANKS[flags.failOn]) };
}

const RANKS = { error: 3, warning: 2, info: 1, never: 4 } as const;

/** Several reports are one, such as those of the parts of a matrix; what two of them say stands there once. Errors: UsageError. */
function joinStored(parts: readonly StoredReport[]): Report {
  const scores = parts.flatMap(({ score }) => (score === null ? [] : [score]));
  if (scores.length > 1) throw new UsageError('--from: several of the files hold a score; a report has room for one');
  const [only] = parts;
  const baselines = parts.flatMap(({ baseline }) => (baseline === null ? [] : [baseline]));
  return {
    findings: parts.length === 1 && only !== undefined ? only.findings : sortedOnce(parts),
    notChecked: once(parts.flatMap(({ notChecked }) => notChecked), ({ path, reason, message }: NotChecked) => [path, reason, message].join('\0')).toSorted((a, b) => compareText(a.path, b.path)),
    profiles: once(parts.flatMap(({ profiles }) => profiles), ({ path }) => path),
    checked: once(parts.flatMap(({ checked }) => checked), ({ path }) => path).toSorted((a, b) => compareText(a.path, b.path)),
    loads: once(parts.flatMap(({ loads }) => loads), ({ dataset }) => dataset).toSorted((a, b) => compareText(a.dataset, b.dataset)),
    rules: once(parts.flatMap(({ rules }) => rules), (id) => id).toSorted(compareText),
    baseline: baselines.length === 1 ? (baselines[0] ?? null) : null,
    score: scores[0] ?? null,
    isComplete: parts.every(({ isComplete }) => isComplete),
  };
}

function sortedOnce(parts: readonly StoredReport[]): readonly Finding[] {
  const place = ({ path, range, cell, rule, column, fingerprint, message }: Finding): string => [path, cell, range?.start.line, range?.start.column, rule, column, fingerprint, message].join('\0');
  return once(parts.flatMap(({ findings }) => findings), place).toSorted(compareFindings);
}

function once<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const known = new Map<string, T>();
  for (const item of items) if (!known.has(keyOf(item))) known.set(keyOf(item), item);
  return [...known.values()];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
