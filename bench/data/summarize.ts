/** DuckDB's own SUMMARIZE of one file, in a process of its own: prints the milliseconds of the statement. */
import { DuckDBInstance } from '@duckdb/node-api';

const [file = '', threads = '2', memoryLimit = '512MiB', folder = '.'] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads, memory_limit: memoryLimit, temp_directory: folder });
const connection = await instance.connect();
const path = file.replaceAll("'", "''");
const startMs = performance.now();
await connection.run(`SUMMARIZE FROM ${file.endsWith('.csv') ? 'read_csv' : 'read_parquet'}('${path}')`);
console.log(performance.now() - startMs);
