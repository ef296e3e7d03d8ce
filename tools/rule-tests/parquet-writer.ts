/** Writes typed examples as Parquet files, by DuckDB itself. */
import { DuckDBInstance } from '@duckdb/node-api';
import type { TypedExample } from '../../rules/api/example.ts';

export interface ParquetWriter {
  write(columns: TypedExample['columns'], file: string): Promise<void>;
  close(): void;
}

export async function openParquetWriter(): Promise<ParquetWriter> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return {
    write: async (columns, file) => {
      await connection.run(`COPY (${selectRows(columns)}) TO ${literal(file)} (FORMAT parquet)`);
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Every value is cast from its text, so that the file holds exactly the types named. Errors: throws when columns differ in length. */
function selectRows(columns: TypedExample['columns']): string {
  const entries = Object.entries(columns);
  const rows = entries[0]?.[1].values.length ?? 0;
  if (entries.some(([, column]) => column.values.length !== rows)) throw new Error('the columns of a typed example have different lengths');
  const casts = entries.map(([name, column], index) => `CAST(c${index} AS ${column.type}) AS ${identifier(name)}`).join(', ');
  const values = Array.from({ length: rows }, (_, row) => `(${[row, ...entries.map(([, column]) => literal(column.values[row] ?? null))].join(', ')})`);
  const names = ['n', ...entries.map((_, index) => `c${index}`)].join(', ');
  if (rows === 0) return `SELECT ${entries.map(([name, column]) => `CAST(NULL AS ${column.type}) AS ${identifier(name)}`).join(', ')} LIMIT 0`;
  return `SELECT ${casts} FROM (VALUES ${values.join(', ')}) AS rows(${names}) ORDER BY n`;
}

function literal(text: string | null): string {
  return text === null ? 'CAST(NULL AS VARCHAR)' : `'${text.replaceAll("'", "''")}'`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
