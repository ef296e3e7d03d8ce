/** Commands that run the whole pipeline: runners of pipelines, and programs of one job that read, train and judge. */
import type { CodeFound, FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Automation, Job } from '../../../api/repository/automation.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { FunctionId, FunctionSummary } from '../../../api/repository/program.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { at, entriesAt } from '../../../api/repository/tree.ts';
import { promotionsOf } from '../../../api/checklist/promotions.ts';
import { isTestCommand } from '../../test-command.ts';
import { callsBelow } from '../command-reach.ts';
import { below, FITS, JUDGES, READS, startsOf } from '../project-calls.ts';
import { startedBy } from '../started-functions.ts';
import { RUNNERS } from './pipeline-tests.ts';
import { isServedBy, staysUp } from './stays-up.ts';

const ITEMS = ['infra-3'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-3/pipeline-runs',
  find: (repository): CodeFound => ({
    checks: [...runnersIn(repository), ...jobsThatRunAll(repository), ...systemsAsked(repository), ...jobsOfContainersOnly(repository), ...emptyDags(repository)],
    mentions: repository.files.matching('**/{dvc.yaml,pipeline_registry.py,MLproject}').map(({ path }) => ({ items: ITEMS, at: { path, cell: null, range: null }, text: 'a pipeline is defined' })),
  }),
};

/** One check for each command, wherever it stands. */
function runnersIn(repository: Repository): readonly FoundCheck[] {
  const byPlace = new Map<string, { readonly run: Run; readonly isReal: Outcome; readonly text: string; readonly runs: Run[] }>();
  for (const run of repository.runs) {
    const real = runnerOf(repository, run);
    if (real === null) continue;
    const key = JSON.stringify(run.command.at);
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { run, ...real, runs: [run] });
    else known.runs.push(run);
  }
  return [...byPlace.values()].map(({ run, isReal, text, runs }) => ({ items: ITEMS, at: run.command.at, text, isReal, data: 'unknown', ranBy: { kind: 'runs', runs } }));
}

function runnerOf(repository: Repository, { command }: Run): { readonly isReal: Outcome; readonly text: string } | null {
  const words = command.words.filter((word): word is string => word !== null);
  const [tool = '', ...rest] = words[0]?.startsWith('python') === true && words[1] === '-m' ? words.slice(2) : words;
  const line = rest.join(' ');
  if (tool === 'dvc' && /^(?:repro|exp run)\b/.test(line)) {
    const stages = stagesOf(repository);
    if (stages === 0) return null;
    const text = `\`dvc ${rest[0] ?? ''}\` runs ${stages} stages of the pipeline`;
    if (/(?:^| )(?:--dry|-n)(?: |$)/.test(line)) return { text, isReal: { answer: 'no', links: [{ at: command.at, text: 'it only prints what it would run' }] } };
    return { text, isReal: stages < 2 || /(?:^| )(?:-s|--single-item|--no-exec)(?: |$)/.test(line) ? UNKNOWN : YES };
  }
  if (tool === 'kedro' && rest[0] === 'run') {
    return { text: '`kedro run` runs the pipeline', isReal: /(?:^| )(?:-n|--nodes?|-t|--tags|--from-nodes|--to-nodes)\b/.test(line) ? UNKNOWN : YES };
  }
  if ((tool === 'mlflow' && /^(?:recipes|pipelines) run$/.test(line)) || (tool === 'metaflow' && rest[0] === 'run')) return { text: `\`${tool} ${line}\` runs every step`, isReal: YES };
  if (/^(?:snakemake|nextflow|pyflyte|ploomber|dagster|zenml|tfx|flyte)$/.test(tool) && WHOLE.test(`${tool} ${line}`)) {
    const isDry = tool === 'snakemake' && /(?:^| )(?:-\w*n\w*|--dry-?run|--lint|--dag)(?: |$)/.test(line);
    return { text: `\`${tool}\` runs the pipeline`, isReal: isDry ? { answer: 'no', links: [{ at: command.at, text: 'it only prints what it would run' }] } : YES };
  }
  const starts = startedBy(repository, command);
  if (starts.length > 0 && below(repository, { starts, deep: 3 }).calls.some(({ name }) => name !== null && RUNNERS.test(name))) return { text: 'a local runner runs the whole pipeline', isReal: YES };
  if (tool === 'airflow' && /^dags test\b/.test(line)) return { text: '`airflow dags test` runs every task of a DAG', isReal: YES };
  return null;
}

