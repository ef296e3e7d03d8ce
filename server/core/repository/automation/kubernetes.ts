/** Kubernetes CronJobs and Jobs, and workflows of Argo. */
import type { Automation, Job, Trigger } from '../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, wholeFile, type Outcome } from '../../../../rules/api/repository/place.ts';
import { at, itemsAt, textAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { argoJobs } from './argo.ts';
import { commentedSchedules } from './commented-schedules.ts';
import { containerStep } from './containers.ts';
import { isCron } from './cron.ts';
import { noBecause, quoted, unknownBecause } from './outcomes.ts';
import type { Reading } from './reading.ts';

/** Own choices. */
const MAX_FILES = 5_000;
const MAX_FOUND = 500;

export function kubernetesAutomations(reading: Reading): readonly Automation[] {
  const found: Automation[] = [];
  for (const { path } of reading.files.all.filter((file) => /\.ya?ml(?:\.\w+)?$/.test(file.path)).slice(0, MAX_FILES)) {
    if (!/^\s*["']?kind["']?\s*:\s*["']?(?:CronJob|Job|Workflow|CronWorkflow|WorkflowTemplate|ClusterWorkflowTemplate|Sensor)\b/m.test(reading.files.text(path) ?? '')) continue;
    for (const { root } of reading.files.trees(path)) {
      const inner = textAt(root, 'kind') === 'List' ? itemsAt(root, 'items') : [root];
      found.push(...inner.flatMap((node) => automationOf(reading, path, node)));
      if (found.length > MAX_FOUND) return found;
    }
  }
  return found;
}

function automationOf(reading: Reading, path: string, node: TreeNode): readonly Automation[] {
  const version = textAt(node, 'apiVersion') ?? '';
  const kind = textAt(node, 'kind') ?? '';
  const name = textAt(node, 'metadata', 'name') ?? textAt(node, 'metadata', 'generateName') ?? path;
  const place = at(node, 'kind')?.at ?? wholeFile(path);
  const whole: Automation = { kind: version.startsWith('argoproj.io') ? 'argo' : 'kubernetes', name, at: place, triggers: [], jobs: [], notifies: [] };
  const byHand = (text: string): readonly Trigger[] => [{ kind: 'manual', at: place, fires: unknownBecause(place, text) }];
  if (kind === 'CronJob') return [{ ...whole, triggers: schedulesOf(reading, path, node), jobs: podJobs(reading, name, at(node, 'spec', 'jobTemplate', 'spec', 'template', 'spec')) }];
  if (kind === 'Job' && version.startsWith('batch/')) return [{ ...whole, triggers: byHand('runs once when somebody applies it'), jobs: podJobs(reading, name, at(node, 'spec', 'template', 'spec')) }];
  if (whole.kind !== 'argo') return [];
  if (kind === 'CronWorkflow') return [{ ...whole, triggers: schedulesOf(reading, path, node), ...argoJobs(reading, at(node, 'spec', 'workflowSpec')) }];
  if (kind === 'Workflow') return [{ ...whole, triggers: byHand('runs once when somebody submits it'), ...argoJobs(reading, at(node, 'spec')) }];
  if (kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate') return [{ ...whole, triggers: [{ kind: 'called', at: place, fires: UNKNOWN }], ...argoJobs(reading, at(node, 'spec')) }];
  if (kind !== 'Sensor') return [];
  return itemsAt(node, 'spec', 'triggers').flatMap((trigger): readonly Automation[] => {
    const workflow = at(trigger, 'template', 'k8s', 'source', 'resource') ?? at(trigger, 'template', 'argoWorkflow', 'source', 'resource');
    return workflow === null ? [] : [{ ...whole, name: `${name}/${textAt(trigger, 'template', 'name') ?? ''}`, triggers: [{ kind: 'upstream', at: place, fires: unknownBecause(place, 'starts at events that are set up elsewhere') }], ...argoJobs(reading, at(workflow, 'spec')) }];
  });
}

function schedulesOf(reading: Reading, path: string, node: TreeNode): readonly Trigger[] {
  const times = [...itemsAt(node, 'spec', 'schedule'), ...itemsAt(node, 'spec', 'schedules')];
  const suspend = at(node, 'spec', 'suspend');
  const triggers = times.map((time): Trigger => ({ kind: 'schedule', at: time.at, fires: firesOf(time, suspend) }));
  return triggers.length > 0 ? triggers : commentedSchedules(reading, path);
}

function firesOf(time: TreeNode, suspend: TreeNode | null): Outcome {
  const text = time.kind === 'scalar' ? time.text : '';
  if (suspend !== null && textAt(suspend) === 'true') return noBecause(suspend.at, 'the schedule is suspended: `suspend: true`');
  // templates are filled in later
  if (/\{\{|\$|x{6}/.test(text) || (suspend !== null && textAt(suspend) !== 'false')) return UNKNOWN;
  return isCron(text) ? YES : noBecause(time.at, `${quoted(text)} is a time that never comes`);
}

/** Containers that prepare run one after the other, before the others. */
function podJobs(reading: Reading, name: string, pod: TreeNode | null): readonly Job[] {
  const containers = [...itemsAt(pod, 'initContainers'), ...itemsAt(pod, 'containers')];
  const steps = containers.map((container) => containerStep(reading, container));
  return pod === null || steps.length === 0 ? [] : [{ id: name, name, at: pod.at, needs: [], runs: YES, enforced: YES, steps }];
}
