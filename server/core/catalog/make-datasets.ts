/** Datasets as reports show them, from what was said of each. Pure. */
import type { GitFacts, RepositoryFile } from '../../../rules/api/repository/files.ts';
import { wholeFile } from '../../../rules/api/repository/place.ts';
import { isPersonalName } from '../data/personal.ts';
import type { Actor, Dataset, DatasetColumn, DatasetSchema, DatasetUse, DatasetVersion, Gap } from './catalog.ts';
import { comparePlaces, compareText } from './claims.ts';
import type { ClaimedColumn, Declaration, Target, UseClaim } from './claims.ts';
import { lineageOf } from './lineage.ts';
import type { Lineage, Step } from './lineage.ts';
import type { LookedAt } from './look-at-files.ts';
import type { Owners } from './owners.ts';
import { plainName } from './sources/schemas.ts';
import type { LooseSchema } from './sources/schemas.ts';
import { formatOfName, holdsOf } from './targets.ts';

export interface Draft {
  readonly id: string;
  readonly target: Target;
  readonly uses: readonly UseClaim[];
  readonly declarations: readonly Declaration[];
  /** Files that lie in the repository. */
  readonly members: readonly RepositoryFile[];
  /** Dates and versions in the names of its copies. */
  readonly names: readonly string[];
  /** Id of the dataset a target belongs to. */
  readonly resolve: (target: Target) => string;
}

export interface MakeRequest {
  readonly git: GitFacts | null;
  readonly isGitAsked: boolean;
  readonly owners: Owners;
  /** By path. */
  readonly looked: ReadonlyMap<string, LookedAt>;
  readonly loose: readonly LooseSchema[];
}

export function makeDatasets(drafts: readonly Draft[], request: MakeRequest): readonly Dataset[] {
  const names = actorNames(drafts);
  const steps = drafts.flatMap(({ id, uses, resolve }) =>
    uses.filter(({ actor }) => actor.kind !== 'test').map(({ way, actor, from, isFromWhole, isDeclared }): Step => ({ way, dataset: id, actor: actorKey(actor), from: from.map(resolve), isFromWhole, isDeclared })),
  );
  const known = new Set(drafts.map(({ id }) => id));
  const lineage = lineageOf(steps.map((step) => ({ ...step, from: step.from.filter((id) => known.has(id)) })));
  return drafts.map((draft) => makeDataset(draft, { ...request, lineage, names }));
}

/** Actors are told apart by more than their names. */
function actorKey({ kind, name, path }: Actor): string {
  return `${kind}\0${path}\0${name}`;
}

function actorNames(drafts: readonly Draft[]): ReadonlyMap<string, string> {
  return new Map(drafts.flatMap(({ uses }) => uses.map(({ actor }) => [actorKey(actor), actor.name] as const)));
}

interface Making extends MakeRequest {
  readonly lineage: Lineage;
  readonly names: ReadonlyMap<string, string>;
}

function makeDataset(draft: Draft, making: Making): Dataset {
  const { id, target, uses, declarations, members } = draft;
  const { lineage, names } = making;
  const [producers, consumers] = [usesOf(uses, 'write'), usesOf(uses, 'read')];
  const format = declarations.find((each) => each.format !== null)?.format ?? formatOf(target, members);
  const versions = versionsOf(draft, making);
  const isHere = target.kind === 'file' ? members.length > 0 : null;
  const declaredBytes = declarations.find(({ sizeBytes }) => sizeBytes !== null)?.sizeBytes ?? null;
  const declaredFiles = declarations.find(({ files }) => files !== null)?.files ?? null;
  const looked = members.map(({ path }) => making.looked.get(path)).filter((each) => each !== undefined);
  const restsOn = lineage.restsOn.get(id) ?? new Set<string>();
  const paths = [...members.map(({ path }) => path).slice(0, 20), ...(target.kind === 'file' ? [target.name] : [])];
  return {
    id,
    kind: target.kind,
    name: target.name,
    aliases: [...new Set(declarations.flatMap(({ alias }) => (alias === null || alias === target.name ? [] : [alias])))].sort(compareText),
    format,
    holds: holdsOf(target.name, format),
    declared: uniquePlaces(declarations.map(({ at }) => at)),
    isHere,
    sizeBytes: members.length === 0 ? declaredBytes : members.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    files: members.length === 0 ? declaredFiles : members.length,
    rows: members.length === 1 ? (looked[0]?.rows ?? null) : null,
    schema: schemaOf(draft, making),
    versions,
    owner: making.owners.ownerOf([...paths, ...producers.filter(({ actor }) => actor.kind !== 'test').map(({ actor }) => actor.path), ...declarations.map(({ at }) => at.path)]),
    producers,
    consumers,
    derivedFrom: (lineage.derivedFrom.get(id) ?? []).map((each) => ({ ...each, through: names.get(each.through) ?? each.through })),
    restsOn: [...restsOn].filter((other) => other !== id).sort(compareText),
    reaches: [...(lineage.reaches.get(id) ?? [])].filter((other) => other !== id).sort(compareText),
    isLoop: restsOn.has(id),
    gaps: gapsOf(draft, { producers, consumers, versions, isHere, isGitAsked: making.isGitAsked }),
  };
}

function formatOf({ kind, name }: Target, members: readonly RepositoryFile[]): string | null {
  if (kind === 'file' && members.some(({ path }) => path.startsWith(`${name}/`))) return 'folder';
  return kind === 'file' || kind === 'address' ? formatOfName(name) : null;
}

