/** Load tests and benchmarks that compare: k6, Locust, pytest-benchmark, asv, actions that keep benchmarks. */
import type { CodeFound, FoundCheck, Mention, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, wholeFile, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { textAt } from '../../../api/repository/tree.ts';
import { isTestCommand } from '../../test-command.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';
import { shellBoundsOf } from '../shell-bounds.ts';
import { allOfStep } from '../steps.ts';

const ITEMS = ['monitor-6'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'monitor-6/load-tests',
  find: (repository): CodeFound =>
    joined(
      { checks: [...k6(repository), ...benchmarks(repository), ...asv(repository), ...actions(repository), ...locust(repository), ...limits(repository), ...sizes(repository)] },
      { mentions: locustFiles(repository) },
      documentsAbout(repository, { items: ITEMS, title: /\b(?:load|stress|performance|latency|throughput)[ -](?:tests?|testing|results?|report|benchmarks?)\b|\b(?:load test|latency)\b/i, says: /\b(?:ms|milliseconds|seconds|req(?:uests)?\/s|rps|qps|MB|GB|p9\d)\b|\d s\b/, what: 'a measurement of speed or memory', columns: [/^(?:p(?:50|90|95|99)(?=\W*$|[ _([]*(?:ms|µs|us|s|secs?|seconds|lat\w*|time|resp\w*|dur\w*|mem\w*|[mg]b)\b)|latency|(?:mean|median|max) (?:latency|time)|throughput|req\/s|requests\/s|rps|qps|memory|rss)\b/i], sentence: { fits: [/\b(?:locust|k6|jmeter|wrk|hey|load test|concurrent|users|requests|inference)\b/i, /\b(?:p(?:50|90|95|99)|latency|median|throughput|per request|req(?:uests)?\/s|rps)\b/i, /\d\s?(?:ms|s|req\/s|rps|requests\/s|MB|GB)\b/], numbers: 1 } }),
    ),
};

function lineOf({ command }: Run): string {
  return command.words.map((word) => word ?? '…').join(' ');
}

function runsWith({ runs }: Repository, pattern: RegExp, path?: string): readonly Run[] {
  const name = path?.slice(path.lastIndexOf('/') + 1);
  return runs.filter((run) => pattern.test(lineOf(run)) && (name === undefined || run.command.words.some((word) => word !== null && (word === name || word.endsWith(`/${name}`)))));
}

function k6(repository: Repository): readonly FoundCheck[] {
  const { files } = repository;
  return files.matching('**/*.{js,ts}').flatMap(({ path }): readonly FoundCheck[] => {
    const text = files.text(path);
    if (text === null || !/from\s+["']k6(?:\/http)?["']/.test(text)) return [];
    const thresholds = /\bthresholds\s*:\s*\{/.exec(text);
    const at = thresholds === null ? wholeFile(path) : files.place(path, thresholds.index, thresholds.index + 'thresholds'.length);
    const isReal: Outcome = thresholds === null ? { answer: 'no', links: [{ at, text: 'it names no thresholds, so no time is too long' }] } : /p\(|avg|rate|med|max/.test(text.slice(thresholds.index, thresholds.index + 600)) ? YES : UNKNOWN;
    const found = { items: ITEMS, at, text: 'k6 holds the times of requests against thresholds', isReal, data: 'unknown' as const };
    const byAction = repository.automations.flatMap((automation) => automation.jobs.flatMap((job) => job.steps.flatMap((step) => (step.does.kind === 'uses' && /^grafana\/(?:run-)?k6-action@/.test(step.does.name) && [textAt(step.does.inputs, 'filename'), textAt(step.does.inputs, 'path')].some((given) => given?.replace(/^\.\//, '') === path) ? [{ automation, job, step }] : []))));
    const [action] = byAction;
    return [{ ...found, ranBy: action === undefined ? { kind: 'runs', runs: runsWith(repository, /^(?:docker .*)?\bk6 (?:\S+ )*run\b/, path) } : { kind: 'always', ...allOfStep(action) } }];
  });
}

/** Tests with the `benchmark` fixture: they only fail where times are compared with stored ones. */
function benchmarks(repository: Repository): readonly FoundCheck[] {
  const tests = repository.programs.flatMap(({ functions }) => functions.filter(({ test, parameters }) => test !== null && parameters.includes('benchmark')));
  if (tests.length === 0 || !repository.programs.some(({ path }) => /pytest_benchmark|benchmark/.test(repository.files.text(path) ?? ''))) return [];
  const settings = repository.files.matching('{pytest.ini,setup.cfg,tox.ini,pyproject.toml}').some(({ path }) => /--benchmark-compare-fail/.test(repository.files.text(path) ?? ''));
  const compares = settings || repository.runs.some((run) => isTestCommand(run.command) && run.command.words.some((word) => word?.startsWith('--benchmark-compare-fail') === true));
  return tests.slice(0, 20).map(({ id, name, at, oracles }): FoundCheck => {
    const own = oracles.find(({ words, canFail }) => canFail.answer === 'yes' && words.some((word) => /^(?:stats|mean|max|median|stddev)$/.test(word)));
    const isReal: Outcome = compares || own !== undefined ? YES : { answer: 'no', links: [{ at, text: 'no command compares its times with stored ones, so none is too long' }] };
    return { items: ITEMS, at: own?.at ?? at, text: `\`${name}\` measures how long something takes`, isReal, data: 'unknown', ranBy: { kind: 'function', id } };
  });
}

/** `pytest.mark.limit_memory` works only while memray looks. */
function limits(repository: Repository): readonly FoundCheck[] {
  const looks = repository.runs.some((run) => isTestCommand(run.command) && run.command.words.includes('--memray')) || repository.files.matching('{pytest.ini,setup.cfg,tox.ini,pyproject.toml}').some(({ path }) => /--memray/.test(repository.files.text(path) ?? ''));
  return repository.programs.flatMap(({ functions }) => functions.filter(({ test }) => test?.markers.includes('limit_memory') === true)).slice(0, 20).map(({ id, name, at }): FoundCheck => ({ items: ITEMS, at, text: `\`${name}\` may take so much memory only`, isReal: looks ? YES : { answer: 'no', links: [{ at, text: 'no command gives `--memray`, without which the limit is not looked at' }] }, data: 'unknown', ranBy: { kind: 'function', id } }));
}

const SIZE = /\bstat -\w|\bdu -|\bwc -c|\bls -l|\bgetsize\b|time_total|\/usr\/bin\/time|maxrss/i;
const OF_MODEL = /model|\.(?:tflite|onnx|pkl|joblib|pth?|h5|keras|pb|gguf|bin)\b|latency|predict|time_total|image/i;

/** The size of a model or the time of an answer, bounded by a shell script. */
function sizes(repository: Repository): readonly FoundCheck[] {
  return repository.once(shellBoundsOf).flatMap((bound): readonly FoundCheck[] => {
    if (!SIZE.test(bound.text)) return [];
    const { step } = bound;
    const runs = step === null ? repository.runs.filter(({ through, command }) => through.some(({ at }) => at.path === bound.at.path) || command.words.some((word) => word !== null && (word === bound.at.path || bound.at.path.endsWith(`/${word.replace(/^\.\//, '')}`)))) : [];
    const isOfModel = OF_MODEL.test(`${bound.text} ${bound.at.path} ${step === null ? '' : step.step.name} ${runs.map(lineOf).join(' ')}`);
    const base = { items: ITEMS, at: bound.at, text: 'a shell script holds a size or time against a bound', isReal: isOfModel ? YES : UNKNOWN, data: 'unknown' as const };
    return [{ ...base, ranBy: step === null ? { kind: 'runs', runs } : { kind: 'always', ...allOfStep(step) } }];
  });
}

function asv(repository: Repository): readonly FoundCheck[] {
  const runs = runsWith(repository, /^(?:python\S* -m )?asv (?:continuous|compare)\b/);
  const [first] = runs;
  if (first === undefined) {
    const [alone] = runsWith(repository, /^(?:python\S* -m )?asv run\b/);
    return alone === undefined ? [] : [{ items: ITEMS, at: alone.command.at, text: '`asv` measures times', isReal: { answer: 'no', links: [{ at: alone.command.at, text: 'no command compares its times with those of another commit' }] }, data: 'unknown', ranBy: { kind: 'runs', runs: [alone] } }];
  }
  const isReal: Outcome = /asv continuous\b/.test(lineOf(first)) ? YES : UNKNOWN;
  return [{ items: ITEMS, at: first.command.at, text: '`asv` compares the times of two commits', isReal, data: 'unknown', ranBy: { kind: 'runs', runs } }];
}

/** Actions that keep the times of each commit and fail on worse ones. */
function actions({ automations }: Repository): readonly FoundCheck[] {
  return automations.flatMap((by) =>
    by.jobs.flatMap((job) =>
      job.steps.flatMap((step): readonly FoundCheck[] => {
        if (step.does.kind !== 'uses' || !/^(?:benchmark-action\/github-action-benchmark|CodSpeedHQ\/action)@/.test(step.does.name)) return [];
        const fails = step.does.name.startsWith('CodSpeed') || textAt(step.does.inputs, 'fail-on-alert') === 'true' || (textAt(step.does.inputs, 'comment-on-alert') === 'true' && textAt(step.does.inputs, 'alert-comment-cc-users') !== null);
        const isReal: Outcome = fails ? YES : { answer: 'no', links: [{ at: step.at, text: '`fail-on-alert` is not set, so worse times change nothing' }] };
        const fires = by.triggers.find((trigger) => trigger.fires.answer === 'yes' && trigger.kind !== 'manual')?.fires ?? by.triggers[0]?.fires ?? UNKNOWN;
        const repeated = [job.runs, step.runs, fires].find(({ answer }) => answer !== 'yes') ?? YES;
        const enforced = [job.enforced, step.enforced].find(({ answer }) => answer !== 'yes') ?? YES;
        return [{ items: ITEMS, at: step.at, text: 'times are compared with those of earlier commits', isReal, data: 'unknown', ranBy: { kind: 'always', enforced, repeated, chain: [{ at: job.at, text: `job \`${job.id}\` of \`${by.name}\` does it` }] } }];
      }),
    ),
  );
}

/** Locust ends with an error for slow answers only where its script says so. */
function locust(repository: Repository): readonly FoundCheck[] {
  return locustFiles(repository).flatMap(({ at }): readonly FoundCheck[] => {
    const text = repository.files.text(at.path) ?? '';
    const exit = text.indexOf('process_exit_code');
    const runs = runsWith(repository, /\blocust\b.*--headless/);
    if (exit < 0) return [];
    const isReal: Outcome = /response_time|percentile|total_rps/.test(text) ? YES : UNKNOWN;
    return [{ items: ITEMS, at: repository.files.place(at.path, exit, exit + 'process_exit_code'.length), text: 'Locust fails when answers are too slow', isReal, data: 'unknown', ranBy: { kind: 'runs', runs } }];
  });
}

function locustFiles({ programs }: Repository): readonly Mention[] {
  return programs.flatMap(({ path, imports }) => (imports.some(({ package: name, isUsed }) => name === 'locust' && isUsed) ? [{ items: ITEMS, at: wholeFile(path), text: 'a load test is written for Locust' }] : []));
}
