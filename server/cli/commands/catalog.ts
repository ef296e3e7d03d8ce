/** `lintel catalog`: lists every dataset a repository knows. */
import path from 'node:path';
import { catalogReport } from '../../core/catalog/catalog-report.ts';
import type { CatalogReport } from '../../core/catalog/catalog-report.ts';
import { catalogRepository } from '../../core/catalog/catalog-repository.ts';
import type { Config } from '../../core/config.ts';
import { createConfigLoader } from '../../core/config/load.ts';
import { metaRules } from '../../core/meta-rules.ts';
import { relativePath } from '../../core/paths.ts';
import type { FileSystem } from '../../core/ports.ts';
import { openRepository } from '../../core/repository/gather/open-repository.ts';
import { catalogHtml } from '../../report/catalog/html.ts';
import { catalogJson } from '../../report/catalog/json.ts';
import { catalogText } from '../../report/catalog/text.ts';
import { display } from '../../report/terminal.ts';
import { CATALOG_FLAGS, readCatalogFlags } from '../catalog-flags.ts';
import type { CatalogFlags, CatalogFormat } from '../catalog-flags.ts';
import { EXIT, SIGNAL_EXIT, UsageError } from '../exit.ts';
import { collectFlags } from '../flags.ts';
import { absolute } from '../gather.ts';
import type { CliHost } from '../host.ts';
import { createProgress } from '../progress.ts';
import type { ProgressDisplay } from '../progress.ts';
import { isColored, terminalWidth } from '../render.ts';
import { watchSignals } from '../signals.ts';
import type { SignalWatch } from '../signals.ts';
import { reportTarget, writeReport, writeText } from '../streams.ts';

export interface CatalogArguments {
  /** As given. */
  readonly path: string;
  readonly given: ReadonlyMap<string, readonly string[]>;
}

/** Lists and returns the exit code. */
export async function runCatalog({ path: given, given: givenFlags }: CatalogArguments, host: CliHost): Promise<number> {
  const flags = readCatalogFlags(collectFlags(CATALOG_FLAGS, { given: givenFlags, env: host.env }));
  const watch = watchSignals();
  const progress = createProgress({ stream: host.stderr, isShown: flags.showsProgress, isTerminal: host.stderr.isTTY && host.env['TERM'] !== 'dumb' });
  try {
    return await run({ given, root: absolute(given), flags, host, watch, progress, files: await host.openFiles() });
  } finally {
    progress.end();
    watch.end();
  }
}

interface Run {
  /** As given. */
  readonly given: string;
  /** Absolute. */
  readonly root: string;
  readonly flags: CatalogFlags;
  readonly host: CliHost;
  readonly watch: SignalWatch;
  readonly progress: ProgressDisplay;
  readonly files: FileSystem;
}

interface Target {
  readonly format: CatalogFormat;
  readonly file: string;
  readonly target: string;
}

async function run(request: Run): Promise<number> {
  const { given, root, flags, host, watch, progress, files } = request;
  const stat = await files.stat(root);
  if (stat === null || stat.kind !== 'folder') throw new UsageError(`\`${given}\` is ${stat === null ? 'not there' : 'no folder'}; name the folder of a repository`);
  const targets = await Promise.all(flags.outputs.map(async (output): Promise<Target> => ({ ...output, target: await reportTarget(output.file) })));
  const repeated = targets.find(({ target }, index) => targets.findIndex((other) => other.target === target) !== index);
  if (repeated !== undefined) throw new UsageError(`two reports cannot both go to \`${repeated.file}\``);
  const configOf = await loadConfig(request);
  if (configOf === null) return EXIT.incomplete;
  const write = (text: string): void => {
    if (flags.detail === 'long') host.stderr.write(`${text.split('\n').map(display).join('\n')}\n`);
  };
  const ports = await host.openRepositoryPorts({ info: write, warn: write });
  const opened = await openRepository({ root, configOf, signal: watch.signal, onProgress: (done, at) => progress.update(done, `looking at ${at}`) }, ports);
  const { repository } = opened;
  if (repository.files.all.length === 0 && watch.received() === null) {
    await writeText(host.stderr, `lintel: no files under \`${display(given)}\`; name the folder of a repository\n`);
    return EXIT.incomplete;
  }
  refuseOverwriting(targets, { root, isThere: repository.files.has });
  const catalog = await catalogRepository({ root, repository, files, signal: watch.signal, notChecked: opened.notChecked });
  const report = catalogReport({ catalog, root: relativePath(host.workingFolder, root), git: repository.git, isCancelled: watch.received() !== null });
  progress.end();
  const writeCode = await writeReports(report, { ...request, targets });
  return exitCode(report, { ...request, writeCode });
}

