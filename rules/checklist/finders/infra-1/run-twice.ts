/** Jobs that train twice and compare what came out, by commands; programs that hold new metrics against stored ones. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { below, FITS } from '../project-calls.ts';
import { startedBy } from '../started-functions.ts';

const ITEMS = ['infra-1'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-1/run-twice',
  find: (repository) => ({ checks: sequencesOf(repository).flatMap((runs) => comparedIn(repository, runs)) }),
};

/** Runs of one job, or of one target that a person starts, in their order. */
function sequencesOf({ runs }: Repository): readonly (readonly Run[])[] {
  const bySequence = new Map<string, Run[]>();
  for (const run of runs) {
    const key = JSON.stringify(run.started === null ? [run.through.at(-1)?.name ?? '', run.command.at.path] : [run.started.by.at, run.started.job.at, run.started.job.id]);
    const known = bySequence.get(key);
    if (known === undefined) bySequence.set(key, [run]);
    else known.push(run);
  }
  return [...bySequence.values()];
}

/** Runs of one job that are looked at. Own choice. */
const MOST_RUNS = 200;

function comparedIn(repository: Repository, all: readonly Run[]): readonly FoundCheck[] {
  const runs = all.slice(0, MOST_RUNS);
  const trainings = runs.flatMap((run, index) => (trains(repository, run) ? [{ run, index }] : []));
  return runs.flatMap((run, index): readonly FoundCheck[] => {
    const before = trainings.filter((each) => each.index < index);
    const stored = before.length > 0 ? againstStored(repository, run) : null;
    const twice = stored === null && before.length >= 2 ? compares(repository, run, before.map((each) => each.run)) : null;
    const isReal = stored ?? twice;
    if (isReal === null) return [];
    const text = stored === null ? `\`${shown(run)}\` compares what two trainings made` : `\`${shown(run)}\` compares what a new training made with what is stored`;
    return [{ items: ITEMS, at: run.command.at, text, isReal, data: 'unknown', ranBy: { kind: 'runs', runs: [run] } }];
  });
}

function shown({ command: { words } }: Run): string {
  return words.slice(0, 3).map((word) => word ?? '…').join(' ').slice(0, 60).replaceAll('`', '');
}

function trains(repository: Repository, { command }: Run): boolean {
  const line = command.words.map((word) => word ?? '…').join(' ');
  if (/^(?:dvc (?:repro|exp run)|kedro run|zenml|mlflow run)\b/.test(line) && !/--dry/.test(line)) return true;
  const starts = startedBy(repository, command);
  if (starts.length === 0) return false;
  return /(?:^|[/._-])(?:re)?train\w*/.test(line) || below(repository, { starts }).calls.some(({ name }) => name !== null && FITS.test(name));
}

/** Words of paths and names in which the two trainings differ, or that both write. */
function compares(repository: Repository, run: Run, trainings: readonly Run[]): Outcome | null {
  const [first, second] = trainings.slice(-2);
  const { words } = run.command;
  const given = words.flatMap((word) => word ?? []);
  const line = given.join(' ');
  if (first === undefined || second === undefined || first.command.words[0] !== second.command.words[0]) return null;
  const [own, other] = [differing(first, second), differing(second, first)];
  const names = (all: readonly string[]): boolean => all.some((word) => given.some((each) => each === word || each.startsWith(`${word}/`) || (word.length > 2 && each.includes(word))));
  const isNamed = own.length > 0 && names(own) && names(other);
  if (/^(?:cmp|diff|colordiff)\b/.test(line)) return isNamed || (own.length === 0 && !/requirements|\.lock|\.ya?ml/.test(line)) ? YES : null;
  const starts = startedBy(repository, run.command);
  if (starts.length === 0 || (!isNamed && !/same|identical|determin|reproduc|compare/i.test(line))) return null;
  const oracles = below(repository, { starts, deep: 3 }).functions.flatMap((each) => each.oracles);
  if (oracles.length === 0) return { answer: 'no', links: [{ at: run.command.at, text: 'what compares them can never fail' }] };
  return oracles.some(({ canFail }) => canFail.answer === 'yes') ? YES : UNKNOWN;
}

function differing({ command: { words } }: Run, other: Run): readonly string[] {
  return words.flatMap((word, index) => (word !== null && word !== other.command.words[index] ? [word.replace(/^--?[\w-]+=/, '')] : []));
}

const STORED = /expected|golden|reference|stored|committed|published|reported/i;

/** A program that reads stored and new results and refuses a difference. */
function againstStored(repository: Repository, { command }: Run): Outcome | null {
  const line = command.words.map((word) => word ?? '…').join(' ');
  if (/^(?:md5sum|sha\d+sum|shasum)\b.*(?:-c\b|--check)/.test(line)) return command.words.some((word) => word !== null && repository.files.all.some(({ path }) => path === word || path.endsWith(`/${word}`))) ? YES : null;
  const starts = startedBy(repository, command);
  if (starts.length === 0) return null;
  const found = below(repository, { starts, deep: 2 });
  if (found.calls.some(({ name }) => name !== null && FITS.test(name))) return null;
  const paths = new Set(starts.map((id) => id.slice(0, id.indexOf('::'))));
  const text = [...paths].map((path) => repository.files.text(path) ?? '').join('\n');
  const given = command.words.flatMap((word) => word ?? []).join(' ');
  const file = new RegExp(`["'\\s/=]([\\w./-]*(?:${STORED.source})[\\w./-]*\\.(?:json|ya?ml|csv|npy|txt))`, 'i').exec(`${given} ${text}`)?.[1];
  if (file === undefined || !/abs\(|isclose|allclose|approx|==|!=|equals\(/.test(text)) return null;
  const isCommitted = repository.files.all.some(({ path }) => path === file || path.endsWith(`/${file}`) || file.endsWith(`/${path}`));
  const oracles = found.functions.flatMap((each) => each.oracles);
  if (!isCommitted || oracles.length === 0) return null;
  return oracles.some(({ canFail }) => canFail.answer === 'yes') ? YES : UNKNOWN;
}