const WHOLE = /^(?:snakemake\b(?!.*--unlock)|nextflow run|pyflyte run|ploomber build|dagster (?:job execute|asset materialize)|zenml pipeline run|tfx run create)/;

/** The body of what a command starts; notebooks that are run as a whole. */
function startsIn(repository: Repository, run: Run): readonly FunctionId[] {
  const { words, folder } = run.command;
  const isNotebook = /^(?:python\S* -m )?(?:papermill|(?:jupyter[ -])?nbconvert\b.*--execute|jupyter execute|ploomber-engine|pytest\b.*--nb(?:make|val))/.test(lineOf(words));
  if (!isNotebook) return startedBy(repository, run.command);
  const given = words.flatMap((word) => (word !== null && word.endsWith('.ipynb') ? [word.replace(/^\.\//, '')] : []));
  const folders = given.length > 0 ? [] : words.slice(1).flatMap((word) => (word !== null && !word.startsWith('-') ? [word.replace(/^\.\//, '').replace(/\/$/, '')] : []));
  return repository.programs.flatMap((program) => (program.kind === 'notebook' && given.some((word) => program.path === word || program.path === `${folder ?? ''}/${word}` || program.path.endsWith(`/${word}`)) || (program.kind === 'notebook' && folders.some((each) => program.path.startsWith(`${each}/`))) ? startsOf(program) : []));
}

function stagesOf({ files }: Repository): number {
  const counts = files.matching('**/dvc.yaml').flatMap(({ path }) => files.trees(path).map(({ root }) => entriesAt(root, 'stages').filter(({ value }) => at(value, 'cmd') !== null || at(value, 'do', 'cmd') !== null).length));
  return Math.max(0, ...counts);
}

interface JobRuns {
  readonly by: Automation;
  readonly job: Job;
  readonly runs: Run[];
}

/** Programs of one job that together read data, train and judge; the weakest of them is what can be relied on. */
function jobsThatRunAll(repository: Repository): readonly FoundCheck[] {
  return jobsOf(repository).flatMap(({ by, job, runs }): readonly FoundCheck[] => {
    const started = runs.flatMap((run) => {
      const starts = startsIn(repository, run);
      return starts.length === 0 || isServedBy(repository, run, runs) ? [] : [{ run, starts }];
    });
    const own = started.map(({ run }) => run);
    const calls = started.flatMap(({ run: { command }, starts }) => callsBelow(repository, { starts, command })).flatMap(({ name }) => name ?? []);
    if (![FITS, READS, JUDGES].every((pattern) => calls.some((name) => pattern.test(name)))) return [];
    const weakest = own.find(({ enforced }) => enforced.answer === 'no') ?? own.find(({ enforced }) => enforced.answer === 'unknown') ?? own.at(-1);
    if (weakest === undefined) return [];
    const first = startsIn(repository, weakest)[0] ?? '';
    return [{ items: ITEMS, at: weakest.command.at, text: `job \`${job.id}\` of \`${by.name}\` runs the pipeline from reading to judging with \`${first.slice(0, first.indexOf('::'))}\``, isReal: isOfRelease(repository, { by, job, runs }), data: 'unknown', ranBy: { kind: 'runs', runs: [weakest] } }];
  });
}

/** A schedule that makes a model and serves it may be the product alone: then nothing tries it beforehand. */
function isOfRelease(repository: Repository, { by, runs }: JobRuns): Outcome {
  if (by.triggers.some(({ kind }) => kind === 'push' || kind === 'pull-request')) return YES;
  const deployed = runs.find((run, index) => STARTS_CONTAINERS.test(lineOf(run.command.words)) && staysUp(repository, run, runs.slice(index)));
  const shipped = repository.once(promotionsOf).find((each) => each.by === by) ?? (deployed === undefined ? undefined : { at: deployed.command.at });
  return shipped === undefined ? YES : { answer: 'unknown', links: [{ at: shipped.at, text: 'what it makes is put into service; whether the whole is tried before cannot be told' }] };
}

function jobsOf({ runs }: Repository): readonly JobRuns[] {
  const byJob = new Map<string, JobRuns>();
  for (const run of runs) {
    if (run.started === null || run.started.by.kind === 'pre-commit') continue;
    const { by, job } = run.started;
    const key = JSON.stringify([by.at, job.at, job.id]);
    const known = byJob.get(key);
    if (known === undefined) byJob.set(key, { by, job, runs: [run] });
    else known.runs.push(run);
  }
  return [...byJob.values()];
}

/** A test of the whole by its name that starts containers and asks them nothing. */
function jobsOfContainersOnly(repository: Repository): readonly FoundCheck[] {
  return jobsOf(repository).flatMap(({ by, job, runs }): readonly FoundCheck[] => {
    if (!/\b(?:test|e2e|integration|end.to.end)/i.test(`${by.name} ${job.name}`.replaceAll(/[_-]/g, ' '))) return [];
    const commands = job.steps.filter(({ does }) => does.kind !== 'uses');
    const isSeen = commands.every(({ does }) => does.kind === 'shell' && does.script.lines.every(({ text }) => text.trim() === '' || ASKS_NOTHING.test(text.trim())));
    const first = runs.find(({ command }) => STARTS_CONTAINERS.test(lineOf(command.words)));
    if (!isSeen || first === undefined || !runs.every(({ command }) => ASKS_NOTHING.test(lineOf(command.words)))) return [];
    return [
      {
        items: ITEMS,
        at: first.command.at,
        text: `job \`${job.id}\` of \`${by.name}\` starts containers`,
        isReal: { answer: 'no', links: [{ at: first.command.at, text: 'it starts and stops containers and tries nothing on them' }] },
        data: 'unknown',
        ranBy: { kind: 'runs', runs: [first] },
      },
    ];
  });
}

/** Containers that are started and then asked something whose answer matters. */
function systemsAsked(repository: Repository): readonly FoundCheck[] {
  return jobsOf(repository).flatMap(({ by, job, runs }): readonly FoundCheck[] => {
    const started = runs.findIndex(({ command }) => STARTS_CONTAINERS.test(lineOf(command.words)));
    const asked = started < 0 ? undefined : runs.slice(started + 1).find((run) => asksOf(repository, { run, runs }) !== null);
    const containers = runs[started];
    if (asked === undefined || containers === undefined || staysUp(repository, containers, runs.slice(started + 1))) return [];
    const starts = [...runs.flatMap((run) => startedBy(repository, run.command)), ...commandsOfServices(repository)];
    const isTrained = below(repository, { starts }).calls.some(({ name }) => name !== null && FITS.test(name));
    const isReal = isTrained ? (asksOf(repository, { run: asked, runs }) ?? UNKNOWN) : { answer: 'unknown' as const, links: [{ at: asked.command.at, text: 'it cannot be told whether a model is trained on the way' }] };
    return [{ items: ITEMS, at: asked.command.at, text: `job \`${job.id}\` of \`${by.name}\` starts the whole system and asks it`, isReal, data: 'unknown', ranBy: { kind: 'runs', runs: [asked] } }];
  });
}

/** Programs that services of compose files run. */
function commandsOfServices({ files, programs }: Repository): readonly FunctionId[] {
  const texts = files.matching('**/{docker-compose,compose}*.{yml,yaml}', '**/*Dockerfile*').map(({ path }) => files.text(path) ?? '').join('\n');
  return programs.flatMap((program) => (new RegExp(`(?:^|[\\s"'/])${program.path.slice(program.path.lastIndexOf('/') + 1).replaceAll('.', '\\.')}\\b`).test(texts) || texts.includes(program.path.replace(/\.py$/, '').replaceAll('/', '.')) ? startsOf(program) : []));
}

/** Null for what asks nothing; unknown for what accepts most answers. */
function asksOf(repository: Repository, { run, runs }: { readonly run: Run; readonly runs: readonly Run[] }): Outcome | null {
  const line = lineOf(run.command.words);
  const beside = runs.filter(({ command }) => command !== run.command && command.at.path === run.command.at.path && command.at.range?.start.line === run.command.at.range?.start.line).map(({ command }) => lineOf(command.words));
  const reads = /^(?:e?grep|rg|jq -\w*e|test|\[)(?: |$)/;
  // of a pipe only the end counts
  if (reads.test(line)) return beside.some((each) => /^(?:curl|wget)\b/.test(each)) ? YES : null;
  if (/^(?:curl|wget|http|xh)\b/.test(line)) return beside.some((each) => reads.test(each)) ? null : /(?:^| )(?:-\w*f\w*|--fail\S*)(?: |$)/.test(line) || !/^curl/.test(line) ? YES : UNKNOWN;
  if (/^(?:newman run|k6 run|hurl|schemathesis|tavern-ci|bats)\b/.test(line)) return YES;
  const requests = (functions: readonly FunctionSummary[]): boolean => functions.some(({ calls }) => calls.some(({ name }) => name !== null && /^(?:requests|httpx|urllib3?|aiohttp|grpc)\b/.test(name)));
  if (isTestCommand(run.command)) {
    const tests = repository.programs.flatMap(({ functions }) => functions.filter(({ test }) => test !== null));
    return requests(tests) ? (tests.some(({ oracles, calls }) => requests([{ calls } as FunctionSummary]) && oracles.some(({ canFail }) => canFail.answer === 'yes')) ? YES : UNKNOWN) : null;
  }
  const starts = startedBy(repository, run.command);
  const { functions } = below(repository, { starts, deep: 2 });
  return starts.length > 0 && requests(functions) ? (functions.some(({ oracles }) => oracles.some(({ canFail }) => canFail.answer === 'yes')) ? YES : UNKNOWN) : null;
}

const STARTS_CONTAINERS = /^(?:sudo )?(?:docker-compose|docker compose|podman-compose) .*\b(?:up|start)\b/;
const ASKS_NOTHING = /^(?:sudo )?(?:docker-compose|docker compose|podman-compose|sleep|echo|ls|cat|cp|mkdir|touch|set|cd|export|pwd|docker|#)(?![\w-])(?!.*(?:\bexec\b|[|;&]|\b(?:curl|pytest|python)\b))/;

function lineOf(words: readonly (string | null)[]): string {
  return words.map((word) => word ?? '…').join(' ');
}

/** Tasks that print and give back what is written in them. */
function emptyDags(repository: Repository): readonly FoundCheck[] {
  return repository.automations.flatMap((automation): readonly FoundCheck[] => {
    if (!['airflow', 'prefect', 'dagster'].includes(automation.kind) || !/train|ml|model|pipeline|end.to.end|e2e/i.test(automation.name)) return [];
    const steps = automation.jobs.flatMap((job) => job.steps);
    const functions = steps.map(({ does }) => (does.kind === 'python' ? repository.functionOf(does.function as `${string}::${string}`) : null));
    const [first] = functions;
    if (first === undefined || first === null || functions.length < 2) return [];
    if (!functions.every((each) => each !== null && each.calls.every(({ name }) => name !== null && PRINTS.test(name)))) return [];
    return [
      {
        items: ITEMS,
        at: automation.at,
        text: `\`${automation.name}\` names ${functions.length} tasks of a pipeline`,
        isReal: { answer: 'no', links: [{ at: first.at, text: `\`${first.name}\` and the other tasks only print and return what is written in them` }] },
        data: 'unknown',
        ranBy: { kind: 'always', enforced: YES, repeated: YES, chain: [] },
      },
    ];
  });
}

const PRINTS = /^(?:builtins\.)?(?:print|round|str|int|float|len|range|format)$|^(?:logging|loguru|time\.sleep|datetime|random)\b/;
