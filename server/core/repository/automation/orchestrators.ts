/** Jobs of Databricks bundles and deployments of Prefect, as their settings say them. */
import type { Automation, Doing, Job, Trigger } from '../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, wholeFile, type Link, type Outcome, type RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeEntry, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { commentedSchedules } from './commented-schedules.ts';
import { isCron, isQuartz } from './cron.ts';
import { folderOf, normalFolder } from './folders.ts';
import { allOf, noBecause, quoted, unknownBecause } from './outcomes.ts';
import type { Reading } from './reading.ts';

/** Own choices. */
const MAX_FILES = 5_000;
const MAX_TASKS = 300;

export function orchestratorAutomations(reading: Reading): readonly Automation[] {
  return reading.files.all
    .filter(({ path }) => /\.ya?ml(?:\.\w+)?$/.test(path))
    .slice(0, MAX_FILES)
    .flatMap(({ path }): readonly Automation[] => {
      const text = reading.files.text(path) ?? '';
      const isDatabricks = /^\s*resources\s*:/m.test(text) && /^\s+jobs\s*:/m.test(text);
      const isPrefect = /^deployments\s*:/m.test(text) || (/^entrypoint\s*:/m.test(text) && /^(?:flow_name|work_queue_name|work_pool_name|infrastructure|is_schedule_active)\s*:/m.test(text));
      if (!isDatabricks && !isPrefect) return [];
      const root = reading.files.trees(path)[0]?.root ?? null;
      if (root === null) return [];
      if (isDatabricks) return databricksJobs(root).map((entry) => databricksAutomation(reading, path, entry));
      const deployments = at(root, 'deployments') === null ? [root] : itemsAt(root, 'deployments').slice(0, MAX_TASKS);
      return deployments.flatMap((node) => prefectAutomation(reading, path, node));
    });
}

/** Jobs of the bundle, and those that only targets have. */
function databricksJobs(root: TreeNode): readonly TreeEntry[] {
  const own = entriesAt(root, 'resources', 'jobs');
  const names = new Set(own.map(({ key }) => key));
  const ofTargets = entriesAt(root, 'targets').flatMap(({ value }) => entriesAt(value, 'resources', 'jobs')).filter(({ key, value }) => !names.has(key) && at(value, 'tasks') !== null);
  return [...own, ...ofTargets].filter(({ value }) => value.kind === 'map');
}

function databricksAutomation(reading: Reading, path: string, { key, at: place, value }: TreeEntry): Automation {
  const triggers: Trigger[] = [];
  for (const name of ['schedule', 'trigger', 'continuous']) {
    const node = at(value, name);
    if (node === null) continue;
    const time = at(node, 'quartz_cron_expression');
    const status = at(node, 'pause_status');
    triggers.push({ kind: name === 'trigger' && at(node, 'periodic') === null ? 'upstream' : 'schedule', at: (time ?? node).at, fires: allOf(timeOutcome(time), pauseOutcome(status)) });
  }
  if (triggers.length === 0) triggers.push(...commentedIn(reading, path, { from: place, to: value.at }));
  if (triggers.length === 0) triggers.push({ kind: 'manual', at: place, fires: noBecause(place, 'the job has no schedule: a person or another job has to start it') });
  const tells = ['email_notifications', 'webhook_notifications'].flatMap((name): readonly Link[] => {
    const node = at(value, name, 'on_failure');
    return node === null || itemsAt(node).length === 0 ? [] : [{ at: node.at, text: `\`${name}\` tell people when it fails` }];
  });
  return { kind: 'databricks', name: textAt(value, 'name') ?? key, at: place, triggers, jobs: itemsAt(value, 'tasks').slice(0, MAX_TASKS).map((task) => taskJob(reading, path, task)), notifies: tells };
}

/** Comments between the lines of two places. */
function commentedIn(reading: Reading, path: string, { from, to }: { readonly from: RepositoryPlace; readonly to: RepositoryPlace }): readonly Trigger[] {
  const first = from.range?.start.line ?? 1;
  const last = to.range?.end.line ?? 0;
  return commentedSchedules(reading, path).filter(({ at: { range } }) => range !== null && range.start.line >= first && range.start.line <= last);
}

