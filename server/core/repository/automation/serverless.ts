/** Functions that a cloud calls: serverless.yml and templates of AWS SAM. Source: serverless.com/framework/docs, "Schedule"; docs.aws.amazon.com, AWS::Serverless::Function. */
import type { Automation, Trigger } from '../../../../rules/api/repository/automation.ts';
import { YES, type Outcome } from '../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeEntry, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { folderOf, normalFolder } from './folders.ts';
import { noBecause, unknownBecause } from './outcomes.ts';
import type { Reading } from './reading.ts';

/** Own choices. */
const MAX_FILES = 5_000;
const MAX_FUNCTIONS = 200;

export interface Handler {
  readonly name: string;
  readonly node: TreeNode;
  /** `src/app.py::predict` */
  readonly function: string;
  readonly triggers: readonly Trigger[];
}

/** Returns the functions that a schedule calls; those that requests call are targets. */
export function serverlessAutomations(reading: Reading): readonly Automation[] {
  return reading.files.all
    .filter(({ path }) => isServerless(path))
    .slice(0, MAX_FILES)
    .flatMap(({ path }) => handlersIn(reading.files, path).filter(({ triggers }) => triggers.length > 0).map((handler) => automationOf(handler)));
}

export function isServerless(path: string): boolean {
  return /(?:^|\/)(?:serverless(?:\.[\w-]+)?|template|sam|sam-template|template\.sam)\.ya?ml$/.test(path);
}

function automationOf({ name, node, function: id, triggers }: Handler): Automation {
  const step = { name, at: node.at, runs: YES, enforced: unknownBecause(node.at, 'who hears of a failure is not written here'), does: { kind: 'python', function: id } } as const;
  return { kind: 'scheduler', name, at: node.at, triggers, jobs: [{ id: name, name, at: node.at, needs: [], runs: YES, enforced: YES, steps: [step] }], notifies: [] };
}

/** Returns the handlers written in Python whose file is there. */
export function handlersIn(files: Reading['files'], path: string): readonly Handler[] {
  const root = files.trees(path)[0]?.root ?? null;
  const isSam = textAt(root, 'Transform')?.startsWith('AWS::Serverless') === true || itemsAt(root, 'Transform').some((item) => item.kind === 'scalar' && item.text.startsWith('AWS::Serverless'));
  const entries = isSam ? entriesAt(root, 'Resources').filter(({ value }) => textAt(value, 'Type') === 'AWS::Serverless::Function') : at(root, 'service') === null ? [] : entriesAt(root, 'functions');
  return entries.slice(0, MAX_FUNCTIONS).flatMap((entry) => {
    const written = isSam ? (textAt(entry.value, 'Properties', 'Handler') ?? textAt(root, 'Globals', 'Function', 'Handler')) : textAt(entry.value, 'handler');
    const code = isSam ? (textAt(entry.value, 'Properties', 'CodeUri') ?? textAt(root, 'Globals', 'Function', 'CodeUri') ?? '') : '';
    const id = written === null ? null : functionAt(files, { folder: normalFolder(`${folderOf(path)}/${code}`), written });
    return id === null ? [] : [{ name: entry.key, node: entry.value, function: id, triggers: isSam ? samTriggers(entry) : serverlessTriggers(entry) }];
  });
}

/** `src/app.predict`, `src.app.predict` */
function functionAt(files: Reading['files'], { folder, written }: { readonly folder: string | null; readonly written: string }): string | null {
  const dot = written.lastIndexOf('.');
  if (dot <= 0 || folder === null) return null;
  const base = written.slice(0, dot).replace(/^\.\//, '');
  const prefix = folder === '' ? '' : `${folder}/`;
  const path = [`${prefix}${base}.py`, `${prefix}${base.replaceAll('.', '/')}.py`].find((each) => files.has(each));
  return path === undefined ? null : `${path}::${written.slice(dot + 1)}`;
}

function serverlessTriggers({ value }: TreeEntry): readonly Trigger[] {
  return itemsAt(value, 'events').flatMap((event): readonly Trigger[] => {
    const schedule = at(event, 'schedule');
    return schedule === null ? [] : [triggerOf(schedule, { time: at(schedule, 'rate') ?? schedule, enabled: at(schedule, 'enabled') })];
  });
}

function samTriggers({ value }: TreeEntry): readonly Trigger[] {
  return entriesAt(value, 'Properties', 'Events').flatMap(({ value: event }): readonly Trigger[] => {
    if (!/^Schedule(?:V2)?$/.test(textAt(event, 'Type') ?? '')) return [];
    const given = at(event, 'Properties');
    const state = at(given, 'State');
    return [triggerOf(event, { time: at(given, 'Schedule') ?? at(given, 'ScheduleExpression') ?? event, enabled: state ?? at(given, 'Enabled') })];
  });
}

function triggerOf(node: TreeNode, { time, enabled }: { readonly time: TreeNode; readonly enabled: TreeNode | null }): Trigger {
  return { kind: 'schedule', at: time.at, fires: firesOf(node, { time, enabled }) };
}

function firesOf(node: TreeNode, { time, enabled }: { readonly time: TreeNode; readonly enabled: TreeNode | null }): Outcome {
  const on = textAt(enabled);
  if (enabled !== null && (on === 'false' || on === 'DISABLED')) return noBecause(enabled.at, 'the schedule is switched off');
  if (enabled !== null && on !== 'true' && on !== 'ENABLED') return unknownBecause(enabled.at, 'whether the schedule is switched on is not written here');
  const text = time.kind === 'scalar' ? time.text : (itemsAt(time)[0]?.kind === 'scalar' ? (textAt(itemsAt(time)[0] ?? null) ?? '') : '');
  return /^(?:rate\(\d+ \w+\)|cron\([^()]+\))$/.test(text.trim()) ? YES : unknownBecause(node.at, 'when it fires is only known when it is deployed');
}
