/** Finds datasets and programs: the files named by the user, and what lies under folders. Reads names; of JSON files the first bytes too. */
import type { Config } from './config.ts';
import type { DatasetRef } from './data/opened-table.ts';
import { DISCOVERY_LIMITS } from './discovery/limits.ts';
import type { DiscoveryLimits } from './discovery/limits.ts';
import { walkFolder } from './discovery/walk.ts';
import type { WalkState } from './discovery/walk.ts';
import { judgeName } from './discovery/file-kinds.ts';
import { didYouMean } from './nearest-name.ts';
import { fileName, parentFolder, relativePath } from './paths.ts';
import type { CancelSignal, FileSystem } from './ports.ts';
import type { FoundProgram } from './python/check/check-code.ts';
import type { NotChecked } from './report.ts';

export interface DiscoveryRequest {
  /** Absolute files and folders. Files are taken whatever their name; folders are walked. */
  readonly paths: readonly string[];
  /** Absolute folder that display paths are relative to. */
  readonly workingFolder: string;
  readonly files: FileSystem;
  /** Configuration of a folder. Equal configurations should be the same object. */
  readonly configOf: (folder: string) => Promise<Config>;
  readonly limits?: DiscoveryLimits;
  readonly signal?: CancelSignal;
  /** Told now and then while walking. */
  readonly onFolder?: (displayPath: string) => void;
}

export interface FoundDataset {
  readonly dataset: DatasetRef;
  readonly config: Config;
}

export interface Discovery {
  /** Sorted by path within each path asked for, each once. */
  readonly datasets: readonly FoundDataset[];
  /** Python files and notebooks, likewise. */
  readonly programs: readonly FoundProgram[];
  readonly notChecked: readonly NotChecked[];
  /** Folders asked for that were walked to the end. */
  readonly wholeFolders: readonly string[];
  /** Entries left out while walking, by reason. */
  readonly skipped: { readonly ignored: number; readonly excluded: number; readonly links: number };
}

/** Returns the datasets and programs under the paths. Never throws for what it finds there. */
export async function findInputs(request: DiscoveryRequest): Promise<Discovery> {
  const state: WalkState = {
    datasets: [],
    programs: [],
    notChecked: [],
    skipped: { ignored: 0, excluded: 0, links: 0 },
    seenFolders: new Set(),
    entriesLeft: (request.limits ?? DISCOVERY_LIMITS).entries,
    limitHit: null,
    hasLeftDepths: false, hasUnlisted: false,
  };
  const wholeFolders: string[] = [];
  const seenFiles = new Set<string>();
  for (const path of request.paths) {
    const stat = await request.files.stat(path);
    if (stat?.kind === 'folder') {
      if (await walkFolder(path, { request, state })) wholeFolders.push(path);
    } else if (stat === null) {
      state.notChecked.push(await missing(path, request));
    } else if (!seenFiles.has(`${stat.id} ${path.toLowerCase()}`)) {
      // one file under two spellings on a file system that ignores case
      seenFiles.add(`${stat.id} ${path.toLowerCase()}`);
      const config = await request.configOf(parentFolder(path) ?? path);
      if (judgeName(fileName(path).replace(/^\.+/, '')) === 'program') state.programs.push({ program: { path, displayPath: relativePath(request.workingFolder, path) }, config });
      else state.datasets.push({ dataset: fileDataset(path, request), config });
    }
  }
  return { datasets: firstOfEach(state.datasets, ({ dataset }) => dataset.path), programs: firstOfEach(state.programs, ({ program }) => program.path), notChecked: state.notChecked, wholeFolders, skipped: state.skipped };
}

function fileDataset(path: string, { workingFolder }: DiscoveryRequest): DatasetRef {
  return { path, displayPath: relativePath(workingFolder, path), parts: null };
}

async function missing(path: string, { workingFolder, files }: DiscoveryRequest): Promise<NotChecked> {
  const siblings = (await files.list(parentFolder(path) ?? path)).map((entry) => entry.name);
  const isLink = siblings.includes(fileName(path));
  const message = isLink ? 'the file cannot be reached; check the link or the permissions' : `there is no such file or folder${didYouMean(fileName(path), siblings)}`;
  return { path: relativePath(workingFolder, path), reason: 'unreadable', message };
}

/** What is reached in two ways is checked once, where it was met first. */
function firstOfEach<T>(found: readonly T[], pathOf: (one: T) => string): readonly T[] {
  const seen = new Set<string>();
  return found.filter((one) => {
    if (seen.has(pathOf(one))) return false;
    seen.add(pathOf(one));
    return true;
  });
}