function timeOutcome(time: TreeNode | null): Outcome {
  const text = textAt(time);
  if (time === null || text === null) return YES;
  if (/\$\{/.test(text)) return UNKNOWN;
  return isQuartz(text) ? YES : noBecause(time.at, `${quoted(text)} is a time that never comes`);
}

function pauseOutcome(status: TreeNode | null): Outcome {
  const text = textAt(status);
  if (status === null || text === null || text === 'UNPAUSED') return YES;
  return text === 'PAUSED' ? noBecause(status.at, 'the schedule is paused: `pause_status: PAUSED`') : unknownBecause(status.at, `whether it is paused depends on ${quoted(text)}`);
}

function taskJob(reading: Reading, path: string, task: TreeNode): Job {
  const id = textAt(task, 'task_key') ?? 'task';
  const needs = itemsAt(task, 'depends_on').flatMap((item) => textAt(item, 'task_key') ?? []);
  const isRegardless = /^(?:ALL_DONE|AT_LEAST_ONE_FAILED|ALL_FAILED)$/.test(textAt(task, 'run_if') ?? '');
  return { id, name: id, at: task.at, needs: isRegardless ? [] : needs, runs: YES, enforced: YES, steps: [{ name: id, at: task.at, runs: YES, enforced: YES, does: taskDoing(reading, path, task) }] };
}

function taskDoing(reading: Reading, path: string, task: TreeNode): Doing {
  const file = at(task, 'notebook_task', 'notebook_path') ?? at(task, 'spark_python_task', 'python_file');
  const written = textAt(file);
  const base = written === null ? null : normalFolder(written.startsWith('/') ? written : `${folderOf(path)}/${written.replace(/^\$\{workspace\.(?:root|file)_path\}\/files\/?/, '')}`);
  const found = base === null ? undefined : [base, `${base}.py`, `${base}.ipynb`].find((each) => reading.files.has(each));
  const name = entriesAt(task).find(({ key }) => key.endsWith('_task'))?.key ?? 'task';
  if (file === null || found === undefined) return { kind: 'uses', name: `databricks/${name}`, inputs: at(task, name) };
  const line = found.endsWith('.ipynb') ? `jupyter nbconvert --execute ${found}` : `python ${found}`;
  return { kind: 'shell', script: { lines: [{ text: line, at: file.at }], shell: 'sh' }, folder: '', stopsAtFailure: true };
}

function prefectAutomation(reading: Reading, path: string, node: TreeNode): readonly Automation[] {
  const entrypoint = at(node, 'entrypoint');
  const [file = '', name = ''] = (textAt(entrypoint) ?? '').split(':');
  const inner = normalFolder(file);
  if (entrypoint === null || inner === null || name === '') return [];
  const place = at(node, 'name')?.at ?? wholeFile(path);
  const script = [inner, normalFolder(`${folderOf(path)}/${file}`)].find((each) => each !== null && reading.files.has(each)) ?? inner;
  const job: Job = { id: name, name, at: entrypoint.at, needs: [], runs: reading.files.has(script) ? YES : unknownBecause(entrypoint.at, `${quoted(script)} is not in the repository`), enforced: YES, steps: [{ name, at: entrypoint.at, runs: YES, enforced: YES, does: { kind: 'python', function: `${script}::${name}` } }] };
  const triggers = prefectTriggers(reading, path, node);
  return [{ kind: 'prefect', name: textAt(node, 'name') ?? name, at: place, triggers: triggers.length > 0 ? triggers : [{ kind: 'manual', at: place, fires: noBecause(place, 'the deployment has no schedule') }], jobs: [job], notifies: [] }];
}

function prefectTriggers(reading: Reading, path: string, node: TreeNode): readonly Trigger[] {
  const given = [...itemsAt(node, 'schedule'), ...itemsAt(node, 'schedules')].filter((item) => item.kind === 'map');
  const isOld = at(node, 'flow_name') !== null || at(node, 'is_schedule_active') !== null;
  const paused = textAt(node, 'paused') === 'true' ? at(node, 'paused') : null;
  if (given.length === 0) return commentedIn(reading, path, { from: node.at, to: node.at });
  return given.map((item): Trigger => {
    const schedule = at(item, 'schedule') ?? item;
    const cron = at(schedule, 'cron');
    const active = at(node, 'is_schedule_active') ?? at(item, 'active') ?? at(schedule, 'active');
    const text = textAt(cron);
    const time = text === null || isCron(text) ? YES : noBecause(cron?.at ?? item.at, `${quoted(text)} is a time that never comes`);
    const switched = textAt(active) === 'false' && active !== null ? noBecause(active.at, 'the schedule is switched off') : paused !== null ? noBecause(paused.at, 'the deployment is paused') : textAt(active) === 'true' || (!isOld && active === null) ? YES : unknownBecause((active ?? item).at, 'the file does not say whether the schedule is switched on');
    return { kind: 'schedule', at: (cron ?? at(schedule, 'interval') ?? item).at, fires: allOf(time, switched) };
  });
}
