/** The summary of a step in GitHub Actions: Markdown at the end of a file that the runner names. Nothing that is there is changed. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Report } from '../core/report.ts';
import { markdownReport, MIN_CHARACTERS } from '../report/markdown.ts';
import { display } from '../report/terminal.ts';
import type { CheckFlags } from './check-flags.ts';
import type { CliHost } from './host.ts';
import { writeText } from './streams.ts';
import { writeProblem } from './write-problem.ts';

/** GitHub refuses summaries above 1 MiB. Source: GitHub Docs, Workflow commands for GitHub Actions, 2026-11; some room is left for others. */
const MAX_BYTES = 900_000;

/** UTF-8 takes so many bytes at most for a character as JavaScript counts them. */
const MAX_BYTES_PER_CHARACTER = 3;

interface Summing {
  readonly flags: Pick<CheckFlags, 'format' | 'outputs' | 'writesStepSummary'>;
  readonly host: Pick<CliHost, 'env' | 'stderr'>;
  readonly profiles: 'shown' | 'left-out';
}

/** Appends the report when it is for GitHub or a flag asks for it. What fails is told and fails nothing else. */
export async function appendStepSummary(report: Report, { flags, host, profiles }: Summing): Promise<void> {
  const isForGithub = flags.format === 'github' || flags.outputs.some(({ format }) => format === 'github');
  const file = host.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (!flags.writesStepSummary && (!isForGithub || file === '')) return;
  const problem = file === '' ? 'GITHUB_STEP_SUMMARY names no file; GitHub Actions sets it' : await append(report, { file, profiles });
  if (problem !== null) await writeText(host.stderr, `lintel: cannot write the summary of the step${file === '' ? '' : ` to ${display(`\`${file}\``)}`}: ${display(problem)}\n`);
}

async function append(report: Report, { file, profiles }: { readonly file: string; readonly profiles: Summing['profiles'] }): Promise<string | null> {
  try {
    const handle = await open(file, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK, 0o644);
    try {
      const found = await handle.stat();
      if (!found.isFile()) return 'it is no file';
      const limit = Math.floor((MAX_BYTES - found.size - 1) / MAX_BYTES_PER_CHARACTER);
      if (limit < MIN_CHARACTERS) return 'it is nearly as large as GitHub allows; run Lintel in a step of its own';
      await handle.writeFile(`${found.size === 0 ? '' : '\n'}${markdownReport(report, { profiles, limit })}`);
      return null;
    } finally {
      await handle.close();
    }
  } catch (error) {
    return writeProblem(error);
  }
}
