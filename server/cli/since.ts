/** `--since REF`: the findings of an earlier commit, found by the same check with today's settings on a copy of its files. */
import { realpath } from 'node:fs/promises';
import type { Rule } from '../../rules/api/rule.ts';
import { entriesOf } from '../core/baseline/baseline-entries.ts';
import { judgeName } from '../core/discovery/file-kinds.ts';
import { fileName, isInside, joinPath, relativePath } from '../core/paths.ts';
import type { Finding, NotChecked, Report } from '../core/report.ts';
import { textUse } from '../core/repository/files/file-names.ts';
import { groupOf } from '../core/rule-selection.ts';
import type { EarlierFolder, WrittenCommit } from '../core/since/commit-files.ts';
import { createMirror, gitOfCopies, viewOfCopies, viewOfOriginals } from '../core/since/mirror.ts';
import { counted } from '../report/numbers.ts';
import { display } from '../report/terminal.ts';
import { compareWithBaseline } from './baseline/compare.ts';
import type { CheckFlags } from './check-flags.ts';
import { absolute } from './configs.ts';
import { EXIT } from './exit.ts';
import { gather } from './gather.ts';
import type { Gathered } from './gather.ts';
import { performCheck } from './perform.ts';
import type { Session } from './report-run.ts';
import { writeText } from './streams.ts';

export interface SinceRequest extends Session<CheckFlags> {
  /** As given. */
  readonly paths: readonly string[];
  readonly rules: readonly Rule[];
  /** Of today. */
  readonly gathered: Gathered;
  readonly looksAtDataOnly: boolean;
  readonly ref: string;
}

/** A path asked for and the repository around it. */
interface Asked {
  /** Absolute, without links. */
  readonly path: string;
  readonly folder: string;
}

/** Returns the report of `check` compared with the commit, or the exit code after it is told why there is nothing to compare with. */
export async function checkSince(request: SinceRequest, check: () => Promise<Report>): Promise<Report | number> {
  const { host, watch, ref } = request;
  const earlier = await host.openEarlier();
  watch.beforeExit(() => earlier.dispose());
  try {
    const asked = await Promise.all(request.paths.map((path) => place(path, request)));
    for (const folder of new Set(asked.map((each) => each.folder))) {
      // a slip in the name is told before anything is checked
      const found = await earlier.write({ folder, ref, isWanted: () => false, signal: watch.signal });
      if (found.ok || watch.received() !== null) continue;
      await writeText(host.stderr, `lintel: --since ${display(ref)}: ${display(found.text)}\n`);
      return EXIT.incomplete;
    }
    const report = await check();
    return await compare(report, { ...request, earlier, asked });
  } finally {
    await earlier.dispose();
  }
}

async function compare(report: Report, looking: Looking): Promise<Report> {
  const { gathered, rules, looksAtDataOnly, host, files, ref } = looking;
  const entries = entriesOf(await findingsBefore(report, looking));
  // paths of entries are those of the report
  const file = { path: '', displayPath: ref, root: host.workingFolder, isNamed: true };
  const { report: compared } = await compareWithBaseline({ report, baseline: { file, entries, text: '' }, gathered, rules, looksAtDataOnly, workingFolder: host.workingFolder, files });
  return { ...compared, baseline: compared.baseline === null ? null : { ...compared.baseline, kind: 'commit' } };
}

async function place(given: string, { files }: SinceRequest): Promise<Asked> {
  const path = absolute(await realpath(absolute(given)).catch(() => given));
  const isFolder = (await files.stat(path))?.kind === 'folder';
  return { path, folder: isFolder ? path : path.slice(0, Math.max(1, path.lastIndexOf('/'))) };
}

interface Looking extends SinceRequest {
  readonly earlier: EarlierFolder;
  readonly asked: readonly Asked[];
}

async function findingsBefore(report: Report, looking: Looking): Promise<readonly Finding[]> {
  const open = report.findings.filter(({ suppressed }) => suppressed === null);
  if (open.length === 0 || looking.watch.received() !== null) return [];
  const { host, earlier, asked, ref, watch } = looking;
  const named = new Set(asked.map(({ path }) => path));
  const written: WrittenCommit[] = [];
  for (const folder of new Set(asked.map((each) => each.folder))) {
    if (written.some(({ top }) => isInside(folder, top))) continue;
    const isWanted = (path: string): boolean => textUse(path) !== 'none' || judgeName(fileName(path)) !== 'no' || [...named].some((each) => each.endsWith(`/${path}`));
    const found = await earlier.write({ folder, ref, isWanted, signal: watch.signal });
    if (found.ok) written.push(found);
    else await tell([{ path: relativePath(host.workingFolder, folder), why: found.text }], looking);
  }
  return written.length === 0 ? [] : checkCopies(open, { ...looking, written });
}

interface Copies extends Looking {
  readonly written: readonly WrittenCommit[];
}

