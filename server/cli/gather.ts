/** What a run works on: the datasets and programs under the paths and the configuration of each. */
import { isRepositoryRule } from '../../rules/api/rule.ts';
import type { Rule } from '../../rules/api/rule.ts';
import type { Config, ConfigProblem } from '../core/config.ts';
import { findInputs } from '../core/discovery.ts';
import type { Discovery } from '../core/discovery.ts';
import { judgeName } from '../core/discovery/file-kinds.ts';
import { fileName, parentFolder } from '../core/paths.ts';
import { findRepositories } from '../core/repository/check/find-repositories.ts';
import type { FoundRepository } from '../core/repository/check/find-repositories.ts';
import type { CheckFlags } from './check-flags.ts';
import { absolute, openConfigs } from './configs.ts';
import type { Session } from './report-run.ts';

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

export interface GatherRequest extends Session<CheckFlags> {
  readonly paths: readonly string[];
  readonly rules: readonly Rule[];
  readonly onFolder: (displayPath: string) => void;
}

/** Returns datasets, programs and configurations; walking stops when a signal comes. */
export async function gather(request: GatherRequest): Promise<Gathered> {
  const { paths, flags, rules, host, watch, files, onFolder } = request;
  const { workingFolder } = host;
  const { configOf, problems } = await openConfigs(request, flags.overrides);
  const wanted = paths.map(absolute);
  const [first = workingFolder] = wanted;
  const rootFolder = (await files.stat(first))?.kind === 'folder' ? first : (parentFolder(first) ?? workingFolder);
  const rootConfig = await configOf(rootFolder);
  const repositories = await findRepositories({ paths: wanted, rules: rules.filter(isRepositoryRule), workingFolder, files, configOf, signal: watch.signal, onFolder });
  // a file that is named is taken for a dataset, unless its name says that it is something else
  const settings = new Set(repositories.flatMap((each) => each.files.map(({ path: file }) => file)).filter((file) => judgeName(fileName(file)) === 'no'));
  const discovery = await findInputs({ paths: wanted.filter((each) => !settings.has(each)), workingFolder, files, configOf, signal: watch.signal, onFolder });
  return { discovery, repositories, configOf, problems: problems(), rootConfig };
}
