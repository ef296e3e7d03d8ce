/**
 * Writes the data of the sample project from fixed seeds: `npm run sample-project`; with `--check` it compares instead.
 * Code, notebook and settings of the project are written by hand and left alone.
 */
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { features, movies, partnerExport, ratings, recommendations, serverLog, users, watchEvents } from './tables.ts';

const PROJECT = path.resolve(import.meta.dirname, '../../test-fixtures/projects/movie-recommender');

/** File below the project -> bytes. */
export async function sampleFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map([
    ['data/users.csv', Buffer.from(users())],
    ['data/movies.csv', Buffer.from(movies())],
    ['data/ratings.csv', Buffer.from(ratings())],
    ['data/features.csv', Buffer.from(features())],
    ['data/partner_export.csv', partnerExport()],
    ['data/watch_events.parquet', await watchEventsParquet()],
    ['logs/recommendations.jsonl', Buffer.from(recommendations())],
    ['logs/server.log', Buffer.from(serverLog())],
  ]);
}

async function watchEventsParquet(): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lintel-sample-'));
  try {
    const file = path.join(folder, 'watch_events.parquet');
    const rows = path.join(folder, 'rows.json');
    await writeFile(rows, watchEvents().map((row) => JSON.stringify(row)).join('\n'));
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const columns = "{userId: 'INTEGER', day: 'VARCHAR', stars: 'VARCHAR', device: 'VARCHAR'}";
    await connection.run(`copy (select userId as user_id, day, stars, device from read_json('${rows}', format='newline_delimited', columns=${columns})) to '${file}' (format parquet, compression zstd)`);
    connection.closeSync();
    instance.closeSync();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function main(isCheck: boolean): Promise<number> {
  const different: string[] = [];
  for (const [name, bytes] of await sampleFiles()) {
    const file = path.join(PROJECT, name);
    const present = await readFile(file).catch(() => null);
    if (present !== null && Buffer.compare(present, bytes) === 0) continue;
    different.push(name);
    if (isCheck) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  for (const name of different) console.log(`${isCheck ? 'differs' : 'written'}: ${name}`);
  return isCheck && different.length > 0 ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.includes('--check'));