function usesOf(uses: readonly UseClaim[], way: UseClaim['way']): readonly DatasetUse[] {
  const byActor = new Map<string, UseClaim[]>();
  for (const each of uses) if (each.way === way) byActor.set(actorKey(each.actor), [...(byActor.get(actorKey(each.actor)) ?? []), each]);
  return [...byActor.values()]
    .flatMap((own) => {
      const [first] = own;
      return first === undefined ? [] : [{ actor: first.actor, places: uniquePlaces(own.map(({ at }) => at)), by: [...new Set(own.map(({ by }) => by))].sort(compareText) }];
    })
    .sort((a, b) => compareText(a.actor.kind, b.actor.kind) || compareText(a.actor.name, b.actor.name) || compareText(a.actor.path, b.actor.path));
}

function uniquePlaces(places: readonly Declaration['at'][]): readonly Declaration['at'][] {
  return [...new Map(places.toSorted(comparePlaces).map((place) => [JSON.stringify(place), place])).values()];
}

/** Own choice: enough to see how it is versioned. */
const MOST_VERSIONS = 50;

function versionsOf({ declarations, members, names }: Draft, { git }: Making): readonly DatasetVersion[] {
  const declared = declarations.flatMap(({ version }) => version ?? []);
  const once = [...new Map(declared.map((version) => [`${version.by} ${version.text}`, version])).values()].sort((a, b) => compareText(a.by, b.by) || compareText(a.text, b.text));
  const tracked = members.filter(({ isTracked }) => isTracked === true);
  const dates = tracked.flatMap(({ path }) => git?.lastChanged(path)?.slice(0, 10) ?? []).sort(compareText);
  const ofGit: readonly DatasetVersion[] = tracked.length === 0 ? [] : [{ by: 'git', text: dates.length === 0 ? 'tracked' : `last changed ${dates.at(-1) ?? ''}`, at: null }];
  return [...once, ...ofGit, ...names.map((text): DatasetVersion => ({ by: 'name', text, at: null }))].slice(0, MOST_VERSIONS);
}

function schemaOf({ target, members, declarations, uses }: Draft, { looked, loose }: Making): DatasetSchema | null {
  const file = members.findLast(({ path }) => looked.has(path));
  const found = file === undefined ? undefined : looked.get(file.path);
  const declared = ['sql', 'schema', 'code'].flatMap((source) => declarations.filter(({ schema }) => schema?.source === source));
  const [first] = declared;
  if (file !== undefined && found !== undefined && found.columns.length > 0) return { source: 'file', at: wholeFile(file.path), isWhole: true, columns: columnsOf(found.columns) };
  if (first?.schema) return { source: first.schema.source, at: first.at, isWhole: first.schema.isWhole, columns: columnsOf(first.schema.columns) };
  const own = plainName(target.name.split('/').at(-1)?.replace(/(?:\.\w{1,8})+$/, '') ?? '');
  const fitting = own.length < 3 ? undefined : loose.find(({ name }) => name === own || (target.kind === 'topic' && (name === `${own}event` || own === `${name}event`)));
  if (fitting !== undefined) return { source: 'schema', at: fitting.at, isWhole: false, columns: columnsOf(fitting.columns) };
  const naming = uses.filter(({ columns }) => columns.length > 0).toSorted((a, b) => comparePlaces(a.at, b.at));
  const [name] = naming;
  if (name === undefined) return null;
  const columns = new Map<string, string | null>();
  for (const column of naming.flatMap((each) => each.columns)) columns.set(column.name, columns.get(column.name) ?? column.type);
  return { source: 'code', at: name.at, isWhole: false, columns: columnsOf([...columns].map(([key, type]) => ({ name: key, type }))) };
}

function columnsOf(columns: readonly ClaimedColumn[]): readonly DatasetColumn[] {
  return columns.map(({ name, type }) => ({ name, type, isPersonal: isPersonalName(name) }));
}

interface Found {
  readonly producers: readonly DatasetUse[];
  readonly consumers: readonly DatasetUse[];
  readonly versions: readonly DatasetVersion[];
  readonly isHere: boolean | null;
  readonly isGitAsked: boolean;
}

/** Addresses that name one state: a commit, a date, a release. */
const FIXED = /[\da-f]{40}|[/_-]v?\d+\.\d+(?:\.\d+)?[/_.-]|(?:19|20)\d{2}-?\d{2}-?\d{2}/i;

function gapsOf({ target }: Draft, { producers, consumers, versions, isHere, isGitAsked }: Found): readonly Gap[] {
  const isRead = consumers.some(({ actor }) => actor.kind !== 'test');
  const isMade = producers.some(({ actor }) => actor.kind !== 'test');
  const gaps: Gap[] = [];
  if (target.kind === 'library') return gaps;
  const isFixed = versions.length > 0 || (target.kind === 'address' && FIXED.test(target.name));
  if (isRead && !isMade && isHere !== true && !isFixed) gaps.push('origin-unknown');
  // what is made can be made again; whether tables and topics keep states nobody can tell from here
  const mayTell = target.kind === 'address' || (target.kind === 'file' && (isHere !== true || isGitAsked));
  if (isRead && !isMade && !isFixed && mayTell) gaps.push('unversioned');
  if (!isRead && !isMade) gaps.push('unused');
  return gaps;
}
