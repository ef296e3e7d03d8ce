/** Runs of files given as texts, and what tests compare of them in few words. */
import { testShell } from './test-repository.ts';
import type { RepositoryFiles } from '../rules/api/repository/files.ts';
import type { Outcome, RepositoryPlace } from '../rules/api/repository/place.ts';
import type { Run } from '../rules/api/repository/run.ts';
import { automationsOf } from '../server/core/repository/automation/automations-of.ts';
import { dockerFilesOf } from '../server/core/repository/docker/docker-files-of.ts';
import { createRepositoryFiles } from '../server/core/repository/files/repository-files.ts';
import { runsOf } from '../server/core/repository/runs/runs-of.ts';

export function filesIn(texts: Readonly<Record<string, string>>): RepositoryFiles {
  const all = Object.entries(texts).map(([path, text]) => ({ path, sizeBytes: text.length, isTracked: null }));
  return createRepositoryFiles({ all, textOf: (path) => texts[path] ?? null });
}

export async function runsIn(texts: Readonly<Record<string, string>>): Promise<readonly Run[]> {
  const files = filesIn(texts);
  return runsOf({ files, docker: dockerFilesOf(files), automations: automationsOf({ files, git: null }), shell: await testShell() });
}

/** `path:line words` with the folder, what starts it, targets passed, and what is not `yes` of the outcomes. */
export function lineOfRun({ command, started, through, enforced, repeated }: Run): string {
  const words = command.words.map((word) => word ?? '…').join(' ').replaceAll('\n', '⏎');
  const folder = command.folder === '' ? '' : ` in ${command.folder ?? '?'}`;
  const by = started === null ? '' : ` < ${started.job.id}`;
  const ways = through.map(({ kind, name }) => ` < ${kind} ${name}`).join('');
  return `${placed(command.at)} ${words}${folder}${command.isUnconditional ? '' : ' (perhaps)'}${by}${ways}${told('enforced', enforced)}${started === null ? '' : told('repeated', repeated)}`;
}

export async function linesOfRuns(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await runsIn(texts)).map(lineOfRun);
}

/** Commands of a script with what becomes of their failure. */
export async function linesOfScript(text: string): Promise<readonly string[]> {
  const runs = await runsIn({ 'x.sh': text });
  return runs.filter(({ through }) => through.length === 1).map((run) => lineOfRun(run).replace(/^x\.sh:/, '').replace(' < script x.sh', ''));
}

function told(what: string, { answer, links }: Outcome): string {
  if (answer === 'yes') return '';
  return ` | ${what} ${answer}${links.length > 0 ? `: ${links.map(({ at, text }) => `${placed(at)} ${text}`).join('; ')}` : ''}`;
}

function placed({ path, range }: RepositoryPlace): string {
  return `${path}${range === null ? '' : `:${range.start.line}`}`;
}
