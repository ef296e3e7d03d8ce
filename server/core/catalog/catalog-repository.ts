/** Puts together what all sources say of datasets. Pure, apart from one cheap look at the files that are there. */
import type { RepositoryFile } from '../../../rules/api/repository/files.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import type { CancelSignal, FileSystem } from '../ports.ts';
import type { NotChecked } from '../report.ts';
import type { Catalog, UnnamedUse } from './catalog.ts';
import { comparePlaces, compareText, keyOf } from './claims.ts';
import type { Claims, Declaration, Target, UseClaim } from './claims.ts';
import { makeDatasets } from './make-datasets.ts';
import type { Draft } from './make-datasets.ts';
import { lookAtFiles } from './look-at-files.ts';
import { crowdedFolders, crowdOf, groupNames } from './name-groups.ts';
import { readOwners } from './owners.ts';
import { dvcClaims } from './sources/dvc.ts';
import { kedroCatalog } from './sources/kedro.ts';
import { moverClaims } from './sources/movers.ts';
import { isTest, pythonClaims } from './sources/python.ts';
import { schemaClaims } from './sources/schemas.ts';
import { sqlClaims } from './sources/sql.ts';
import { knownPaths, looksLikeData } from './targets.ts';

export interface CatalogRequest {
  /** Absolute. */
  readonly root: string;
  readonly repository: Repository;
  readonly files: FileSystem;
  readonly signal: CancelSignal | null;
  readonly notChecked: readonly NotChecked[];
}

/** Own choice: reports of more are read by nobody. */
const MOST_DATASETS = 5000;

export async function catalogRepository({ root, repository, files: disk, signal, notChecked }: CatalogRequest): Promise<Catalog> {
  const { files, git } = repository;
  const kedro = kedroCatalog(files);
  const [dvc, schemas] = [dvcClaims(files), schemaClaims(files)];
  const declared = [kedro.claims, dvc, schemas].flatMap(({ declarations }) => declarations.flatMap(({ target }) => (target.kind === 'file' ? [target.name] : [])));
  const paths = { root, known: knownPaths(files, declared) };
  const python = pythonClaims({ programs: repository.programs, paths, entry: kedro.entry });
  const claims = [kedro.claims, dvc, schemas, python, sqlClaims(files), moverClaims({ files, runs: repository.runs, paths })];
  const drafts = draftsOf(claims, files.all);
  const kept = drafts.slice(0, MOST_DATASETS);
  const wanted = kept.flatMap(({ members }) => members.slice(-1)).map(({ path, sizeBytes }) => ({ path, sizeBytes }));
  const looked = await lookAtFiles(wanted, { root, files: disk, signal });
  const datasets = makeDatasets(kept, { git, owners: readOwners(files, git), looked, loose: schemas.loose, isGitAsked: files.all.some(({ isTracked }) => isTracked !== null) });
  const tooMany: readonly NotChecked[] = drafts.length > kept.length ? [{ path: '.', reason: 'too-large', message: `more than ${MOST_DATASETS.toLocaleString('en-US')} datasets, so only the first are listed; name the folder of the project, or use \`exclude\`` }] : [];
  return { datasets, unnamed: sortUnnamed(python.unnamed), notChecked: [...notChecked, ...tooMany] };
}

function sortUnnamed(all: readonly UnnamedUse[]): readonly UnnamedUse[] {
  return all.toSorted((a, b) => comparePlaces(a.at, b.at) || compareText(a.actor.name, b.actor.name) || compareText(a.way, b.way));
}

