/** Templates of Argo workflows: graphs and lists of steps, down to containers and scripts. Source: argo-workflows.readthedocs.io, Field Reference. */
import type { Job, Step } from '../../../../rules/api/repository/automation.ts';
import { YES, type Link, type Outcome } from '../../../../rules/api/repository/place.ts';
import { at, itemsAt, textAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { shellDoing, shellSettings, wordNodes } from './commands.ts';
import { containerStep } from './containers.ts';
import { sendsMessage } from './notifying.ts';
import { noBecause, quoted, unknownBecause } from './outcomes.ts';
import type { Reading } from './reading.ts';
import { fillIn } from './values.ts';

/** Own choices. */
const MAX_JOBS = 300;
const MAX_DEPTH = 5;
const MAX_CALLS = 3_000;

export function argoJobs(reading: Reading, spec: TreeNode | null): { readonly jobs: readonly Job[]; readonly notifies: readonly Link[] } {
  const templates = new Map(itemsAt(spec, 'templates').map((template) => [textAt(template, 'name') ?? '', template]));
  const jobs: Job[] = [];
  let left = MAX_CALLS;
  const whole = new Map(parametersOf(at(spec, 'arguments')).map(({ name, value }) => [`workflow.parameters.${name}`, value]));
  const expand = (call: Call): readonly string[] => {
    const template = templates.get(call.template);
    left -= 1;
    if (left < 0 || jobs.length >= MAX_JOBS || call.depth > MAX_DEPTH) return call.needs;
    const tasks = itemsAt(template, 'dag', 'tasks');
    const groups = itemsAt(template, 'steps');
    const inner = (node: TreeNode, needs: readonly string[]): readonly string[] => {
      const name = textAt(node, 'name') ?? `task ${jobs.length + 1}`;
      const called = textAt(node, 'template') ?? '';
      return expand({ id: call.id === '' ? name : `${call.id}.${name}`, name, template: called, node, needs, depth: call.depth + 1, handed: handedTo(templates.get(called) ?? null, node, call.handed) });
    };
    if (tasks.length > 0) {
      const ends = new Map<string, readonly string[]>();
      for (const task of tasks) {
        const names = [...itemsAt(task, 'dependencies').map((item) => (item.kind === 'scalar' ? item.text : '')), ...(textAt(task, 'depends') ?? '').match(/[A-Za-z_][\w-]*/g)?.filter((word) => !/^(?:Succeeded|Failed|Errored|Skipped|Omitted|Daemoned)$/.test(word)) ?? []];
        const prefix = call.id === '' ? '' : `${call.id}.`;
        ends.set(textAt(task, 'name') ?? '', inner(task, [...call.needs, ...names.flatMap((name) => ends.get(name) ?? [`${prefix}${name}`])]));
      }
      return [...ends.values()].flat();
    }
    if (groups.length > 0) {
      let before = call.needs;
      for (const group of groups) {
        const needs = before;
        before = itemsAt(group).flatMap((node) => inner(node, needs));
      }
      return before;
    }
    jobs.push(jobOf(reading, call, template ?? null));
    return [call.id === '' ? call.template : call.id];
  };
  const entry = textAt(spec, 'entrypoint') ?? (templates.size === 1 ? ([...templates.keys()][0] ?? '') : '');
  const first = templates.get(entry);
  if (first !== undefined) expand({ id: '', name: entry, template: entry, node: first, needs: [], depth: 0, handed: handedTo(first, spec, [whole]) });
  else for (const [name, template] of templates) if (at(template, 'container') !== null || at(template, 'script') !== null) expand({ id: name, name, template: name, node: template, needs: [], depth: 0, handed: handedTo(template, null, [whole]) });
  const ids = new Set(jobs.map(({ id }) => id));
  return { jobs: jobs.map((job) => ({ ...job, needs: job.needs.filter((id) => ids.has(id)) })), notifies: exitLinks(reading, spec, templates) };
}

interface Call {
  /** Empty for the entry itself. */
  readonly id: string;
  readonly name: string;
  readonly template: string;
  readonly node: TreeNode;
  readonly needs: readonly string[];
  readonly depth: number;
  /** What parameters mean inside it, once for each item it is run for; null for what only a run knows. */
  readonly handed: readonly Handed[];
}

type Handed = ReadonlyMap<string, string | null>;

/** Times one task is run for. Own choice. */
const MAX_ITEMS = 40;

function parametersOf(node: TreeNode | null): readonly { readonly name: string; readonly value: string | null }[] {
  return itemsAt(node, 'parameters').flatMap((parameter) => {
    const name = textAt(parameter, 'name');
    const value = at(parameter, 'value') ?? at(parameter, 'default');
    return name === null ? [] : [{ name, value: value?.kind === 'scalar' ? value.text : null }];
  });
}

/** Parameters of the template by what the call hands over, else by their own values. */
function handedTo(template: TreeNode | null, call: TreeNode | null, outer: readonly Handed[]): readonly Handed[] {
  const listed = itemsAt(call, 'withItems');
  return outer.flatMap((around) => (listed.length === 0 ? [around] : listed.map((item) => new Map([...around, ...itemValues(item)])))).slice(0, MAX_ITEMS).map((around) => {
    const known = new Map([...around].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])));
    const given = new Map(parametersOf(at(call, 'arguments')).map(({ name, value }) => [name, value === null ? null : fillIn(value, known)]));
    const inputs = parametersOf(at(template, 'inputs')).map(({ name, value }) => [`inputs.parameters.${name}`, given.has(name) ? (given.get(name) ?? null) : value === null ? null : fillIn(value, known)] as const);
    return new Map([...[...around].filter(([name]) => name.startsWith('workflow.')), ...inputs]);
  });
}

