#!/usr/bin/env node
/** Composition root of the command line. Everything heavy is loaded when a command asks for it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { EXIT, UsageError } from './cli/exit.ts';
import { runCli } from './cli/run.ts';
import type { Caches, CliHost, OpenPorts, OpenPortsRequest } from './cli/host.ts';
import { FileProblem } from './core/ports.ts';
import { userCacheFolder } from './host/cache-folder.ts';
import { pythonOpener } from './open-python.ts';
import { shellOpener } from './open-shell.ts';

/** Put into bundles by `tools/build.mjs`: a hash of all of them. Sources that run as they are have none, as they can change while nobody counts. */
declare const LINTEL_BUILD_ID: string | undefined;

/** The folder of the bundles; package.json lies beside it. */
const bundleFolder = __dirname;

const host: CliHost = {
  version: readVersion(),
  workingFolder: readWorkingFolder(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  loadRules: async () => (await import('../rules/index.generated.ts')).rules,
  loadChecklist: async () => {
    const [{ checklist }, { finders }] = await Promise.all([import('../rules/checklist/checklist.generated.ts'), import('../rules/checklist/finders.generated.ts')]);
    return { checklist, finders };
  },
  openFiles: async () => (await import('./host/files.ts')).createNodeFiles(),
  openPorts,
  openRepositoryPorts: async (log) => {
    const [{ createNodeFiles }, { createClock }, { createGit }, { keepHeapSmall }] = await Promise.all([import('./host/files.ts'), import('./host/clock.ts'), import('./host/git.ts'), import('./host/small-heap.ts')]);
    keepHeapSmall();
    return { files: createNodeFiles(), clock: createClock(), log, git: createGit(process.env), openPython: pythonOpener(bundleFolder), openShell: shellOpener(bundleFolder) };
  },
  caches: createCaches(),
  watchFiles: async (request) => (await import('./host/watch-files.ts')).watchFiles(request),
  loadPageScript: async () => {
    const text = await readFile(path.join(bundleFolder, 'report-page.js'), 'utf8');
    return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
  },
  openEarlier: async () => {
    const { createEarlierFolder } = await import('./host/git/commit-files.ts');
    return createEarlierFolder(process.env).catch((error: unknown) => {
      throw error instanceof FileProblem ? new UsageError(error.message) : error;
    });
  },
  isTracked: async (file) => (await import('./host/git/is-tracked.ts')).isTracked(file),
  serve: () => {
    createRequire(__filename)(path.join(bundleFolder, 'server.cjs'));
    // the server lives as long as its connection
    return new Promise<void>(() => undefined);
  },
};

function createCaches(): Caches {
  return {
    userFolder: userCacheFolder(process.env, process.platform),
    open: async (folder, log) => {
      if (typeof LINTEL_BUILD_ID === 'undefined') return null;
      return (await import('./host/file-cache.ts')).createFileCache({ folder, buildId: `${LINTEL_BUILD_ID} ${process.version}`, log });
    },
    contents: async (folder) => (await import('./host/file-cache.ts')).cacheContents(folder),
    empty: async (folder) => (await import('./host/file-cache.ts')).emptyCache(folder),
  };
}

async function openPorts({ memoryLimitBytes, jobs, warms, log }: OpenPortsRequest): Promise<OpenPorts> {
  const [{ createNodeFiles }, { createScratch }, { createClock }, { createCodeWorkers }, { createEngineProcess }] = await Promise.all([
    import('./host/files.ts'),
    import('./host/scratch.ts'),
    import('./host/clock.ts'),
    import('./host/code-workers.ts'),
    import('./engines/duckdb/engine-process.ts'),
  ]);
  const scratch = await createScratch().catch((error: unknown) => {
    throw error instanceof FileProblem ? new UsageError(error.message) : error;
  });
  const codeWorkers = createCodeWorkers({ workerPath: path.join(bundleFolder, 'code-worker.cjs'), scratchFolder: scratch.folder, jobs: jobs ?? DEFAULT_JOBS, log });
  const engine = createEngineProcess({ childPath: path.join(bundleFolder, 'engine.cjs'), memoryLimitBytes, scratchFolder: scratch.folder, ...(jobs === null ? {} : { threads: jobs }), log });
  if (warms === 'engine') engine.start();
  return {
    ports: { files: createNodeFiles(), scratch, engine, openPython: pythonOpener(bundleFolder), codeWorkers, clock: createClock(), log },
    close: async () => {
      await codeWorkers.close();
      await engine.close();
      await scratch.dispose();
    },
  };
}

/** Processes that check code when nobody says otherwise: each takes some 200 MB. Own choice. */
const DEFAULT_JOBS = Math.min(2, availableParallelism());

/** A folder may be removed while somebody stands in it. */
function readWorkingFolder(): string {
  try {
    const folder = process.cwd();
    return path.sep === '\\' ? folder.replaceAll('\\', '/') : folder;
  } catch {
    process.stderr.write('lintel: the working folder is gone; change to one that is there\n');
    return process.exit(EXIT.incomplete);
  }
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(bundleFolder, '..', 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}

// a reader of stdout that has left is no failure; writes tell of other errors themselves
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
void runCli(process.argv.slice(2), host).then((code) => process.exit(code));