async function checkCopies(open: readonly Finding[], copies: Copies): Promise<readonly Finding[]> {
  const { host, files, flags, progress, earlier, written, asked, looksAtDataOnly } = copies;
  const mirror = createMirror(earlier.folder);
  const trackedOf = (folder: string): WrittenCommit | null => written.find(({ top }) => isInside(folder, top)) ?? null;
  const openRepositoryPorts: typeof host.openRepositoryPorts = async (log) => {
    const ports = await host.openRepositoryPorts(log);
    return ports.git === null ? ports : { ...ports, git: gitOfCopies(ports.git, { mirror, trackedOf }) };
  };
  const view = viewOfCopies(files, mirror);
  const session = {
    ...copies,
    flags: { ...flags, config: flags.config === null ? null : mirror.toCopy(absolute(flags.config)) },
    host: { ...host, workingFolder: mirror.toCopy(host.workingFolder), openRepositoryPorts },
    files: view,
    progress: { ...progress, update: (done: number | null, text: string): void => progress.update(done, `${text} as of ${copies.ref}`) },
  };
  const wanted = [...asked.map(({ path }) => path), ...(await goneFiles(open, copies))].map(mirror.toCopy);
  const there = await Promise.all(wanted.map(async (path) => (await files.stat(path)) !== null));
  const paths = wanted.filter((_, index) => there[index]);
  if (paths.length === 0) return [];
  const gathered = await gather({ ...session, paths, configFiles: viewOfOriginals(files, mirror), onFolder: (folder) => session.progress.update(null, `looking for files in ${folder}`) });
  const before = await performCheck({ ...session, gathered: onlyTelling(looksAtDataOnly ? { ...gathered, repositories: [], discovery: { ...gathered.discovery, programs: [] } } : gathered, open), onStep: () => undefined, fixes: null, viewOf: (each) => viewOfCopies(each, mirror) });
  await tellUntold(before.notChecked, { open, copies });
  return before.findings.filter(({ suppressed }) => suppressed === null);
}

/** Programs and tables of then that are no longer there, outside of the folders asked for: findings may have come from them by renaming. */
async function goneFiles(open: readonly Finding[], { host, files, asked, written }: Copies): Promise<readonly string[]> {
  const isNew = open.some(({ path }) => {
    const file = joinPath(host.workingFolder, path);
    return !written.some(({ top, paths }) => paths.has(relativePath(top, file)));
  });
  if (!isNew) return [];
  const gone: string[] = [];
  for (const { top, paths } of written) {
    for (const path of paths) {
      const verdict = judgeName(fileName(path));
      const file = joinPath(top, path);
      if ((verdict !== 'program' && verdict !== 'table') || asked.some((each) => isInside(file, each.path))) continue;
      if ((await files.stat(file)) === null) gone.push(file);
    }
  }
  return gone;
}

/** What is found in a dataset rests on it alone, so only those matter that have findings now. */
function onlyTelling(gathered: Gathered, open: readonly Finding[]): Gathered {
  if (open.some(({ rule }) => groupOf(rule) === 'config')) return gathered;
  const kinds = new Set(open.flatMap(({ dataset }) => (dataset === null ? [] : [endingOf(dataset)])));
  const datasets = gathered.discovery.datasets.filter(({ dataset }) => kinds.has(endingOf(dataset.displayPath)));
  return { ...gathered, discovery: { ...gathered.discovery, datasets } };
}

/** A renamed table keeps its format. */
function endingOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/^[^.]*/, '').toLowerCase();
}

interface Untold {
  readonly open: readonly Finding[];
  readonly copies: Copies;
}

/** What could not be looked at as it was then is no reason to call a finding known; people learn why it counts as new. */
async function tellUntold(notChecked: readonly NotChecked[], { open, copies }: Untold): Promise<void> {
  const blamed = new Set(open.map(({ path, dataset }) => dataset ?? path));
  const { host, written } = copies;
  const leftOut = written.flatMap(({ top, leftOut: files }) => files.map(({ path, why }) => ({ path: relativePath(host.workingFolder, joinPath(top, path)), why })));
  const failed = notChecked.filter(({ path }) => !leftOut.some((each) => each.path === path)).map(({ path, message }) => ({ path, why: message }));
  await tell([...leftOut, ...failed].filter(({ path }) => blamed.has(path)), copies);
}

async function tell(untold: readonly { readonly path: string; readonly why: string }[], { host, ref, progress }: SinceRequest): Promise<void> {
  const [first] = untold;
  if (first === undefined) return;
  progress.end();
  const what = untold.length === 1 ? `\`${display(first.path)}\`` : `${counted(untold.length, 'file', 'files')}, such as \`${display(first.path)}\`,`;
  await writeText(host.stderr, `lintel: --since ${display(ref)}: ${what} could not be checked as of then (${display(first.why)}); what is found there counts as new\n`);
}