/** One for each dataset, sorted by kind and name. */
function draftsOf(claims: readonly Claims[], all: readonly RepositoryFile[]): readonly Draft[] {
  const uses = claims.flatMap((each) => each.uses);
  const declarations = claims.flatMap((each) => each.declarations);
  const byPath = new Map(all.map((file) => [file.path, file]));
  const crowds = crowdedFolders(all.filter(({ path }) => looksLikeData(path)));
  const data = all.filter(({ path }) => looksLikeData(path) && !isTest(path));
  const named = new Set([...uses.filter(({ actor }) => actor.kind !== 'test'), ...declarations].flatMap(({ target }) => (target.kind === 'file' || target.kind === 'address' ? [target.name] : [])));
  const crowded = data.filter(({ path }) => crowds.has(crowdOf(path)) && !named.has(path));
  const groups = groupNames([...new Set([...named, ...data.filter((file) => !crowded.includes(file)).map(({ path }) => path)])].sort(compareText));
  const drafts = new Map<string, MutableDraft>();
  const draftOf = (target: Target): MutableDraft => {
    const grouped = target.kind === 'file' || target.kind === 'address' ? { ...target, name: groups.groupOf(target.name) } : target;
    const key = keyOf(grouped);
    const known = drafts.get(key) ?? { target: grouped, uses: [], declarations: [], members: [], names: groups.versions.get(grouped.name) ?? [] };
    drafts.set(key, known);
    return known;
  };
  for (const declaration of declarations) draftOf(declaration.target).declarations.push(declaration);
  const globs = uses.filter(({ target }) => target.kind === 'file' && target.name.includes('*'));
  const expanded = expand(uses, { globs: new Set(globs.map(({ target }) => target.name)), paths: data.map(({ path }) => path), groupOf: groups.groupOf });
  for (const each of expanded) if (each.actor.kind !== 'test') draftOf(each.target).uses.push(each);
  // folders that are named stand for what lies in them
  const folders = new Set([...drafts.values()].flatMap(({ target }) => (target.kind === 'file' && !byPath.has(target.name) ? [target.name] : [])));
  for (const file of data) {
    const folder = folderIn(file.path, folders);
    const isNamed = drafts.has(`file:${groups.groupOf(file.path)}`);
    if (isNamed) draftOf({ kind: 'file', name: file.path }).members.push(file);
    else if (folder === null) draftOf({ kind: 'file', name: crowds.has(crowdOf(file.path)) ? crowdOf(file.path) : file.path }).members.push(file);
  }
  for (const { target, members } of drafts.values()) {
    const file = byPath.get(target.name);
    if (target.kind === 'file' && members.length === 0 && file !== undefined) members.push(file);
  }
  for (const file of all) {
    const folder = folderIn(file.path, folders);
    if (folder !== null && !file.path.endsWith('.gitkeep')) drafts.get(`file:${folder}`)?.members.push(file);
  }
  // tests read and write files of their own
  for (const each of expanded) {
    const key = each.target.kind === 'file' || each.target.kind === 'address' ? `${each.target.kind}:${groups.groupOf(each.target.name)}` : keyOf(each.target);
    if (each.actor.kind === 'test') drafts.get(key)?.uses.push(each);
  }
  const isCode = (draft: MutableDraft): boolean => draft.uses.length === 0 && draft.declarations.length === 0 && draft.members.length === 0;
  const resolve = (target: Target): string => keyOf(target.kind === 'file' || target.kind === 'address' ? { ...target, name: groups.groupOf(target.name) } : target);
  return [...drafts]
    .filter(([, draft]) => !isCode(draft))
    .sort(([a], [b]) => compareText(a, b))
    .map(([id, draft]): Draft => ({ ...draft, id, resolve }));
}

interface MutableDraft extends Omit<Draft, 'id' | 'resolve'> {
  readonly uses: UseClaim[];
  readonly declarations: Declaration[];
  readonly members: RepositoryFile[];
}

/** Own choice: a pattern that fits more is a dataset of its own. */
const MOST_EXPANDED = 20;

/** A pattern that fits files which are there, and are no copies of one another, stands for each of them. */
function expand(uses: readonly UseClaim[], { globs, paths, groupOf }: { readonly globs: ReadonlySet<string>; readonly paths: readonly string[]; readonly groupOf: (name: string) => string }): readonly UseClaim[] {
  const found = new Map<string, readonly string[]>();
  for (const glob of globs) {
    const pattern = new RegExp(`^${glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^/]*')}$`);
    const fitting = paths.filter((path) => pattern.test(path));
    const isOneDataset = fitting.length === 0 || fitting.length > MOST_EXPANDED || fitting.every((path) => groupOf(path) === glob);
    if (!isOneDataset) found.set(glob, fitting);
  }
  return uses.flatMap((each) => (each.target.kind === 'file' ? (found.get(each.target.name) ?? [each.target.name]).map((name) => ({ ...each, target: { ...each.target, name } })) : [each]));
}

function folderIn(path: string, folders: ReadonlySet<string>): string | null {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) if (folders.has(path.slice(0, at))) return path.slice(0, at);
  return null;
}
