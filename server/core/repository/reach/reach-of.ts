/** Which functions each command reaches, and how: from what it starts over the calls of the project. Bounded, linear in the calls for each start. */
import { YES } from '../../../../rules/api/repository/place.ts';
import type { Link, Outcome } from '../../../../rules/api/repository/place.ts';
import type { CallSummary, FunctionId } from '../../../../rules/api/repository/program.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';
import type { Run } from '../../../../rules/api/repository/run.ts';
import { quoted } from '../automation/outcomes.ts';
import { MODULE_FILE } from '../programs/commands-in-calls.ts';
import { pytestSettingsOf } from '../programs/pytest-settings.ts';
import { startsOf } from '../runs/starts-of.ts';
import type { PythonStart } from '../runs/starts-of.ts';
import { callGraphOf, shortName } from './call-graph.ts';
import type { CallGraph, Edge } from './call-graph.ts';
import { rootsOfCall } from './kedro-roots.ts';
import { moduleFileRoots } from './module-file-roots.ts';
import { rootsOf } from './roots-of.ts';
import type { Root, StartedRoots } from './roots-of.ts';

export interface Reached {
  readonly run: Run;
  /** From the command to the function. */
  readonly chain: readonly Link[];
  /** Whether a failure of the function is the command's failure: `no` where something on the way stops it. */
  readonly enforced: Outcome;
  /** False when it only happens under a condition, or nobody can tell for sure. */
  readonly isCertain: boolean;
  /** The test whose running reaches it; null when the program itself does. */
  readonly test: FunctionId | null;
  /** Whether the command runs tests: what only such runs reach, the pipeline does not do by itself. */
  readonly isOfTests: boolean;
}

export interface Reach {
  /** Best first: enforced, repeated, certain, short. At most one for each run, and at most 40. */
  runsOf(id: FunctionId): readonly Reached[];
  /** Runs that would run this test but for an option, such as `-m`, that leaves it out. */
  leftOutOf(id: FunctionId): readonly { readonly run: Run; readonly link: Link }[];
  /** Says why a run that is not told may reach the function: commands beyond the bound lead to it. Null when none does. */
  mayReach(id: FunctionId): string | null;
}

/** Different starts that are followed. Own choice: repositories of some hundred files have fewer than a hundred. */
const MOST_STARTS = 600;
const MOST_REACHED = 40;
/** Functions that one command of a program starts. Own choice. */
const MOST_ROOTS = 2_000;
/** Functions reached over all starts, for memory. Own choice: some 200 MB. */
const MOST_VISITS = 1_500_000;

export function reachOf(repository: Repository): Reach {
  const settings = pytestSettingsOf(repository.files);
  const commands = new Map<string, readonly Root[]>();
  const commandRoots = (call: CallSummary): readonly { readonly id: FunctionId; readonly text: string; readonly isCertain: boolean }[] => {
    if (call.starts === undefined) return [];
    if (call.starts[0] === MODULE_FILE) return moduleFileRoots(call.starts[1] ?? '', call.starts[2] ?? '', repository);
    const key = JSON.stringify(call.starts);
    const roots = commands.get(key) ?? startsOf({ words: call.starts, folder: '' }, repository.files).flatMap((start) => rootsOf({ repository, settings, start, folder: '' }).roots).slice(0, MOST_ROOTS);
    commands.set(key, roots);
    const words = call.starts.map((word) => word ?? '…').join(' ');
    return roots.map(({ id, isCertain }) => ({ id, text: call.starts?.[1] === '-c' ? `it loads \`${id.slice(0, id.indexOf('::'))}\`` : `it starts ${quoted(words)}`, isCertain }));
  };
  const graph = callGraphOf({ programs: repository.programs, startedBy: (call) => [...rootsOfCall(call, repository), ...commandRoots(call)], deploysFlows: repository.automations.some(({ kind }) => kind === 'prefect' || kind === 'kubeflow') });
  const starts = new Map<string, Followed>();
  let visits = 0;
  const left = new Map<string, Left>();
  for (const run of repository.runs) {
    for (const start of startsOf(run.command, repository.files)) {
      const key = JSON.stringify([start, start.kind === 'tool' ? run.command.folder : null]);
      const known = starts.get(key);
      if (known !== undefined) known.runs.push(run);
      else if (starts.size >= MOST_STARTS || visits > MOST_VISITS) left.set(key, { start, folder: run.command.folder });
      else {
        const followed: Followed = { start, runs: [run], ...follow(rootsOf({ repository, settings, start, folder: run.command.folder }), { graph, start }) };
        visits += followed.visits.size;
        starts.set(key, followed);
      }
    }
  }
  const all = [...starts.values()];
  return {
    runsOf: (id) => reachedBy(id, all),
    mayReach: leftOver([...left.values()], { graph, rootsOf: ({ start, folder }) => rootsOf({ repository, settings, start, folder }).roots }),
    leftOutOf: (id) => all.flatMap(({ leftOut, runs }) => leftOut.flatMap((each) => (each.id === id ? runs.map((run) => ({ run, link: { at: each.at ?? run.command.at, text: each.text } })) : []))),
  };
}

