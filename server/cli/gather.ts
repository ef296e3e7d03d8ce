/** What a run works on: the datasets and programs under the paths and the configuration of each. */
import { isRepositoryRule } from '../../rules/api/rule.ts';
import type { Rule } from '../../rules/api/rule.ts';
import type { Config, ConfigProblem } from '../core/config.ts';
import { findInputs } from '../core/discovery.ts';
import type { Discovery } from '../core/discovery.ts';
import { judgeName } from '../core/discovery/file-kinds.ts';
import { leftOutBy } from '../core/discovery/left-out.ts';
import type { LeftOutRequest } from '../core/discovery/left-out.ts';
import { fileName, parentFolder } from '../core/paths.ts';
import type { FileSystem } from '../core/ports.ts';
import { findRepositories } from '../core/repository/check/find-repositories.ts';
import type { FoundRepository } from '../core/repository/check/find-repositories.ts';
import type { CheckFlags } from './check-flags.ts';
import { absolute, openConfigs } from './configs.ts';
import type { Session } from './report-run.ts';
import { withoutReports } from './without-reports.ts';

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
  /** Where configurations are read; as the rest when left out. */
  readonly configFiles?: FileSystem;
}

/** Returns datasets, programs and configurations; walking stops when a signal comes. */
export async function gather(request: GatherRequest): Promise<Gathered> {
  const { paths, flags, rules, host, watch, files, onFolder } = request;
  const { workingFolder } = host;
  const { configOf, problems } = await openConfigs({ ...request, files: request.configFiles ?? files }, flags.overrides);
  const named = paths.map(absolute);
  const [first = workingFolder] = named;
  const rootFolder = (await files.stat(first))?.kind === 'folder' ? first : (parentFolder(first) ?? workingFolder);
  const rootConfig = await configOf(rootFolder);
  const { wanted, left } = flags.forcesExclude ? await withoutLeftOut(named, { workingFolder, files, configOf }) : { wanted: named, left: NOTHING_LEFT };
  const repositories = await findRepositories({ paths: wanted, rules: rules.filter(isRepositoryRule), workingFolder, files, configOf, signal: watch.signal, onFolder });
  // a file that is named is taken for a dataset, unless its name says that it is something else
  const settings = new Set(repositories.flatMap((each) => each.files.map(({ path: file }) => file)).filter((file) => judgeName(fileName(file)) === 'no'));
  const discovery = await findInputs({ paths: wanted.filter((each) => !settings.has(each)), workingFolder, files, configOf, signal: watch.signal, onFolder });
  const skipped = { ...discovery.skipped, ignored: discovery.skipped.ignored + left.ignored, excluded: discovery.skipped.excluded + left.excluded };
  const datasets = await withoutReports(discovery.datasets, { named, outputs: flags.outputs, files, host });
  return { discovery: { ...discovery, datasets, skipped }, repositories, configOf, problems: problems(), rootConfig };
}

const NOTHING_LEFT = { ignored: 0, excluded: 0 } as const;

async function withoutLeftOut(named: readonly string[], request: LeftOutRequest): Promise<{ readonly wanted: readonly string[]; readonly left: { readonly ignored: number; readonly excluded: number } }> {
  const why = await Promise.all(named.map((path) => leftOutBy(path, request)));
  const left = { ignored: why.filter((each) => each === 'ignored').length, excluded: why.filter((each) => each === 'excluded').length };
  return { wanted: named.filter((_, index) => why[index] === null), left };
}
