/** What a run works on: the datasets and programs under the paths and the configuration of each. */
import path from 'node:path';
import { isRepositoryRule } from '../../rules/api/rule.ts';
import type { Rule } from '../../rules/api/rule.ts';
import type { Config, ConfigProblem } from '../core/config.ts';
import { createConfigLoader } from '../core/config/load.ts';
import type { LoadedConfig } from '../core/config/load.ts';
import { findInputs } from '../core/discovery.ts';
import type { Discovery } from '../core/discovery.ts';
import { judgeName } from '../core/discovery/file-kinds.ts';
import { metaRules } from '../core/meta-rules.ts';
import { fileName, parentFolder } from '../core/paths.ts';
import type { FileSystem } from '../core/ports.ts';
import { findRepositories } from '../core/repository/check/find-repositories.ts';
import type { FoundRepository } from '../core/repository/check/find-repositories.ts';
import type { CheckFlags } from './flags.ts';
import type { CliHost } from './host.ts';
import type { SignalWatch } from './signals.ts';

export interface Gathered {
  readonly discovery: Discovery;
  /** Those with files that rules on repositories look at. */
  readonly repositories: readonly FoundRepository[];
  readonly configOf: (folder: string) => Promise<Config>;
  /** Of every config file read, each once. */
  readonly problems: readonly ConfigProblem[];
  /** Configuration of the first path asked for. */
  readonly rootConfig: Config;
}

export interface GatherRequest {
  readonly paths: readonly string[];
  readonly flags: CheckFlags;
  readonly rules: readonly Rule[];
  readonly host: CliHost;
  readonly watch: SignalWatch;
  readonly files: FileSystem;
  readonly onFolder: (displayPath: string) => void;
}

/** Returns datasets, programs and configurations; walking stops when a signal comes. */
export async function gather({ paths, flags, rules, host, watch, files, onFolder }: GatherRequest): Promise<Gathered> {
  const { workingFolder } = host;
  const loader = createConfigLoader({
    files,
    rules: [...rules, ...metaRules],
    workingFolder,
    overrides: flags.overrides,
    source: flags.isIsolated ? 'none' : flags.config === null ? 'discover' : { file: absolute(flags.config) },
  });
  const loaded = new Set<LoadedConfig>();
  const configOf = async (folder: string): Promise<Config> => {
    const each = await loader.forFolder(folder);
    loaded.add(each);
    return each.config;
  };
  const wanted = paths.map(absolute);
  const [first = workingFolder] = wanted;
  const rootFolder = (await files.stat(first))?.kind === 'folder' ? first : (parentFolder(first) ?? workingFolder);
  const rootConfig = await configOf(rootFolder);
  const repositories = await findRepositories({ paths: wanted, rules: rules.filter(isRepositoryRule), workingFolder, files, configOf, signal: watch.signal, onFolder });
  // a file that is named is taken for a dataset, unless its name says that it is something else
  const settings = new Set(repositories.flatMap((each) => each.files.map(({ path: file }) => file)).filter((file) => judgeName(fileName(file)) === 'no'));
  const discovery = await findInputs({ paths: wanted.filter((each) => !settings.has(each)), workingFolder, files, configOf, signal: watch.signal, onFolder });
  return { discovery, repositories, configOf, problems: [...loaded].flatMap((each) => each.problems), rootConfig };
}

/** Returns the path made absolute, with forward slashes on every platform. */
export function absolute(given: string): string {
  const resolved = path.resolve(given);
  return path.sep === '\\' ? resolved.replaceAll('\\', '/') : resolved;
}
