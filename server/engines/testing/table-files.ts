/** Small tables on disk for engine tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { EngineSource } from '../../core/data/engine.ts';

export type CsvSource = Extract<EngineSource, { kind: 'csv' }>;
export type Rows = readonly (readonly (string | null)[])[];

export interface TableFiles {
  readonly folder: string;
  /** A folder engines may write to. */
  readonly scratchFolder: string;
  /** Writes text as it is and returns its path. */
  write(name: string, text: string | Uint8Array): string;
  /** Writes rows as a CSV without header and returns its source. */
  csv(rows: Rows, name?: string): CsvSource;
  /** Writes the result of a SELECT as Parquet and returns its path. */
  parquet(sql: string, name?: string): Promise<string>;
  remove(): void;
}

export function createTableFiles(): TableFiles {
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-engine-'));
  const scratchFolder = mkdtempSync(path.join(tmpdir(), 'lintel-engine-scratch-'));
  let last = 0;
  const write: TableFiles['write'] = (name, text) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  return {
    folder,
    scratchFolder,
    write,
    csv: (rows, name = `table-${++last}.csv`) => csvSource([write(name, rows.map((row) => `${row.map(csvCell).join(',')}\n`).join(''))], rows[0]?.length ?? 1),
    async parquet(sql, name = `table-${++last}.parquet`) {
      const file = path.join(folder, name);
      const instance = await DuckDBInstance.create(':memory:');
      const connection = await instance.connect();
      await connection.run(`COPY (${sql}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
      connection.closeSync();
      instance.closeSync();
      return file;
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
      rmSync(scratchFolder, { recursive: true, force: true });
    },
  };
}

export function csvSource(files: readonly string[], columnCount: number): CsvSource {
  return {
    kind: 'csv',
    delimiter: ',',
    quote: '"',
    hasHeader: false,
    hasLineBreaksInValues: true,
    columnCount,
    groups: [{ files, firstColumn: 0, columnCount, hasRowNumbers: false }],
  };
}

/** Null and empty text are both missing; a lone missing value is quoted, as a blank line is no row. */
function csvCell(value: string | null, _: number, row: readonly (string | null)[]): string {
  if (value === null || value === '') return row.length === 1 ? '""' : '';
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
