/** The folder a test run opens: a copy of a project from test-fixtures, with the binary tables that are made, not stored. */
import { DuckDBInstance } from '@duckdb/node-api';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './hosts.ts';

export const editorProject = path.join(projectRoot, 'test-fixtures/projects/editor-basics');

/** A script and a notebook with a leak, and the table they read. */
export const codeProject = path.join(projectRoot, 'test-fixtures/projects/editor-code');

/** A project with a bit of everything: what is scored. */
export const scoredProject = path.join(projectRoot, 'test-fixtures/projects/movie-recommender');

/** A folder that holds no data. */
export const emptyProject = path.join(projectRoot, 'test-fixtures/projects/editor-no-data');

/** Tables of the editor project that are not text: file name and the query that makes its rows. */
const binaryTables: Readonly<Record<string, string>> = {
  // `app_version` never changes.
  'clicks.parquet': `
    SELECT 1000 + i AS click_id, (i * 7) % 13 AS position, '4.2.0' AS app_version, (i * 37 % 1000) / 100.0 AS seconds
    FROM range(40) AS numbers(i)`,
};

/** The path of a fresh copy of the project below `folder`. Cost: one small DuckDB query for the editor project. */
export async function makeWorkspace(project: string, folder: string): Promise<string> {
  const copy = path.join(folder, path.basename(project));
  cpSync(project, copy, { recursive: true });
  if (path.resolve(project) === editorProject) await writeBinaryTables(copy);
  return copy;
}

async function writeBinaryTables(folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const [name, query] of Object.entries(binaryTables)) {
    const target = path.join(folder, name).replaceAll("'", "''");
    await connection.run(`COPY (${query}) TO '${target}' (FORMAT parquet)`);
  }
  connection.closeSync();
  instance.closeSync();
}
