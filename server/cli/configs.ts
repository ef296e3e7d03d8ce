/** The configurations of a run: read by the same flags for every command, their problems told in the same words. */
import path from 'node:path';
import type { Config, ConfigProblem } from '../core/config.ts';
import { createConfigLoader } from '../core/config/load.ts';
import type { LoadedConfig } from '../core/config/load.ts';
import type { ConfigOverrides } from '../core/config/merge.ts';
import { metaRules } from '../core/meta-rules.ts';
import { display } from '../report/terminal.ts';
import { EXIT } from './exit.ts';
import type { CliHost } from './host.ts';
import type { ReportFlags } from './report-flags.ts';
import type { Session } from './report-run.ts';
import { writeText } from './streams.ts';

export interface Configs {
  readonly configOf: (folder: string) => Promise<Config>;
  /** Of every config file read so far, each once. */
  readonly problems: () => readonly ConfigProblem[];
}

export async function openConfigs({ flags, host, files }: Pick<Session<Pick<ReportFlags, 'config' | 'isIsolated'>>, 'flags' | 'host' | 'files'>, overrides: ConfigOverrides = {}): Promise<Configs> {
  const loader = createConfigLoader({
    files,
    rules: [...(await host.loadRules()), ...metaRules],
    workingFolder: host.workingFolder,
    overrides,
    source: flags.isIsolated ? 'none' : flags.config === null ? 'discover' : { file: absolute(flags.config) },
  });
  const loaded = new Set<LoadedConfig>();
  const configOf = async (folder: string): Promise<Config> => {
    const each = await loader.forFolder(folder);
    loaded.add(each);
    return each.config;
  };
  return { configOf, problems: () => [...loaded].flatMap((each) => each.problems) };
}

/** Tells the problems, each in its place, and returns the exit code. */
export async function refuseConfigs(problems: readonly ConfigProblem[], host: CliHost): Promise<number> {
  const lines = problems.map(({ path: file, line, column, message }) => {
    const place = line === null ? '' : `:${line}${column === null ? '' : `:${column}`}`;
    return `lintel: ${display(file)}${place}: ${display(message)}\n`;
  });
  await writeText(host.stderr, lines.join(''));
  return EXIT.incomplete;
}

/** Returns the path made absolute, with forward slashes on every platform. */
export function absolute(given: string): string {
  const resolved = path.resolve(given);
  return path.sep === '\\' ? resolved.replaceAll('\\', '/') : resolved;
}
