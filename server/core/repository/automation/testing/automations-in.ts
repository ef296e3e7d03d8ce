/** Automations of files given as texts, and what tests compare of them in few words. */
import type { Automation, Job, Step } from '../../../../../rules/api/repository/automation.ts';
import type { GitFacts } from '../../../../../rules/api/repository/files.ts';
import type { Outcome, RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import { createRepositoryFiles } from '../../files/repository-files.ts';
import { automationsOf } from '../automations-of.ts';

/** @param branches that git lists; without, git was not asked */
export function automationsIn(texts: Readonly<Record<string, string>>, branches?: readonly string[]): readonly Automation[] {
  const all = Object.entries(texts).map(([path, text]) => ({ path, sizeBytes: text.length, isTracked: branches === undefined ? null : true }));
  const files = createRepositoryFiles({ all, textOf: (path) => texts[path] ?? null });
  const git: GitFacts | null = branches === undefined ? null : { commit: null, branch: branches[0] ?? null, isDirty: false, isShallow: false, commits: [], branches, tags: [], lastChanged: () => null };
  return automationsOf({ files, git });
}

/** One line per trigger, job and step, in source order. */
export function linesOf(automations: readonly Automation[]): readonly string[] {
  return automations.flatMap((automation) => [
    `${automation.kind} ${automation.name} ${placed(automation.at)}`,
    ...automation.triggers.map(({ kind, at, fires }) => `  on ${kind} ${lineOf(at)}${told('fires', fires)}`),
    ...automation.jobs.flatMap(linesOfJob),
    ...automation.notifies.map(({ at, text }) => `  notifies ${lineOf(at)} ${text}`),
  ]);
}

function linesOfJob({ id, at, needs, runs, enforced, steps }: Job): readonly string[] {
  return [`  job ${id} ${lineOf(at)}${needs.length > 0 ? ` needs ${needs.join(', ')}` : ''}${told('runs', runs)}${told('enforced', enforced)}`, ...steps.flatMap(linesOfStep)];
}

function linesOfStep(step: Step): readonly string[] {
  const { does } = step;
  const outcomes = `${told('runs', step.runs)}${told('enforced', step.enforced)}`;
  switch (does.kind) {
    case 'shell': {
      const settings = [does.script.shell === 'sh' ? '' : ` ${does.script.shell}`, does.folder === '' ? '' : ` in ${does.folder ?? '?'}`, does.stopsAtFailure ? '' : ' goes on', does.hasPipefail === true ? ' pipefail' : ''].join('');
      return [`    shell ${lineOf(step.at)}${settings}${outcomes}`, ...does.script.lines.map(({ text, at }) => `      ${lineOf(at)} ${text}`)];
    }
    case 'uses':
      return [`    uses ${lineOf(step.at)} ${does.name}${outcomes}`];
    case 'calls':
      return [`    calls ${lineOf(step.at)} ${does.path}${outcomes}`];
    case 'image':
      return [`    image ${lineOf(step.at)} ${does.image}${does.dockerfile === null ? '' : ` from ${does.dockerfile}`}${outcomes}`];
    case 'python':
      return [`    python ${lineOf(step.at)} ${does.function}${outcomes}`];
  }
}

function told(what: string, { answer, links }: Outcome): string {
  if (answer === 'yes') return '';
  return ` | ${what} ${answer}${links.length > 0 ? `: ${links.map(({ at, text }) => `${lineOf(at)} ${text}`).join('; ')}` : ''}`;
}

function placed(at: RepositoryPlace): string {
  return `${at.path}${at.range === null ? '' : `:${at.range.start.line}`}`;
}

function lineOf({ range }: RepositoryPlace): string {
  return range === null ? '-' : String(range.start.line);
}