/** Null after the problems of the configuration are told. */
async function loadConfig({ root, flags, host, files }: Run): Promise<((folder: string) => Promise<Config>) | null> {
  const loader = createConfigLoader({
    files,
    rules: [...(await host.loadRules()), ...metaRules],
    workingFolder: host.workingFolder,
    overrides: {},
    source: flags.isIsolated ? 'none' : flags.config === null ? 'discover' : { file: absolute(flags.config) },
  });
  const { problems } = await loader.forFolder(root);
  for (const { path: file, line, column, message } of problems) await writeText(host.stderr, `lintel: ${display(file)}${line === null ? '' : `:${line}${column === null ? '' : `:${column}`}`}: ${display(message)}\n`);
  return problems.length > 0 ? null : async (folder) => (await loader.forFolder(folder)).config;
}

/** Reports replace reports alone: what else is there stays, not even when asked for by mistake. */
function refuseOverwriting(targets: readonly Target[], { root, isThere }: { readonly root: string; readonly isThere: (path: string) => boolean }): void {
  const hit = targets.find(({ target, format }) => {
    const inside = relativePath(root, target.split(path.sep).join('/'));
    return isThere(inside) && !new RegExp(`\\.(?:${format}|txt|html?)$`, 'i').test(inside);
  });
  if (hit !== undefined) throw new UsageError(`cannot write \`${hit.file}\`: it is one of the files to look at`);
}

/** Columns of text reports in files. */
const FILE_WIDTH = 120;

async function writeReports(report: CatalogReport, { flags, host, targets }: Run & { readonly targets: readonly Target[] }): Promise<number> {
  const render = (format: CatalogFormat, { colored, width }: { readonly colored: boolean; readonly width: number }): string => {
    switch (format) {
      case 'text':
        return catalogText(report, { toolVersion: host.version, profiles: 'left-out', isColored: colored, width, detail: flags.detail });
      case 'json':
        return catalogJson(report, { toolVersion: host.version });
      case 'html':
        return catalogHtml(report, { toolVersion: host.version });
    }
  };
  let code = await writeText(host.stdout, render(flags.format, { colored: isColored(flags.color, host), width: terminalWidth(host) }));
  if (code !== EXIT.clean) await writeText(host.stderr, 'lintel: the report could not be written to stdout\n');
  for (const { format, file, target } of targets) {
    const failure = await writeReport(target, render(format, { colored: false, width: FILE_WIDTH }));
    if (failure === null) continue;
    await writeText(host.stderr, `lintel: cannot write ${display(file)} (${failure})\n`);
    code = EXIT.incomplete;
  }
  return code;
}

/** A list finds nothing wrong: it is complete or not. */
async function exitCode(report: CatalogReport, { flags, host, watch, writeCode }: Run & { readonly writeCode: number }): Promise<number> {
  const signal = watch.received();
  if (signal !== null) {
    await writeText(host.stderr, `lintel: stopped by ${signal}; the report is incomplete\n`);
    return SIGNAL_EXIT[signal];
  }
  if (writeCode !== EXIT.clean || report.catalog.notChecked.some(({ reason }) => reason === 'internal-error')) return EXIT.incomplete;
  return report.isComplete || flags.allowsIncomplete ? EXIT.clean : EXIT.incomplete;
}