function itemValues(item: TreeNode): readonly (readonly [string, string])[] {
  if (item.kind === 'scalar') return [['item', item.text]];
  return item.kind === 'map' ? item.entries.flatMap(({ key, value }) => (value.kind === 'scalar' ? [[`item.${key}`, value.text] as const] : [])) : [];
}

function jobOf(reading: Reading, { id, name, template: called, node, needs, handed }: Call, template: TreeNode | null): Job {
  const condition = at(node, 'when');
  const own = template !== null && template !== node;
  const runs = condition === null ? YES : unknownBecause(condition.at, `runs only if ${quoted(textAt(condition) ?? '')}`);
  const steps = template === null ? [usesStep(node, textAt(node, 'templateRef', 'name') ?? called)] : stepsOf(reading, template);
  return { id: id === '' ? called : id, name, at: own ? node.at : (template ?? node).at, needs, runs, enforced: continueOutcome(node), steps, ...(handed.some(({ size }) => size > 0) ? { matrix: handed.map((values) => [...values].map(([key, text]) => ({ name: key, text }))) } : {}) };
}

function continueOutcome(node: TreeNode): Outcome {
  const failed = at(node, 'continueOn', 'failed');
  return failed !== null && textAt(failed) === 'true' ? noBecause(failed.at, 'what follows runs all the same: `continueOn: failed`') : YES;
}

function stepsOf(reading: Reading, template: TreeNode): readonly Step[] {
  const container = at(template, 'container');
  if (container !== null) return [containerStep(reading, container)];
  const script = at(template, 'script');
  const source = at(script, 'source');
  if (script === null || source === null) return [];
  const command = wordNodes(at(script, 'command')).map((word) => (word.kind === 'scalar' ? word.text : ''));
  return [{ name: textAt(template, 'name') ?? 'script', at: script.at, runs: YES, enforced: YES, does: shellDoing(reading, source, shellSettings(command.join(' '))) }];
}

function usesStep(node: TreeNode, name: string): Step {
  return { name, at: node.at, runs: YES, enforced: YES, does: { kind: 'uses', name, inputs: at(node, 'arguments') } };
}

/** A handler at the end that sends messages. */
function exitLinks(reading: Reading, spec: TreeNode | null, templates: ReadonlyMap<string, TreeNode>): readonly Link[] {
  const exit = at(spec, 'onExit');
  const handler = templates.get(textAt(exit) ?? '');
  if (exit === null || handler === undefined || handler.at.range === null) return [];
  const { path, range } = handler.at;
  return reading.linesOf(path).slice(range.start.line - 1, range.end.line).some(sendsMessage) ? [{ at: exit.at, text: `${quoted(textAt(exit) ?? '')} tells people at the end` }] : [];
}
