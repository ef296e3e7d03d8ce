/** Tables of a fixed seed for the benchmark, made by DuckDB: the same rows and seed give the same bytes. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export interface GeneratedTable {
  readonly name: string;
  readonly path: string;
  readonly rows: number;
  readonly columns: number;
}

/** A number from 0 up to 1 that depends on the row, the seed and a salt. */
function uniform(seed: number, salt: number): string {
  return `(hash(i, ${seed}, ${salt}) % 1000000007) / 1000000007.0`;
}

function oneOf(seed: number, salt: number, values: readonly string[]): string {
  return `[${values.map((value) => `'${value}'`).join(', ')}][(hash(i, ${seed}, ${salt}) % ${values.length})::INT + 1]`;
}

/** 22 columns of mixed kinds, some with the faults rules look for. */
function mixedColumns(seed: number): readonly string[] {
  const normal = (salt: number, scale: number): string => `round(${scale} * sqrt(-2 * ln(${uniform(seed, salt)} + 1e-9)) * cos(6.283185307 * ${uniform(seed, salt + 1)}), 4)`;
  return [
    'i AS id',
    `${normal(10, 1)} AS pressure`,
    `${normal(12, 3)} AS temperature`,
    `${normal(14, 250)} + 1000 AS altitude`,
    `${normal(16, 0.05)} AS drift`,
    `${normal(18, 12)} AS humidity`,
    `round(exp(3 * ${uniform(seed, 20)}) * 100, 2) AS amount`,
    `CASE WHEN ${uniform(seed, 21)} < 0.03 THEN NULL ELSE round(100 * ${uniform(seed, 22)}, 1) END AS score`,
    `CASE WHEN ${uniform(seed, 23)} < 0.01 THEN -999 ELSE round(40 * ${uniform(seed, 24)}, 2) END AS rate`,
    `round(180 * ${uniform(seed, 25)} - 90, 6) AS latitude`,
    `(hash(i, ${seed}, 26) % 90)::INT AS age`,
    `(hash(i, ${seed}, 27) % 12 + 1)::INT AS month`,
    `(hash(i, ${seed}, 28) % 2)::INT AS label`,
    `${oneOf(seed, 30, ['red', 'green', 'blue', 'Red', 'yellow'])} AS colour`,
    `'city_' || (hash(i, ${seed}, 31) % 80) AS city`,
    `'product_' || (hash(i, ${seed}, 32) % 180) AS product`,
    `${oneOf(seed, 33, ['yes', 'no', 'yes', 'N/A'])} AS returned`,
    `strftime(DATE '2015-01-01' + (hash(i, ${seed}, 34) % 3000)::INT, '%Y-%m-%d') AS day`,
    `'user' || (hash(i, ${seed}, 35) % 300000) || '@example.org' AS email`,
    `lpad((hash(i, ${seed}, 36) % 99999)::VARCHAR, 5, '0') AS zip`,
    `'ref-' || hash(i, ${seed}, 37)::VARCHAR AS reference`,
    `concat_ws(' ', ${oneOf(seed, 38, ['good', 'bad', 'fair'])}, ${oneOf(seed, 39, ['value', 'fit', 'colour', 'service'])}, ${oneOf(seed, 40, ['again', 'never', 'perhaps'])}, 'order ' || (hash(i, ${seed}, 41) % 5000)) AS comment`,
  ];
}

/** Writes the table as CSV or Parquet unless it is there already. */
export async function generateMixed({ folder, rows, seed, format }: { readonly folder: string; readonly rows: number; readonly seed: number; readonly format: 'csv' | 'parquet' }): Promise<GeneratedTable> {
  const columns = mixedColumns(seed);
  const file = path.join(folder, `mixed-${rows}-${seed}.${format}`);
  await writeOnce(file, `SELECT ${columns.join(', ')} FROM range(${rows}) AS t(i)`);
  return { name: `${rows.toLocaleString('en')} rows x ${columns.length} columns, ${format}`, path: file, rows, columns: columns.length };
}

/** Many columns of small whole numbers and words. */
export async function generateWide({ folder, rows, columns, seed }: { readonly folder: string; readonly rows: number; readonly columns: number; readonly seed: number }): Promise<GeneratedTable> {
  const file = path.join(folder, `wide-${rows}x${columns}-${seed}.csv`);
  const cells = Array.from({ length: columns }, (_, column) => (column % 4 === 3 ? `'w' || (hash(i, ${seed}, ${column}) % 7) AS c${column}` : `(hash(i, ${seed}, ${column}) % 1000) / 10 AS c${column}`));
  await writeOnce(file, `SELECT ${cells.join(', ')} FROM range(${rows}) AS t(i)`);
  return { name: `${rows.toLocaleString('en')} rows x ${columns.toLocaleString('en')} columns, csv`, path: file, rows, columns };
}

async function writeOnce(file: string, sql: string): Promise<void> {
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.part`;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const options = file.endsWith('.csv') ? 'FORMAT csv, HEADER true' : 'FORMAT parquet';
  await connection.run(`COPY (${sql}) TO '${part.replaceAll("'", "''")}' (${options})`);
  connection.closeSync();
  instance.closeSync();
  renameSync(part, file);
}