interface Left {
  readonly start: PythonStart;
  readonly folder: string | null;
}

/** Starts beyond the bound whose functions are still looked up. Own choice: each costs as much as listing the tests once. */
const MOST_LEFT = 3_000;

/** What starts beyond the bound may touch, all of them together: linear in the calls. Beyond the second bound it is everything. */
function leftOver(left: readonly Left[], { graph, rootsOf: rootsFor }: { readonly graph: CallGraph; readonly rootsOf: (left: Left) => readonly Root[] }): Reach['mayReach'] {
  if (left.length === 0) return () => null;
  const text = `${left.length} more ${left.length === 1 ? 'command was not followed, and it' : 'commands were not followed one by one, and one of them'} may lead here`;
  if (left.length > MOST_LEFT) return () => text;
  let touched: ReadonlySet<FunctionId> | null = null;
  return (id) => ((touched ??= touchedBy(left.flatMap((each) => rootsFor(each).map((root) => root.id)), graph)).has(id) ? text : null);
}

function touchedBy(roots: readonly FunctionId[], graph: CallGraph): ReadonlySet<FunctionId> {
  const touched = new Set(roots);
  // grows while it is gone through
  for (const id of touched) for (const { to } of graph.edgesFrom(id)) touched.add(to);
  return touched;
}

interface Visit {
  readonly parent: FunctionId | null;
  readonly links: readonly Link[];
  readonly isCertain: boolean;
  readonly swallowed: Link | null;
  readonly test: FunctionId | null;
}

interface Followed extends Pick<StartedRoots, 'leftOut' | 'isOfTests'> {
  readonly start: PythonStart;
  readonly runs: Run[];
  readonly visits: ReadonlyMap<FunctionId, Visit>;
}

/** Best ways first: those whose failure goes on, then those that are certain; among equals the shortest. */
function follow({ roots, leftOut, isOfTests, serves, isOneFunction, replaced }: StartedRoots, { graph, start }: { readonly graph: CallGraph; readonly start: PythonStart }): Omit<Followed, 'start' | 'runs'> {
  const visits = new Map<FunctionId, Visit>();
  const queues: { readonly id: FunctionId; readonly visit: Visit }[][] = [[], [], [], []];
  const push = (id: FunctionId, visit: Visit): void => {
    if (!visits.has(id)) queues[rank(visit)]?.push({ id, visit });
  };
  // tests that replace nothing show best what is reached
  const ordered = uniqueRoots(roots).toSorted((a, b) => Number(a.test !== null && replaced.has(a.test)) - Number(b.test !== null && replaced.has(b.test)));
  for (const { id, links, isCertain, test } of ordered) push(id, { parent: null, links, isCertain, swallowed: null, test });
  for (const queue of queues) {
    // grows while it is gone through
    for (const { id, visit } of queue) {
      if (visits.has(id)) continue;
      visits.set(id, visit);
      for (const edge of graph.edgesFrom(id)) {
        if (edge.isRegistered && isOneFunction === true) continue;
        const isReplaced = visit.test !== null && replaced.get(visit.test)?.includes(lastName(edge.to)) === true;
        const isCertain = !isReplaced && (edge.isCertain || (edge.isRegistered && serves) || isNamed(edge, id, start));
        push(edge.to, { parent: id, links: [edge.link], isCertain: visit.isCertain && isCertain, swallowed: visit.swallowed ?? edge.swallowed, test: visit.test });
      }
    }
  }
  return { visits, leftOut, isOfTests };
}

