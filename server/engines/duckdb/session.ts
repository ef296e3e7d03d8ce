/**
 * One DuckDB for one opened source: it may read that source's files and nothing else, and run nothing but SELECT. The native
 * module is loaded when the first session starts.
 */
import type { DuckDBConnection, DuckDBInstance, DuckDBPreparedStatement, DuckDBValue } from '@duckdb/node-api';
import { availableParallelism } from 'node:os';
import { CANCELLED, failure, failureOf, type EngineFailure } from './failures.ts';
import type { CancelSignal } from '../../core/ports.ts';
import type { EngineResult } from '../../core/data/engine.ts';
import { spillFolder } from './child-messages.ts';
import { escapeGlob, textLiteral } from './sql-text.ts';

export interface DuckDbOptions {
  /** What DuckDB's own buffers may hold; the process needs about 150 MB more. */
  readonly memoryLimitBytes: number;
  /** A folder of ours that exists; DuckDB spills into a folder below it. */
  readonly scratchFolder: string;
  readonly threads?: number;
}

/** More threads than this cost memory per thread and gain little on one file. Our own choice. */
const MOST_THREADS = 4;

/** What may be spilled to the scratch folder before the engine gives up. Our own choice. */
const SCRATCH_LIMIT = '20GiB';

/** Result columns: one array of values per column. */
export type ResultColumns = readonly (readonly DuckDBValue[])[];

export interface Session {
  /** Errors: as `failureOf`; `cancelled` when the signal fired. Statements run one after another. */
  query(sql: string, signal?: CancelSignal): Promise<EngineResult<ResultColumns>>;
  /** As `query`, but hands on errors that `mayRetry` accepts as null. */
  tryQuery(sql: string, mayRetry: (error: unknown) => boolean, signal?: CancelSignal): Promise<EngineResult<ResultColumns> | null>;
  /** Keeps the rows of a SELECT in a table of the session's own memory, which spills like any other; returns its name. */
  store(sql: string, signal?: CancelSignal): Promise<EngineResult<string>>;
  drop(name: string): Promise<void>;
  /** Stops what runs and frees everything. */
  close(): Promise<void>;
}

type DuckDb = typeof import('@duckdb/node-api');

/** Loads the native module. Errors: `engine-missing` where there is no build of it for this machine. */
export async function loadDuckDb(): Promise<EngineResult<DuckDb>> {
  try {
    return { ok: true, value: await import('@duckdb/node-api') };
  } catch {
    return failure('engine-missing', `DuckDB is not installed for ${process.platform}-${process.arch}: run \`npm install @duckdb/node-api\` or reinstall Lintel for this platform`);
  }
}

/** @param files absolute paths, the only ones the session can read */
export async function openSession(options: DuckDbOptions, files: readonly string[]): Promise<EngineResult<Session>> {
  const duckdb = await loadDuckDb();
  if (!duckdb.ok) return duckdb;
  let instance: DuckDBInstance | null = null;
  try {
    instance = await duckdb.value.DuckDBInstance.create(':memory:', settings(options));
    const connection = await instance.connect();
    await lock(connection, files);
    return { ok: true, value: createSession(duckdb.value, instance, connection) };
  } catch (error) {
    instance?.closeSync();
    return failureOf(error);
  }
}

function settings(options: DuckDbOptions): Record<string, string> {
  return {
    threads: String(options.threads ?? Math.min(MOST_THREADS, availableParallelism())),
    memory_limit: `${Math.max(64, Math.floor(options.memoryLimitBytes / 1_048_576))}MiB`,
    temp_directory: spillFolder(options.scratchFolder, process.pid),
    max_temp_directory_size: SCRATCH_LIMIT,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
}

/** The order matters: paths are named first, then access is closed, then settings are. */
async function lock(connection: DuckDBConnection, files: readonly string[]): Promise<void> {
  const paths = [...new Set(files.flatMap((file) => [file, escapeGlob(file)]))];
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(`SET allowed_paths = [${paths.map(textLiteral).join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

function createSession(duckdb: DuckDb, instance: DuckDBInstance, connection: DuckDBConnection): Session {
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let stored = 0;
  const run = async (work: Work, signal?: CancelSignal): Promise<ResultColumns | EngineFailure> => {
    if (isClosed || isAborted(signal)) return CANCELLED;
    const interrupt = (): void => connection.interrupt();
    signal?.addEventListener('abort', interrupt);
    try {
      return await work(connection);
    } catch (error) {
      if (isAborted(signal)) return CANCELLED;
      throw error;
    } finally {
      signal?.removeEventListener('abort', interrupt);
    }
  };
  const inTurn = (work: Work, mayRetry: (error: unknown) => boolean, signal?: CancelSignal): Promise<EngineResult<ResultColumns> | null> => {
    let hasStarted = false;
    const turn = last.then(async () => {
      hasStarted = true;
      try {
        const result = await run(work, signal);
        return 'ok' in result ? result : { ok: true as const, value: result };
      } catch (error) {
        return mayRetry(error) ? null : failureOf(error);
      }
    });
    last = turn;
    if (signal === undefined) return turn;
    // A statement still waiting for its turn is cancelled at once, whatever runs before it.
    return new Promise((resolve) => {
      const leave = (): void => (hasStarted ? undefined : resolve(CANCELLED));
      signal.addEventListener('abort', leave);
      void turn.then((result) => {
        signal.removeEventListener('abort', leave);
        resolve(result);
      });
    });
  };
  const tryQuery: Session['tryQuery'] = (sql, mayRetry, signal) => inTurn((own) => select(duckdb, own, sql), mayRetry, signal);
  return {
    query: async (sql, signal) => (await tryQuery(sql, () => false, signal)) ?? CANCELLED,
    tryQuery,
    async store(sql, signal) {
      const name = `stored${++stored}`;
      const result = await inTurn((own) => store(duckdb, own, name, sql), () => false, signal);
      return result === null || !result.ok ? (result ?? CANCELLED) : { ok: true, value: name };
    },
    async drop(name) {
      await inTurn(async (own) => (await own.run(`DROP TABLE IF EXISTS ${name}`)).getColumns(), () => true);
    },
    async close(): Promise<void> {
      if (isClosed) return;
      isClosed = true;
      connection.interrupt();
      await last;
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function isAborted(signal: CancelSignal | undefined): boolean {
  return signal?.aborted === true;
}

type Work = (connection: DuckDBConnection) => Promise<ResultColumns | EngineFailure>;

/** Runs one statement, if it is one and a SELECT. */
async function select(duckdb: DuckDb, connection: DuckDBConnection, sql: string): Promise<ResultColumns | EngineFailure> {
  const statement = await prepareSelect(duckdb, connection, sql);
  if ('ok' in statement) return statement;
  try {
    return (await statement.runAndReadAll()).getColumns();
  } finally {
    statement.destroySync();
  }
}

/** @param name one of our own making */
async function store(duckdb: DuckDb, connection: DuckDBConnection, name: string, sql: string): Promise<ResultColumns | EngineFailure> {
  const statement = await prepareSelect(duckdb, connection, sql);
  if ('ok' in statement) return statement;
  statement.destroySync();
  return (await connection.run(`CREATE TEMP TABLE ${name} AS ${sql}`)).getColumns();
}

async function prepareSelect(duckdb: DuckDb, connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement | EngineFailure> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) return failure('internal-error', 'only single statements are run');
  const statement = await statements.prepare(0);
  if (statement.statementType === duckdb.StatementType.SELECT) return statement;
  statement.destroySync();
  return failure('internal-error', 'only SELECT statements are run');
}
