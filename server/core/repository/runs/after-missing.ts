/** Commands behind one that always fails, because the program it is to run is not where it looks: they never run. */
import type { Automation, AutomationKind, Job, Step } from '../../../../rules/api/repository/automation.ts';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { Outcome } from '../../../../rules/api/repository/place.ts';
import type { Run } from '../../../../rules/api/repository/run.ts';
import { allOf, noBecause, quoted, unknownBecause } from '../automation/outcomes.ts';
import { resolveFolder } from './folders.ts';
import { isTool, skipOptions } from './option-words.ts';

/** Systems that begin with the files of the repository and nothing else. */
const FRESH: ReadonlySet<AutomationKind> = new Set<AutomationKind>(['github-actions', 'gitlab-ci', 'jenkins', 'azure-pipelines', 'circleci', 'travis', 'bitbucket']);

/** Returns the runs in the same order; those behind the failing command no longer fire, or it cannot be told. */
export function stopAfterMissing(runs: readonly Run[], files: RepositoryFiles): readonly Run[] {
  const failing = new Map<Automation, Failing[]>();
  for (const run of runs) {
    const found = failingOf(run, runs, files);
    if (found === null) continue;
    const known = failing.get(found.started.by);
    if (known === undefined) failing.set(found.started.by, [found]);
    else known.push(found);
  }
  if (failing.size === 0) return runs;
  return runs.map((run) => {
    const before = (run.started === null ? [] : (failing.get(run.started.by) ?? [])).find((one) => isBehind(run, one));
    return before === undefined ? run : { ...run, repeated: allOf(run.repeated, before.outcome) };
  });
}

interface Failing {
  readonly started: { readonly by: Automation; readonly job: Job; readonly step: Step };
  readonly line: number;
  readonly outcome: Outcome;
}

function failingOf({ command, started, through, enforced }: Run, runs: readonly Run[], files: RepositoryFiles): Failing | null {
  const { words, folder, at } = command;
  if (started === null || through.length > 0 || !FRESH.has(started.by.kind) || at.path !== started.by.at.path || at.range === null) return null;
  if (enforced.answer !== 'yes' || !command.isUnconditional || folder === null || !isTool(words, 'python')) return null;
  const script = words[skipOptions(words, { from: 1, withValue: ['-W', '-X'], stopAt: ['-m', '-c'] })] ?? null;
  if (script === null || !/^(?:\.\/)?[\w.-]+(?:\/[\w.-]+)*\.py$/.test(script)) return null;
  const path = resolveFolder(folder, script);
  if (path === null || files.has(path)) return null;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [elsewhere] = files.matching(`**/${name}`);
  if (elsewhere === undefined) return null;
  const isCertain = earlierOf(runs, { started, line: at.range.start.line }).every(bringsNoFiles) && !mayBring(started.job, started.by, files);
  const shown = quoted(words.filter((word) => word !== null).join(' '));
  const outcome = isCertain
    ? noBecause(at, `${shown} stops it before: the file is at ${quoted(elsewhere.path)}`)
    : unknownBecause(at, `${shown} comes before, and its file is at ${quoted(elsewhere.path)}`);
  return { started, line: at.range.start.line, outcome };
}

function isBehind({ started, command: { at } }: Run, failing: Failing): boolean {
  if (started === null || started.by !== failing.started.by) return false;
  const { job, step } = started;
  if (job !== failing.started.job) return job.needs.length > 0 && needsOf(started.by, job).has(failing.started.job.id);
  if (step !== failing.started.step) return job.steps.indexOf(step) > job.steps.indexOf(failing.started.step);
  return at.path === started.by.at.path && at.range !== null && at.range.start.line > failing.line;
}

function needsOf({ jobs }: Automation, job: Job): ReadonlySet<string> {
  const found = new Set<string>(job.needs);
  for (const id of found) for (const needed of jobs.find((one) => one.id === id)?.needs ?? []) found.add(needed);
  return found;
}

function earlierOf(runs: readonly Run[], { started, line }: Pick<Failing, 'started' | 'line'>): readonly Run[] {
  const { by, job } = started;
  const needed = needsOf(by, job);
  return runs.filter((run) => {
    if (run.started?.by !== by || (run.started.job !== job && !needed.has(run.started.job.id))) return false;
    const { range, path } = run.command.at;
    return range === null || path !== by.at.path || range.start.line < line;
  });
}

const INSTALLERS: ReadonlySet<string> = new Set(['pip', 'pip3', 'apt-get', 'apt', 'sudo', 'deactivate', 'source', '.', 'activate', 'echo', 'export', 'set', '[', 'test', 'mkdir', 'ls', 'pwd', 'cat', 'which', 'true', 'black', 'flake8', 'ruff', 'isort', 'mypy', 'pylint', 'pytest', 'conda', 'pipenv', 'poetry', 'uv', 'virtualenv', 'coverage']);

/** Installing, checking and saying things put no program of the project anywhere. */
function bringsNoFiles({ command: { words } }: Run): boolean {
  const [first = null] = words;
  if (first === null) return false;
  if (isTool(words, 'python')) return words[1] === '--version' || (words[1] === '-m' && /^(?:pip|venv|virtualenv|pytest|flake8|unittest|ensurepip)$/.test(words[2] ?? ''));
  return INSTALLERS.has(first.slice(first.lastIndexOf('/') + 1)) && !words.some((word) => word !== null && /^(?:run|dvc|git|curl|wget)$/.test(word));
}

/** Actions and steps that put nothing but the repository and tools into the folder. */
const HARMLESS = /^actions\/(?:setup-python|cache)@|^UsePythonVersion@|^(?:git|checkout|junit|echo|cleanWs|archiveArtifacts)$/;

/** Whether something else may bring files, or run what stands behind a failure. */
function mayBring(job: Job, by: Automation, files: RepositoryFiles): boolean {
  const needed = needsOf(by, job);
  const steps = by.jobs.filter((one) => one === job || needed.has(one.id)).flatMap((one) => one.steps);
  const isOther = ({ does }: Step): boolean => does.kind === 'calls' || does.kind === 'image' || (does.kind === 'uses' && !HARMLESS.test(does.name) && !(does.name.startsWith('actions/checkout@') && does.inputs === null));
  return steps.some(isOther) || files.has('.gitmodules') || GOES_ON.test(files.text(by.at.path) ?? '');
}

const GOES_ON =
  /\balways\(\)|\bfailure\(\)|cancelled\(\)|when:\s*(?:always|on_failure)|condition:\s*(?:always|failed|succeededOrFailed)|\b(?:un)?stash\b|copyArtifacts|\b(?:always|cleanup|failure|unsuccessful)\s*\{[^}]*\b(?:sh|bat)\b/;
