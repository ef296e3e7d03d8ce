/** Which repositories a check has to gather: those with files under the paths asked for that some selected rule looks at. Reads names only. */
import type { RepositoryRule } from '../../../../rules/api/repository-rule.ts';
import type { Config } from '../../config.ts';
import { fileName, joinPath, parentFolder, relativePath } from '../../paths.ts';
import type { CancelSignal, FileSystem } from '../../ports.ts';
import { selectRules } from '../../rule-selection.ts';
import { fileFinder } from '../files/file-finder.ts';
import { REPOSITORY_LIMITS, walkRepository } from '../files/walk-repository.ts';

export interface FindRepositoriesRequest {
  /** Absolute files and folders. */
  readonly paths: readonly string[];
  /** Every known rule on repositories. */
  readonly rules: readonly RepositoryRule[];
  /** Absolute folder that display paths are relative to. */
  readonly workingFolder: string;
  readonly files: FileSystem;
  /** Configuration of a folder. Equal configurations should be the same object. */
  readonly configOf: (folder: string) => Promise<Config>;
  readonly signal: CancelSignal | null;
  /** Told now and then while walking. */
  readonly onFolder: (displayPath: string) => void;
}

export interface FoundRepository {
  /** Absolute: the folder git begins in, else the folder asked for. */
  readonly root: string;
  /** Files asked for that some selected rule looks at, sorted. */
  readonly files: readonly RepositoryInput[];
  /** Absolute folders asked for that lie in it. */
  readonly wholeFolders: readonly string[];
  /** Ids of the rules that may say something of the files; all when left out. */
  readonly blaming?: ReadonlySet<string>;
}

export interface RepositoryInput {
  /** Absolute. */
  readonly path: string;
  readonly displayPath: string;
  readonly config: Config;
}

/** Sorted by root; those without a file that a rule looks at are left out. */
export async function findRepositories(request: FindRepositoriesRequest): Promise<readonly FoundRepository[]> {
  const byRoot = new Map<string, { readonly files: Map<string, RepositoryInput>; readonly folders: string[]; readonly blaming: Set<string> }>();
  for (const path of request.paths) {
    const kind = (await request.files.stat(path))?.kind;
    const folder = kind === 'folder' ? path : parentFolder(path);
    if (kind === undefined || kind === 'other' || folder === null) continue;
    const root = await rootAround(folder, request.files);
    // what programs of a whole repository do is not worked out for a part of it
    const ofParts = kind === 'folder' && path === root ? request.rules : request.rules.filter(({ needs }) => needs !== 'programs');
    const listed = await filesAt(path, { ...request, isFolder: kind === 'folder' });
    const blaming = kind === 'file' ? await blamingRules(path, { rules: ofParts, files: request.files }) : await blamingIn(listed, { ...request, rules: ofParts, isWhole: path === root });
    const rules = kind === 'file' || blaming.length === 0 ? blaming : ofParts;
    const inputs = await inputsOf(listed, { ...request, rules });
    if (inputs.length === 0) continue;
    const known = byRoot.get(root) ?? { files: new Map<string, RepositoryInput>(), folders: [], blaming: new Set<string>() };
    byRoot.set(root, known);
    for (const { id } of blaming) known.blaming.add(id);
    if (kind === 'folder') known.folders.push(path);
    for (const input of inputs) known.files.set(input.path, input);
  }
  return [...byRoot.keys()].sort().flatMap((root) => {
    const { files, folders, blaming } = byRoot.get(root) ?? { files: new Map<string, RepositoryInput>(), folders: [], blaming: new Set<string>() };
    return [{ root, files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), wholeFolders: folders, blaming }];
  });
}

/** Larger files may be blamed by any rule that looks at them. Own choice. */
const MOST_TEXT_BYTES = 1_000_000;

/** A repository is a lot to gather for one file of which no rule will say anything. */
async function blamingRules(path: string, { rules, files }: Pick<FindRepositoriesRequest, 'rules' | 'files'>): Promise<readonly RepositoryRule[]> {
  const name = fileName(path);
  const looking = rules.filter(({ looksAt }) => isLookedAt(name, [{ looksAt }]));
  const text = looking.some(({ mayBlame }) => mayBlame !== undefined) ? await files.readText(path, MOST_TEXT_BYTES) : null;
  return text === null ? looking : looking.filter(({ mayBlame }) => mayBlame === undefined || mayBlame({ name, text }));
}

/** Files of a folder that are read to learn which rules may blame them. Own choice: more cost as much as gathering. */
const MOST_READ = 2_000;

/** Of a whole repository only what costs most is asked for with care: programs are analysed for those rules. */
async function blamingIn(listed: Listed, { isWhole, ...request }: Pick<FindRepositoriesRequest, 'rules' | 'files' | 'signal' | 'configOf'> & { readonly isWhole: boolean }): Promise<readonly RepositoryRule[]> {
  const careful = request.rules.filter(({ needs }) => !isWhole || needs === 'programs');
  const blaming = new Set(await blamingBelow(listed, { ...request, rules: careful }));
  return request.rules.filter((rule) => blaming.has(rule) || !careful.includes(rule));
}

