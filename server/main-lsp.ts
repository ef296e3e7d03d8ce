/** Composition root of the language server: `--stdio` or `--node-ipc`. It never loads the data engine into its own process. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rules } from '../rules/index.generated.ts';
import { describeInstallation } from './cli/commands/doctor.ts';
import { check } from './core/check.ts';
import { createConfigLoader } from './core/config/load.ts';
import type { SqlEngine } from './core/data/engine.ts';
import { metaRules } from './core/meta-rules.ts';
import type { FileSystem, Logger } from './core/ports.ts';
import { createEngineProcess } from './engines/duckdb/engine-process.ts';
import { createClock } from './host/clock.ts';
import { createCodeWorkers } from './host/code-workers.ts';
import { createNodeFiles } from './host/files.ts';
import { createScoreProcess } from './host/score-process.ts';
import { createScratch, type NodeScratch } from './host/scratch.ts';
import { connect } from './lsp/connection.ts';
import { pythonOpener } from './open-python.ts';
import { shellOpener } from './open-shell.ts';
import { createServer } from './lsp/server.ts';
import type { Services } from './lsp/services.ts';

/** The folder of the bundles; package.json and docs lie beside it. */
const bundleFolder = __dirname;
const packageFolder = path.join(bundleFolder, '..');

const connection = connect();
const log: Logger = { info: (text) => connection.console.info(text), warn: (text) => connection.console.warn(text) };
// one failure nobody waited for must not end the server
process.on('unhandledRejection', (error) => log.warn(error instanceof Error ? (error.stack ?? error.message) : String(error)));

void createScratch().then((scratch) => {
  // also when the editor is gone without a goodbye
  process.on('exit', () => rmSync(scratch.folder, { recursive: true, force: true }));
  createServer(connection, createServices(scratch));
});

function createServices(scratch: NodeScratch): Services {
  const files = createNodeFiles();
  const engines = createEngines(scratch.folder);
  const codeWorkers = createCodeWorkers({ workerPath: path.join(bundleFolder, 'code-worker.cjs'), scratchFolder: scratch.folder, jobs: JOBS, log });
  const scorer = createScoreProcess({ workerPath: path.join(bundleFolder, 'score.cjs'), log });
  const openPython = pythonOpener(bundleFolder);
  const version = readVersion();
  return {
    version,
    rules,
    ports: { files, scratch, openPython, codeWorkers, clock: createClock(), log },
    engineFor: engines.engineFor,
    check,
    scorer,
    digestOf: (file) => digestOf(file, files),
    openShell: shellOpener(bundleFolder),
    readRulePage,
    describeInstallation: async ({ root, overrides }) => {
      const workingFolder = root ?? toCorePath(homedir());
      const all = [...rules, ...metaRules];
      const loaded = await createConfigLoader({ files, rules: all, workingFolder, overrides, source: root === null ? 'none' : 'discover' }).forFolder(workingFolder);
      const python = await openPython();
      const engine = await engines.engineFor(loaded.config.memoryLimitBytes).info();
      return redacted(describeInstallation({ version, engine, python, loaded, rules: all }), root);
    },
    pathOfUri,
    uriOfPath: (file) => pathToFileURL(file).href,
    rest: engines.close,
    dispose: async () => {
      await Promise.all([engines.close(), codeWorkers.close(), scorer.rest()]);
      await scratch.dispose();
    },
  };
}

/** Processes that check many programs: one processor is left to whoever types. Own choice. */
const JOBS = Math.max(1, Math.min(2, availableParallelism() - 1));

/** One engine at a time: another memory limit means another process. */
function createEngines(scratchFolder: string): { readonly engineFor: Services['engineFor']; readonly close: () => Promise<void> } {
  let current: { readonly memoryLimitBytes: number; readonly engine: SqlEngine } | null = null;
  const close = async (): Promise<void> => {
    const { engine } = current ?? {};
    current = null;
    await engine?.close();
  };
  return {
    engineFor: (memoryLimitBytes) => {
      if (current?.memoryLimitBytes !== memoryLimitBytes) {
        void close();
        current = { memoryLimitBytes, engine: createEngineProcess({ childPath: path.join(bundleFolder, 'engine.cjs'), memoryLimitBytes, scratchFolder, log }) };
      }
      return current.engine;
    },
    close,
  };
}

/** Evidence beyond this is not hashed while somebody waits. Own choice: a second or so. */
const MOST_DIGEST_BYTES = 200_000_000;

async function digestOf(file: string, files: FileSystem): Promise<string | null> {
  const stat = await files.stat(file);
  if (stat?.kind !== 'file' || stat.sizeBytes > MOST_DIGEST_BYTES) return null;
  const hash = createHash('sha256');
  try {
    for await (const chunk of files.readChunks(file)) hash.update(chunk);
  } catch {
    return null;
  }
  return hash.digest('hex');
}

/** @param rule id of a known rule */
async function readRulePage(rule: string): Promise<string | null> {
  const file = path.join(packageFolder, 'docs', 'rules', `${rule}.md`);
  return existsSync(file) ? readFile(file, 'utf8') : null;
}

function pathOfUri(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return toCorePath(fileURLToPath(uri));
  } catch {
    return null;
  }
}

function toCorePath(native: string): string {
  return path.sep === '\\' ? native.replaceAll('\\', '/') : native;
}

/** Names of people and projects in paths are nobody's business. */
function redacted(text: string, root: string | null): string {
  const withoutRoot = root === null ? text : text.replaceAll(root, '<workspace>');
  return withoutRoot.replaceAll(toCorePath(homedir()), '~').replaceAll(homedir(), '~');
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}
