/** Walks one folder for datasets and programs: ignore files, excludes, folders of part files, limits. Links are counted, never followed. */
import type { Config } from '../config.ts';
import { CONFIG_FILE_NAMES } from '../config/load.ts';
import type { DiscoveryRequest, FoundDataset } from '../discovery.ts';
import type { FoundProgram } from '../python/check/check-code.ts';
import { isExcluded } from '../glob.ts';
import { joinPath, relativePath } from '../paths.ts';
import type { NotChecked } from '../report.ts';
import { isIgnored, layersAbove, withLayer } from './ignore-files.ts';
import type { IgnoreLayers } from './ignore-files.ts';
import { ENVIRONMENT_FILE, isPartitionFolder, isSideFile, isSkippedFolder, judgeName, partName } from './file-kinds.ts';
import { holdsRecords } from './json-content.ts';
import { DISCOVERY_LIMITS } from './limits.ts';
import type { DiscoveryLimits } from './limits.ts';

/** What a run of discovery has gathered so far; shared by its walks. */
export interface WalkState {
  readonly datasets: FoundDataset[];
  readonly programs: FoundProgram[];
  readonly notChecked: NotChecked[];
  readonly skipped: { ignored: number; excluded: number; links: number };
  /** Ids of folders entered, against mounts that lead back. */
  readonly seenFolders: Set<string>;
  entriesLeft: number;
  /** The sentence for the limit that ended this walk. */
  limitHit: string | null;
  /** Whether this walk has left out a folder for its depth; all others are walked. */
  hasLeftDepths: boolean;
  /** Whether this walk has met a folder it could not look into. */
  hasUnlisted: boolean;
}

interface Walk {
  readonly request: DiscoveryRequest;
  readonly state: WalkState;
}

interface Place extends Walk {
  readonly folder: string;
  readonly config: Config;
  readonly layers: IgnoreLayers;
  readonly depth: number;
  readonly limits: DiscoveryLimits;
}

/** Adds the folder's datasets and programs to the state; returns whether everything was seen. */
export async function walkFolder(folder: string, { request, state }: Walk): Promise<boolean> {
  state.limitHit = null;
  state.hasLeftDepths = false;
  state.hasUnlisted = false;
  const layers = await layersAbove(folder, request.files);
  const config = await request.configOf(folder);
  const limits = request.limits ?? DISCOVERY_LIMITS;
  await walk({ request, state, folder, config, layers, depth: 0, limits });
  const tooDeep = `folders nest more than ${limits.depth} deep; name the folders that hold data, or use \`exclude\``;
  const left = [...(state.hasLeftDepths ? [tooDeep] : []), ...(state.limitHit === null ? [] : [state.limitHit])];
  for (const message of left) state.notChecked.push({ path: relativePath(request.workingFolder, folder), reason: 'too-large', message });
  return left.length === 0 && !state.hasUnlisted && request.signal?.aborted !== true;
}

/** Said of folders of which nobody knows what they hold. */
export const UNLISTED = 'the folder cannot be listed; check its permissions';

async function walk(place: Place): Promise<void> {
  const { request, state, folder, limits } = place;
  if (state.limitHit !== null || request.signal?.aborted === true) return;
  if (place.depth > limits.depth) {
    state.hasLeftDepths = true;
    return;
  }
  const id = (await request.files.stat(folder))?.id ?? folder;
  if (state.seenFolders.has(id)) return;
  state.seenFolders.add(id);
  request.onFolder?.(relativePath(request.workingFolder, folder));
  const entries = await request.files.list(folder);
  if (entries.length === 0 && (await request.files.canList?.(folder)) === false) {
    state.hasUnlisted = true;
    state.notChecked.push({ path: relativePath(request.workingFolder, folder), reason: 'unreadable', message: UNLISTED });
  }
  const names = entries.map((entry) => entry.name);
  if (place.depth > 0 && names.includes(ENVIRONMENT_FILE)) return;
  const isConfigured = place.depth > 0 && names.some((name) => CONFIG_FILE_NAMES.includes(name));
  const config = isConfigured ? await request.configOf(folder) : place.config;
  const layers = await withLayer(place.layers, { folder, names, files: request.files });
  const here: Place = { ...place, config, layers };
  const kept = entries.filter((entry) => isKept(entry, here));
  const folders = kept.filter((entry) => entry.kind === 'folder').map((entry) => entry.name);
  const fileNames = kept.filter((entry) => entry.kind === 'file').map((entry) => entry.name);
  const files = fileNames.filter((name) => judgeName(name) !== 'program');
  if (await takePartitions({ folders, files: fileNames }, here)) return;
  for (const name of fileNames) if (judgeName(name) === 'program') addProgram(joinPath(folder, name), here);
  await takeFiles(files, here);
  for (const name of folders) await walk({ ...here, folder: joinPath(folder, name), depth: place.depth + 1 });
}