/** Those that may say something of a file below the folder, which is less to gather than the whole repository asks for. */
async function blamingBelow({ folder, paths }: Listed, { rules, files, signal, configOf }: Pick<FindRepositoriesRequest, 'rules' | 'files' | 'signal' | 'configOf'>): Promise<readonly RepositoryRule[]> {
  const find = fileFinder([...paths].sort().map((path) => ({ path, sizeBytes: 0, isTracked: null })));
  const looking = rules.map((rule) => ({ rule, at: [...new Set(rule.looksAt.flatMap((glob) => find(glob).map(({ path }) => path)))] })).filter(({ at }) => at.length > 0);
  const asked = new Map<string, RepositoryRule[]>();
  for (const { rule, at } of looking) if (rule.mayBlame !== undefined) for (const path of at) asked.set(path, [...(asked.get(path) ?? []), rule]);
  if (asked.size > MOST_READ) return looking.map(({ rule }) => rule);
  const blaming = new Set(looking.flatMap(({ rule }) => (rule.mayBlame === undefined ? [rule] : [])));
  for (const [path, candidates] of asked) {
    if (signal?.aborted === true) break;
    const whole = joinPath(folder, path);
    const config = await configOf(parentFolder(whole) ?? folder);
    const open = selectRules(candidates.filter((rule) => !blaming.has(rule)), config);
    const text = open.length === 0 ? null : await files.readText(whole, MOST_TEXT_BYTES);
    for (const rule of open) if (text === null || rule.mayBlame?.({ name: fileName(path), text }) === true) blaming.add(rule);
  }
  return rules.filter((rule) => blaming.has(rule));
}

/** Says whether some rule looks at a file of this path, which is relative to whatever folder is at hand. */
export function isLookedAt(path: string, rules: readonly Pick<RepositoryRule, 'looksAt'>[]): boolean {
  const find = fileFinder([{ path, sizeBytes: 0, isTracked: null }]);
  return rules.some(({ looksAt }) => looksAt.some((glob) => find(glob).length > 0));
}

export interface Listed {
  /** Absolute. */
  readonly folder: string;
  /** Relative to the folder. */
  readonly paths: readonly string[];
}

async function filesAt(path: string, { isFolder, files, configOf, signal, onFolder, workingFolder }: FindRepositoriesRequest & { readonly isFolder: boolean }): Promise<Listed> {
  if (!isFolder) {
    const folder = parentFolder(path) ?? '/';
    return { folder, paths: [relativePath(folder, path)] };
  }
  const told = (below: string): void => onFolder(relativePath(workingFolder, joinPath(path, below)));
  const walked = await walkRepository({ root: path, files, signal, configOf, tracked: null, limits: REPOSITORY_LIMITS, onFolder: told });
  return { folder: path, paths: walked.files.map((file) => file.path) };
}

/** Configuration and baseline are looked at where they are read. */
const OWN_FILES = /\/(?:\.?lintel\.yaml|\.lintel\/baseline\.json)$/;

/** Those of the files that some selected rule looks at. */
export async function inputsOf({ folder, paths }: Listed, { rules, configOf, workingFolder }: Pick<FindRepositoriesRequest, 'rules' | 'configOf' | 'workingFolder'>): Promise<readonly RepositoryInput[]> {
  const find = fileFinder(paths.map((path) => ({ path, sizeBytes: 0, isTracked: null })).sort((a, b) => (a.path < b.path ? -1 : 1)));
  const byGlob = new Map<string, ReturnType<typeof find>>();
  const lookers = new Map<string, RepositoryRule[]>();
  for (const rule of rules) {
    const seen = new Set<string>();
    for (const glob of rule.looksAt) {
      const matching = byGlob.get(glob) ?? find(glob);
      byGlob.set(glob, matching);
      for (const { path } of matching) seen.add(path);
    }
    for (const path of seen) lookers.set(path, [...(lookers.get(path) ?? []), rule]);
  }
  const inputs: RepositoryInput[] = [];
  for (const [relative, looking] of lookers) {
    const path = joinPath(folder, relative);
    if (OWN_FILES.test(path)) continue;
    const config = await configOf(parentFolder(path) ?? folder);
    if (selectRules(looking, config).length > 0) inputs.push({ path, displayPath: relativePath(workingFolder, path), config });
  }
  return inputs;
}

/** Returns the folder git begins in, else the folder itself. */
export async function rootAround(folder: string, files: Pick<FileSystem, 'stat'>): Promise<string> {
  for (let at: string | null = folder; at !== null; at = parentFolder(at)) {
    if ((await files.stat(joinPath(at, '.git'))) !== null) return at;
  }
  return folder;
}
