/** The repository that `score`, `catalog` and `debt` look at, gathered once. */
import type { CodeFinder } from '../../rules/api/checklist/check.ts';
import type { Rule } from '../../rules/api/rule.ts';
import type { Config } from '../core/config.ts';
import { relativePath } from '../core/paths.ts';
import { openRepository } from '../core/repository/gather/open-repository.ts';
import type { OpenedRepository, RepositoryPorts } from '../core/repository/gather/open-repository.ts';
import { display } from '../report/terminal.ts';
import { absolute, openConfigs, refuseConfigs } from './configs.ts';
import { EXIT, UsageError } from './exit.ts';
import type { ReportFlags } from './report-flags.ts';
import type { Session } from './report-run.ts';
import { writeText } from './streams.ts';

export interface OpenedRoot {
  /** Absolute. */
  readonly root: string;
  /** The root as reports show it, relative to the working folder; `.` for that folder itself. */
  readonly shownRoot: string;
  readonly opened: OpenedRepository;
  readonly ports: RepositoryPorts;
  readonly configOf: (folder: string) => Promise<Config>;
  /** Of the root. */
  readonly config: Config;
}

export interface OpenRootRequest {
  readonly session: Session<ReportFlags>;
  readonly codeFinders?: readonly CodeFinder[];
  /** Seen in place of the disk as it is. */
  readonly sight?: Pick<RepositoryPorts, 'files' | 'git'>;
  /** Rules on code to ask on the way; `selected` are the rules and groups of them that run, whatever the configuration says. */
  readonly judges?: { readonly rules: readonly Rule[]; readonly selected: readonly string[] };
}

/** @param given as given. Returns the exit code after it is told why there is nothing to look at. Errors: UsageError. */
export async function openRoot(given: string, { session, codeFinders = [], sight, judges }: OpenRootRequest): Promise<OpenedRoot | number> {
  const { host, watch, progress, log } = session;
  const root = await existingFolder(given, session);
  const { configOf, problems } = await openConfigs(session, judges === undefined ? {} : { select: { value: judges.selected, origin: { kind: 'default', name: '', line: null } } });
  const config = await configOf(root);
  if (problems().length > 0) return refuseConfigs(problems(), host);
  const ports = { ...(await host.openRepositoryPorts(log)), ...sight };
  const judging = judges === undefined ? {} : { judging: { rules: judges.rules, workingFolder: host.workingFolder, wholeFolders: [root] } };
  const opened = await openRepository({ root, configOf, codeFinders, ...judging, signal: watch.signal, onProgress: (done, at) => progress.update(done, `looking at ${at}`) }, ports);
  if (opened.repository.files.all.length === 0 && watch.received() === null) {
    progress.end();
    const why = opened.notChecked.find(({ reason }) => reason === 'unreadable');
    if (why !== undefined) await writeText(host.stderr, `lintel: ${display(why.path === '.' ? given : `${given}/${why.path}`)}: ${display(why.message)}\n`);
    else await writeText(host.stderr, `lintel: no files under \`${display(given)}\`; name the folder of a repository\n`);
    return EXIT.incomplete;
  }
  return { root, shownRoot: relativePath(host.workingFolder, root), opened, ports, configOf, config };
}

/** Returns the folder, absolute. Errors: UsageError. */
export async function existingFolder(given: string, { files }: Pick<Session<unknown>, 'files'>): Promise<string> {
  const root = absolute(given);
  const stat = await files.stat(root);
  if (stat === null || stat.kind !== 'folder') throw new UsageError(`\`${given}\` is ${stat === null ? 'not there' : 'no folder'}; name the folder of a repository`);
  return root;
}