type Entry = Awaited<ReturnType<DiscoveryRequest['files']['list']>>[number];

function isKept(entry: Entry, { folder, config, layers, state, limits }: Place): boolean {
  state.entriesLeft -= 1;
  if (state.entriesLeft < 0) {
    state.limitHit ??= `more than ${limits.entries.toLocaleString('en-US')} files; name the folders that hold data, or use \`exclude\``;
    return false;
  }
  const mayMatter = entry.kind === 'folder' ? !isSkippedFolder(entry.name) : judgeName(entry.name) !== 'no' || partName(entry.name) !== null;
  if (entry.kind === 'link' && judgeName(entry.name) === 'table') state.skipped.links += 1;
  if ((entry.kind !== 'folder' && entry.kind !== 'file') || !mayMatter) return false;
  const path = joinPath(folder, entry.name);
  if (isIgnored(path, { layers, isFolder: entry.kind === 'folder' })) {
    state.skipped.ignored += 1;
    return false;
  }
  if (!isExcluded(relativePath(config.folder, path), config.exclude)) return true;
  state.skipped.excluded += 1;
  return false;
}

/** Takes a folder whose sub-folders are all partitions such as `year=2024` as one dataset. */
async function takePartitions({ folders, files }: { readonly folders: readonly string[]; readonly files: readonly string[] }, place: Place): Promise<boolean> {
  if (folders.length === 0 || !folders.every(isPartitionFolder) || files.some((name) => !isSideFile(name))) return false;
  const parts: string[] = [];
  for (const name of folders) parts.push(...(await partsBelow(joinPath(place.folder, name), place)));
  if (parts.length > 0) add({ path: place.folder, parts }, place);
  return true;
}

async function partsBelow(folder: string, place: Place): Promise<readonly string[]> {
  if (relativePath(place.folder, folder).split('/').length > place.limits.depth) {
    place.state.hasLeftDepths = true;
    return [];
  }
  const parts: string[] = [];
  for (const entry of await place.request.files.list(folder)) {
    const path = joinPath(folder, entry.name);
    if (entry.kind === 'folder' && isPartitionFolder(entry.name)) parts.push(...(await partsBelow(path, place)));
    else if (!isSideFile(entry.name) && isKept(entry, { ...place, folder }) && entry.kind === 'file') parts.push(path);
  }
  return parts;
}

async function takeFiles(names: readonly string[], place: Place): Promise<void> {
  const groups = new Map<string, { readonly title: string | null; readonly parts: string[] }>();
  const single: string[] = [];
  for (const name of names) {
    const part = partName(name);
    if (part === null) {
      single.push(name);
      continue;
    }
    const group = groups.get(part.group) ?? { title: part.title, parts: [] };
    group.parts.push(joinPath(place.folder, name));
    groups.set(part.group, group);
  }
  const isWholeFolder = groups.size === 1 && single.length === 0;
  for (const { title, parts } of groups.values()) {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && (title !== null || !isWholeFolder)) add({ path: only, parts: null }, place);
    else add({ path: isWholeFolder || title === null ? place.folder : joinPath(place.folder, title), parts }, place);
  }
  for (const name of single) {
    const path = joinPath(place.folder, name);
    if (judgeName(name) === 'table' || (await holdsRecords(path, place.request.files))) add({ path, parts: null }, place);
  }
}

function addProgram(path: string, { state, request, config, limits }: Place): void {
  if (state.programs.length >= limits.programs) {
    state.limitHit ??= `more than ${limits.programs.toLocaleString('en-US')} Python files; name the folders to check, or use \`exclude\``;
    return;
  }
  state.programs.push({ program: { path, displayPath: relativePath(request.workingFolder, path) }, config });
}

function add({ path, parts }: { readonly path: string; readonly parts: readonly string[] | null }, { state, request, config, limits }: Place): void {
  if (state.datasets.length >= limits.datasets) {
    state.limitHit ??= `more than ${limits.datasets.toLocaleString('en-US')} datasets; name the folders to check, or use \`exclude\``;
    return;
  }
  state.datasets.push({ dataset: { path, displayPath: relativePath(request.workingFolder, path), parts }, config });
}
