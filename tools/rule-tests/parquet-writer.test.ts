import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openParquetWriter } from './parquet-writer.ts';

describe('typed examples', () => {
  it('are written with their types, values and order', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'typed-'));
    const file = path.join(folder, "it's.parquet");
    const writer = await openParquetWriter();
    await writer.write({ 'a "b"': { type: 'INTEGER[]', values: ['[1, 2]', null] }, when: { type: 'TIMESTAMPTZ', values: ['2026-01-31 12:00:00+00', '2026-02-01'] }, x: { type: 'DOUBLE', values: ['nan', '-0.5'] } }, file);
    writer.close();
    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(`SELECT "a ""b""", typeof("when"), x::VARCHAR FROM '${file.replaceAll("'", "''")}'`);
    assert.deepEqual(reader.getRowsJson(), [
      [[1, 2], 'TIMESTAMP WITH TIME ZONE', 'nan'],
      [null, 'TIMESTAMP WITH TIME ZONE', '-0.5'],
    ]);
    connection.closeSync();
    await rm(folder, { recursive: true });
  });
});
