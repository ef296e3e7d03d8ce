/** Opens bytes as a table in a folder of their own; what the tests of this folder share. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNodeFiles } from '../../../host/files.ts';
import { createScratch } from '../../../host/scratch.ts';
import type { FileSystem } from '../../ports.ts';
import type { OpenResult, PlacedRange, TextTable } from '../opened-table.ts';
import { openTable } from './open-table.ts';

export interface Desk {
  readonly folder: string;
  /** Opens one file with these bytes; a list of files is a folder of parts. */
  open(name: string, content: string | Uint8Array): Promise<OpenResult>;
  openParts(parts: Readonly<Record<string, string | Uint8Array>>): Promise<OpenResult>;
  openPath(file: string, files?: FileSystem): Promise<OpenResult>;
  /** The text of the copy the engine gets, a string per group of columns; null when it reads the user's file. */
  copyOf(table: TextTable): Promise<readonly string[] | null>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'reading-test-'));
  const scratch = await createScratch();
  const openPath = (file: string, files = createNodeFiles()): Promise<OpenResult> => openTable({ path: file, displayPath: 'file', parts: null }, { files, scratch }, {});
  return {
    folder,
    openPath,
    open: async (name, content) => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      return openPath(file);
    },
    openParts: async (parts) => {
      const within = await mkdtemp(path.join(folder, 'parts-'));
      await mkdir(within, { recursive: true });
      const files: string[] = [];
      for (const [name, content] of Object.entries(parts)) {
        files.push(path.join(within, name));
        await writeFile(path.join(within, name), content);
      }
      return openTable({ path: within, displayPath: 'parts', parts: files }, { files: createNodeFiles(), scratch }, {});
    },
    copyOf: async (table) => {
      assert.equal(table.source?.kind, 'csv');
      if (table.source?.kind !== 'csv' || table.source.groups[0]?.hasRowNumbers !== true) return null;
      return Promise.all(table.source.groups.map((group) => readFile(group.files[0] ?? '', 'utf8')));
    },
    close: async () => {
      await scratch.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function text(result: OpenResult): TextTable {
  assert.ok(result.ok, result.ok ? '' : `${result.reason}: ${result.text}`);
  assert.equal(result.table.kind, 'text');
  if (result.table.kind !== 'text') throw new Error('not text');
  return result.table;
}

export function refusal(result: OpenResult): string {
  assert.ok(!result.ok);
  assert.ok(result.text.length <= 120 && !result.text.includes('/'), result.text);
  return result.ok ? '' : result.reason;
}

/** `line:column-line:column` of a place, for short assertions. */
export function spot(place: PlacedRange | null): string | null {
  if (place === null) return null;
  const { start, end } = place.range;
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}

export async function spots(table: TextTable, cells: readonly (readonly [rowNumber: number, column: number])[]): Promise<(string | null)[]> {
  return (await table.locate(cells.map(([rowNumber, column]) => ({ rowNumber, column })))).map(spot);
}
