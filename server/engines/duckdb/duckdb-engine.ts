/**
 * The embedded engine in the process that calls it. Data files are foreign and may crash native code, so hosts use the
 * engine of `engine-process.ts`, which runs this one in a child.
 */
import { stat } from 'node:fs/promises';
import type { EngineColumn, EngineResult, EngineSource, EngineTable, SqlEngine } from '../../core/data/engine.ts';
import type { CancelSignal } from '../../core/ports.ts';
import { cutTypeName, physicalType } from './column-type.ts';
import { CANCELLED, failure } from './failures.ts';
import { filesOf, linkAwkwardFiles, type LinkedFiles } from './linked-files.ts';
import { toCount, toText } from './result-value.ts';
import { loadDuckDb, openSession, type DuckDbOptions, type Session } from './session.ts';
import { columnName, csvSlices, fileList, parquetSlices, type SqlTable } from './sql-source.ts';
import { createTable } from './table.ts';

export type { DuckDbOptions } from './session.ts';

/** Returns an engine that holds no resources until a source is opened. */
export function createDuckDbEngine(options: DuckDbOptions): SqlEngine {
  const tables = new Set<EngineTable>();
  return {
    async info() {
      const duckdb = await loadDuckDb();
      return duckdb.ok ? { ok: true, value: { name: 'DuckDB', version: duckdb.value.version().replace(/^v/, '') } } : duckdb;
    },
    async open(source, signal) {
      const opened = await openSource(options, source, signal);
      if (!opened.ok) return opened;
      const table: EngineTable = {
        ...opened.value,
        async close() {
          tables.delete(table);
          await opened.value.close();
        },
      };
      tables.add(table);
      return { ok: true, value: table };
    },
    async close() {
      await Promise.all([...tables].map((table) => table.close()));
    },
  };
}

async function openSource(options: DuckDbOptions, source: EngineSource, signal?: CancelSignal): Promise<EngineResult<EngineTable>> {
  if (signal?.aborted === true) return CANCELLED;
  const linked = await linkAwkwardFiles(source, options.scratchFolder);
  const session = await openSession(options, filesOf(linked.source));
  if (!session.ok) {
    await linked.remove();
    return session;
  }
  const described = await describe(session.value, linked.source, signal);
  if (described.ok) return { ok: true, value: createTable(session.value, described.value, () => closeAll(session.value, linked)) };
  await closeAll(session.value, linked);
  return described;
}

async function closeAll(session: Session, linked: LinkedFiles): Promise<void> {
  await session.close();
  await linked.remove();
}

async function describe(session: Session, source: EngineSource, signal?: CancelSignal): Promise<EngineResult<SqlTable>> {
  const sizeBytes = await totalSize(filesOf(source));
  switch (source.kind) {
    case 'csv':
      return { ok: true, value: { slices: csvSlices(source), columns: textColumns(source.columnCount), sizeBytes, hasNullForEmpty: true } };
    case 'parquet':
      return describeParquet(session, source.files, sizeBytes, signal);
  }
}

/** Files that cannot be looked at count as empty: reading them fails later, with the reason. */
async function totalSize(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map((file) => stat(file).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function textColumns(count: number): EngineColumn[] {
  return Array.from({ length: count }, (_, index) => ({ name: columnName(index), physical: 'text', typeName: 'VARCHAR' }));
}

async function describeParquet(session: Session, files: readonly string[], sizeBytes: number, signal?: CancelSignal): Promise<EngineResult<SqlTable>> {
  const types = await session.query(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(${fileList(files)}, hive_partitioning = false))`, signal);
  if (!types.ok) return types;
  const [names = [], typeNames = []] = types.value;
  const first = files[0];
  if (first === undefined) return failure('empty', 'there is no file to read');
  const written = await writtenNames(session, first, signal);
  if (!written.ok) return written;
  const columns = typeNames.map((type, index): EngineColumn => {
    const typeName = toText(type) ?? '';
    // DuckDB renames columns that differ in case only; the file's own names are the ones people know.
    const name = (written.value.length === names.length ? written.value[index] : toText(names[index])) ?? '';
    return { name, physical: physicalType(typeName), typeName: cutTypeName(typeName) };
  });
  const counts = await rowCounts(session, files, signal);
  if (!counts.ok) return counts;
  return { ok: true, value: { slices: parquetSlices(files, columns.length, counts.value), columns, sizeBytes, hasNullForEmpty: false } };
}

/** Names of the top-level columns as the file has them. */
async function writtenNames(session: Session, file: string, signal?: CancelSignal): Promise<EngineResult<readonly string[]>> {
  const schema = await session.query(`SELECT name, num_children FROM parquet_schema(${fileList([file])})`, signal);
  if (!schema.ok) return schema;
  const [names = [], children = []] = schema.value;
  const topLevel: string[] = [];
  /** Elements still to come below the top-level column being walked. */
  let below = 0;
  for (let index = 1; index < names.length; index++) {
    if (below === 0) topLevel.push(toText(names[index]) ?? '');
    else below--;
    below += toCount(children[index]);
  }
  return { ok: true, value: topLevel };
}

async function rowCounts(session: Session, files: readonly string[], signal?: CancelSignal): Promise<EngineResult<readonly number[]>> {
  const counts = new Map<string, number>();
  const metadata = await session.query(`SELECT file_name, num_rows FROM parquet_file_metadata(${fileList(files)})`, signal);
  if (!metadata.ok) return metadata;
  const [names = [], rows = []] = metadata.value;
  for (const [index, name] of names.entries()) counts.set(toText(name) ?? '', toCount(rows[index]));
  const inOrder = files.map((file) => counts.get(file));
  if (inOrder.some((count) => count === undefined)) return failure('internal-error', 'the engine names the files of this table differently');
  return { ok: true, value: inOrder.map((count) => count ?? 0) };
}
