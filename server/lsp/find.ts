/** Datasets and programs under some paths with the configuration that holds for each, as the editor's settings change it. */
import { createConfigLoader, type LoadedConfig } from '../core/config/load.ts';
import type { ConfigOverrides } from '../core/config/merge.ts';
import type { Config, ConfigProblem } from '../core/config.ts';
import { findInputs, type FoundDataset } from '../core/discovery.ts';
import { metaRules } from '../core/meta-rules.ts';
import { resolvePath } from '../core/paths.ts';
import type { FileSystem } from '../core/ports.ts';
import type { FoundProgram } from '../core/python/check/check-code.ts';
import type { NotChecked } from '../core/report.ts';
import type { Services } from './services.ts';
import type { Settings } from './settings.ts';

/** Larger config files are refused when they are read. */
const MAX_CONFIG_BYTES = 1_000_000;

export interface FindRequest {
  /** Absolute files and folders to look in. */
  readonly paths: readonly string[];
  /** Absolute folder that display paths are relative to. */
  readonly root: string;
  readonly settings: Settings;
}

export interface Found {
  readonly datasets: readonly FoundDataset[];
  readonly programs: readonly FoundProgram[];
  /** Folders that could not be looked through to the end, and paths that are not there. */
  readonly notChecked: readonly NotChecked[];
  /** Folders asked for that were. */
  readonly wholeFolders: readonly string[];
  /** Of every config file that was read. Paths are absolute. */
  readonly problems: readonly PlacedProblem[];
}

export interface PlacedProblem extends ConfigProblem {
  /** 1-based end of the line it is on, exclusive; null where there is no line. */
  readonly lineEnd: number | null;
}

/** Reads the config files anew each time: they may have changed. */
export async function find({ paths, root, settings }: FindRequest, services: Services): Promise<Found> {
  const { ports } = services;
  const loader = configLoader({ root, settings }, services);
  const loaded = new Set<LoadedConfig>();
  const configOf = async (folder: string): Promise<Config> => {
    const one = await loader.forFolder(folder);
    loaded.add(one);
    return one.config;
  };
  const found = await findInputs({ paths, workingFolder: root, files: ports.files, configOf });
  const problems = [...loaded].flatMap((one) => one.problems.map((problem) => ({ ...problem, path: resolvePath(root, problem.path) })));
  return { datasets: found.datasets, programs: found.programs, notChecked: found.notChecked, wholeFolders: found.wholeFolders, problems: await placeProblems(problems, ports.files) };
}

/** The configuration of a folder, for what is in it without being a file. */
export async function configOfFolder(folder: string, { root, settings, services }: { readonly root: string; readonly settings: Settings; readonly services: Services }): Promise<Config> {
  return (await configLoader({ root, settings }, services).forFolder(folder)).config;
}

/** Configurations of folders, each read once. */
export function configsOf(request: Pick<FindRequest, 'root' | 'settings'>, services: Services): (folder: string) => Promise<Config> {
  const loader = configLoader(request, services);
  return async (folder) => (await loader.forFolder(folder)).config;
}

function configLoader({ root, settings }: Pick<FindRequest, 'root' | 'settings'>, { rules, ports }: Services): ReturnType<typeof createConfigLoader> {
  return createConfigLoader({ files: ports.files, rules: [...rules, ...metaRules], workingFolder: root, overrides: overridesOf(settings), source: 'discover' });
}

/** Returns the problems with where their lines end. @param problems with absolute paths */
export async function placeProblems(problems: readonly ConfigProblem[], files: FileSystem): Promise<readonly PlacedProblem[]> {
  const placed: PlacedProblem[] = [];
  for (const problem of problems) {
    const text = problem.line === null ? null : await files.readText(problem.path, MAX_CONFIG_BYTES);
    const line = text?.split(/\r\n|\r|\n/)[(problem.line ?? 1) - 1];
    placed.push({ ...problem, lineEnd: line === undefined ? null : line.length + 1 });
  }
  return placed;
}

/** Returns what the editor's settings say over the config files. */
export function overridesOf({ memoryLimitBytes, timeLimitMs }: Settings): ConfigOverrides {
  const origin = { kind: 'flag', name: 'editor settings', line: null } as const;
  return {
    ...(memoryLimitBytes === null ? {} : { memoryLimitBytes: { value: memoryLimitBytes, origin } }),
    ...(timeLimitMs === null ? {} : { timeLimitMs: { value: timeLimitMs, origin } }),
  };
}
