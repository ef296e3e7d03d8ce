/** `lintel score`: gather a repository, score it by a rubric, write, judge. */
import type { Checklist } from '../../../rules/api/checklist/checklist.ts';
import type { Rubric } from '../../../rules/api/checklist/rubric.ts';
import type { Config } from '../../core/config.ts';
import { didYouMean } from '../../core/nearest-name.ts';
import { joinPath, relativePath } from '../../core/paths.ts';
import { readRubric } from '../../core/score/read-rubric.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import { scoreBadge } from '../../report/score/badge.ts';
import { scoreHtml } from '../../report/score/html.ts';
import { scoreJson } from '../../report/score/json.ts';
import { scoreMarkdown } from '../../report/score/markdown.ts';
import { scoreText } from '../../report/score/text.ts';
import { display } from '../../report/terminal.ts';
import { absolute } from '../configs.ts';
import { EXIT, UsageError } from '../exit.ts';
import type { CliHost } from '../host.ts';
import { fallBelow, NO_FALL, openKeptScore } from '../kept-score.ts';
import { existingFolder } from '../open-root.ts';
import { collectFlags } from '../raw-flags.ts';
import { runReporting } from '../report-run.ts';
import type { Drawing, Outcome, Session } from '../report-run.ts';
import { scoreAgain } from '../score-again.ts';
import { scoreFailures } from '../score-in-check.ts';
import { readScoreFlags, SCORE_FLAGS } from '../score-flags.ts';
import type { ScoreFlags, ScoreFormat } from '../score-flags.ts';
import { shellCommand, SHOWING_ONLY } from '../shell-command.ts';
import { writeText } from '../streams.ts';
import type { FolderArguments } from './folder-arguments.ts';

/** Scores and returns the exit code. */
export async function runScore({ path, given }: FolderArguments, host: CliHost): Promise<number> {
  const raw = collectFlags(SCORE_FLAGS, { given, env: host.env });
  const flags = readScoreFlags(raw);
  const command = shellCommand({ command: 'score', specs: SCORE_FLAGS, raw, paths: path === '.' ? [] : [path] }, SHOWING_ONLY);
  return runReporting({ flags, host, perform: (session) => perform(path, { ...session, command }) });
}

interface Run extends Session<ScoreFlags> {
  /** Shows the same score. */
  readonly command: string;
}

async function perform(path: string, session: Run): Promise<Outcome<ScoreFormat> | number> {
  const { flags, host } = session;
  const { checklist, finders } = await host.loadChecklist();
  const rubric = await chosenRubric(await existingFolder(path, session), { session, checklist });
  if (rubric === null) return EXIT.incomplete;
  const kept = flags.failsBelowBaseline ? await openKeptScore(path, session) : null;
  if (typeof kept === 'number') return kept;
  const scored = await scoreAgain(path, { session, checklist, finders, rubric, audience: flags.audience });
  if (typeof scored === 'number') return scored;
  const { report, config } = scored;
  const fall = kept === null ? NO_FALL : fallBelow(kept, report);
  const failures = scoreFailures(report, flags.minScore);
  return {
    render: (format, drawing) => [renderScore(report, { format, drawing })],
    notChecked: report.notChecked,
    isComplete: report.isComplete,
    isFailing: fall.isFailing || failures.length > 0 || hasFailingFinding(report, config),
    afterwards: async () => {
      const lines = [...fall.lines, ...failures];
      for (const line of lines.length === 0 ? [] : [...lines, `to see it here: ${session.command}`]) await writeText(host.stderr, `lintel: ${display(line)}\n`);
      return fall.code;
    },
  };
}

/** Larger files are no rubrics. Own choice. */
const MOST_RUBRIC_BYTES = 1_000_000;

/** Returns the rubric; null after its problems are told. Errors: UsageError when there is none of that name. */
async function chosenRubric(root: string, { session: { flags, host, files }, checklist }: { readonly session: Session<ScoreFlags>; readonly checklist: Checklist }): Promise<Rubric | null> {
  const [standard] = checklist.rubrics;
  const name = flags.rubric ?? standard?.id ?? '';
  const known = checklist.rubrics.find(({ id }) => id === name);
  if (known !== undefined) return known;
  const candidates = [absolute(name), ...(/^[\w-]+$/.test(name) ? [joinPath(root, `.lintel/rubrics/${name}.yaml`), joinPath(root, `.lintel/rubrics/${name}.yml`)] : [])];
  for (const file of candidates) {
    if ((await files.stat(file))?.kind !== 'file') continue;
    const text = await files.readText(file, MOST_RUBRIC_BYTES);
    if (text === null) throw new UsageError(`--rubric: \`${name}\` cannot be read as text of at most 1 MB`);
    const read = readRubric({ path: relativePath(host.workingFolder, file), text, known: checklist.rubrics, items: checklist.items.map(({ id }) => id), probes: checklist.probes.map(({ id }) => id) });
    if (read.ok) return read.rubric;
    for (const { at, text: problem } of read.problems) await writeText(host.stderr, `lintel: ${display(at.path)}${at.range === null ? '' : `:${at.range.start.line}:${at.range.start.column}`}: ${display(problem)}\n`);
    return null;
  }
  const ids = checklist.rubrics.map(({ id }) => id);
  throw new UsageError(`--rubric: there is no rubric and no file \`${name}\`${didYouMean(name, ids)}; Lintel has ${ids.join(', ')}`);
}

/** Returns the score in the format asked for. */
export function renderScore(report: ScoreReport, { format, drawing }: { readonly format: ScoreFormat; readonly drawing: Drawing }): string {
  switch (format) {
    case 'text':
      return scoreText(report, { ...drawing, profiles: 'left-out' });
    case 'json':
      return scoreJson(report, drawing);
    case 'markdown':
      return scoreMarkdown(report);
    case 'html':
      return scoreHtml(report, drawing);
    case 'badge':
      return scoreBadge(report);
  }
}

const RANKS = { error: 3, warning: 2, info: 1, never: 4 } as const;

function hasFailingFinding(report: ScoreReport, config: Config): boolean {
  return report.findings.some(({ severity, suppressed }) => suppressed === null && RANKS[severity] >= RANKS[config.failOn]);
}