/** `fit` of `src/train.py::Trainer.fit`; a constructor goes by its class. */
function lastName(id: FunctionId): string {
  const name = shortName(id);
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Whether the first word given to the program names the function, as commands of Typer, Click, argparse and Fire are named. */
function isNamed({ to, isRegistered, isOnlyCommand }: Edge, from: FunctionId, start: PythonStart): boolean {
  if (start.kind !== 'script' && start.kind !== 'module' && start.kind !== 'function') return false;
  if (isOnlyCommand === true) return true;
  const { command, path } = start;
  if (command === undefined || !(isRegistered || from.startsWith(`${path}::`))) return false;
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/gu, '').replace(/^(?:cmd|run|do|handle)(?=.)|(?:cmd|command|main)$/gu, '');
  return plain(lastName(to)) === plain(command) && plain(command) !== '';
}

function rank({ swallowed, isCertain }: Visit): number {
  return (swallowed === null ? 0 : 2) + (isCertain ? 0 : 1);
}

/** A fixture of many tests is one root for the first of them that is as certain. */
function uniqueRoots(roots: readonly Root[]): readonly Root[] {
  const found = new Map<string, Root>();
  for (const root of roots) {
    const key = `${root.id} ${String(root.isCertain)}`;
    if (!found.has(key)) found.set(key, root);
  }
  return [...found.values()];
}

function reachedBy(id: FunctionId, all: readonly Followed[]): readonly Reached[] {
  const found = new Map<Run, Reached>();
  for (const { runs, visits, isOfTests } of all) {
    const visit = visits.get(id);
    if (visit === undefined) continue;
    const way = wayTo(id, visits);
    for (const run of runs) {
      const reached: Reached = {
        run,
        chain: way,
        enforced: visit.swallowed === null ? YES : { answer: 'no', links: [visit.swallowed] },
        isCertain: visit.isCertain,
        test: visit.test,
        isOfTests,
      };
      const known = found.get(run);
      if (known === undefined || compare(reached, known) < 0) found.set(run, reached);
    }
  }
  return [...found.values()].sort(compare).slice(0, MOST_REACHED);
}

const ORDER = { yes: 0, unknown: 1, no: 2 } as const;

function compare(a: Reached, b: Reached): number {
  const certainty = ({ isCertain }: Reached): number => (isCertain ? 0 : 1);
  const strength = ({ enforced, run }: Reached): number => Math.max(ORDER[enforced.answer], ORDER[run.enforced.answer]);
  return (
    strength(a) + ORDER[a.run.repeated.answer] - strength(b) - ORDER[b.run.repeated.answer] ||
    strength(a) - strength(b) ||
    certainty(a) - certainty(b) ||
    a.chain.length - b.chain.length
  );
}

/** Links told of one way. Own choice: more are not read. */
const MOST_LINKS = 12;

function wayTo(id: FunctionId, visits: ReadonlyMap<FunctionId, Visit>): readonly Link[] {
  const links: Link[] = [];
  for (let at: FunctionId | null = id; at !== null && links.length < MOST_LINKS; ) {
    const visit: Visit | undefined = visits.get(at);
    if (visit === undefined) break;
    links.unshift(...visit.links);
    at = visit.parent;
  }
  return links;
}
