/** What starts a GitHub workflow: `on` in all spellings, with its filters asked against the files and branches there are. */
import type { Trigger } from '../../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, type Outcome, type RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeEntry, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { branchOutcome } from '../branches.ts';
import { commentedSchedules } from '../commented-schedules.ts';
import { isCron } from '../cron.ts';
import { allOf, noBecause, quoted, unknownBecause } from '../outcomes.ts';
import type { Reading } from '../reading.ts';
import { filterOf, passes } from './filters.ts';

/** A trigger with the event of GitHub it stands for. */
export interface EventTrigger {
  readonly event: string;
  readonly trigger: Trigger;
  /** Its filters and inputs. */
  readonly settings: TreeNode | null;
}

/** The entry `on`; readers of YAML 1.1 call it `true`. */
export function onEntry(root: TreeNode): TreeEntry | null {
  return entriesAt(root).findLast(({ key }) => key === 'on' || key === 'true') ?? null;
}

export function eventTriggers(reading: Reading, path: string, root: TreeNode): readonly EventTrigger[] {
  const on = onEntry(root);
  const value = on?.value ?? null;
  const events: { event: string; at: RepositoryPlace; settings: TreeNode | null }[] =
    value?.kind === 'map'
      ? value.entries.map(({ key, at: place, value: settings }) => ({ event: key, at: place, settings }))
      : itemsAt(value).flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [{ event: item.text, at: item.at, settings: null }] : []));
  return [
    ...events.flatMap(({ event, at: place, settings }) => triggersOf(reading, { event, at: place, settings })),
    ...commentedSchedules(reading, path).map((trigger) => ({ event: 'schedule', trigger, settings: null })),
  ];
}

interface Event {
  readonly event: string;
  readonly at: RepositoryPlace;
  readonly settings: TreeNode | null;
}

function triggersOf(reading: Reading, { event, at: place, settings }: Event): readonly EventTrigger[] {
  const one = (kind: Trigger['kind'], fires: Outcome, where = place): EventTrigger => ({ event, trigger: { kind, at: where, fires }, settings });
  switch (event) {
    case 'push': {
      const isForTags = at(settings, 'tags') !== null && at(settings, 'branches') === null && at(settings, 'branches-ignore') === null;
      return [one(isForTags ? 'release' : 'push', filtersOutcome(reading, settings, isForTags))];
    }
    case 'pull_request':
    case 'pull_request_target':
      return [one('pull-request', filtersOutcome(reading, settings, false))];
    case 'merge_group':
      return [one('pull-request', YES)];
    case 'schedule':
      return itemsAt(settings).map((item) => {
        const cron = textAt(item, 'cron');
        const where = at(item, 'cron')?.at ?? item.at;
        return one('schedule', cron !== null && isCron(cron) ? YES : noBecause(where, `${quoted(cron ?? '')} is a time that never comes`), where);
      });
    case 'release':
      return [one('release', YES)];
    case 'workflow_dispatch':
      return [one('manual', noBecause(place, 'a person has to start it: `workflow_dispatch`'))];
    case 'workflow_call':
      return [one('called', UNKNOWN)];
    case 'workflow_run':
      return [one('upstream', UNKNOWN)];
    default:
      return [one('upstream', unknownBecause(place, `starts at ${quoted(event)}`))];
  }
}

function filtersOutcome(reading: Reading, settings: TreeNode | null, isForTags: boolean): Outcome {
  return allOf(pathsOutcome(reading, settings), isForTags ? YES : branchOutcome(reading, { wanted: at(settings, 'branches'), ignored: at(settings, 'branches-ignore') }, branchPasses));
}

/** Says whether patterns of GitHub let a branch pass. */
export function branchPasses(patterns: readonly string[], branch: string): boolean {
  return passes(patterns.map(filterOf), branch);
}

function pathsOutcome(reading: Reading, settings: TreeNode | null): Outcome {
  const wanted = at(settings, 'paths');
  const ignored = at(settings, 'paths-ignore');
  const node = wanted ?? ignored;
  if (node === null) return YES;
  const items = itemsAt(node).slice(0, MAX_PATTERNS);
  const filters = items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [filterOf(item.text)] : []));
  if (filters.length === 0 || items.some(({ kind }) => kind !== 'scalar')) return UNKNOWN;
  for (const { path } of reading.tracked) {
    if (!reading.spend(filters.length)) return UNKNOWN;
    if (passes(filters, path) === (wanted !== null)) return YES;
  }
  if (reading.tracked.length === 0) return UNKNOWN;
  const first = items[0]?.at ?? node.at;
  if (wanted === null) return noBecause(first, '`paths-ignore` leaves out every file');
  const wantedOnes = items.filter((item) => item.kind === 'scalar' && !item.text.startsWith('!'));
  const names = wantedOnes.slice(0, 2).map((item) => quoted(item.kind === 'scalar' ? item.text : ''));
  return noBecause(first, wantedOnes.length > 2 ? `none of ${wantedOnes.length} patterns in \`paths\` matches a file` : `${names.join(' and ')} ${wantedOnes.length > 1 ? 'match' : 'matches'} no file`);
}

/** Filters with more patterns are cut. Our own choice. */
const MAX_PATTERNS = 500;
