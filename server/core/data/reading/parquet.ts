/** Parquet, told by its first and last bytes; what is between them is the engine's to read. */
import type { FileSystem } from '../../ports.ts';
import type { BinaryTable, DatasetRef } from '../opened-table.ts';
import { fileName, problem } from './problem.ts';

/** Source: Apache Parquet format, "File format": magic, data, footer, 4-byte footer length, magic. */
const MAGIC = 'PAR1';
const MAGIC_BYTES = 4;
const TAIL_BYTES = 8;
const LEAST_BYTES = 12;

export function isParquet(head: Uint8Array): boolean {
  return textOf(head.subarray(0, MAGIC_BYTES)) === MAGIC;
}

/** Checks the frame of every file. Throws FileProblem for one that is cut off or broken. */
export async function openParquet(paths: readonly string[], dataset: DatasetRef, files: FileSystem): Promise<BinaryTable> {
  for (const path of paths) {
    const text = await damageOf(path, files);
    if (text !== null) throw problem('damaged', paths.length > 1 ? `part \`${fileName(path)}\`: ${text}` : text);
  }
  return { kind: 'binary', dataset, format: 'parquet', source: { kind: 'parquet', files: paths }, copied: null };
}

async function damageOf(path: string, files: FileSystem): Promise<string | null> {
  const sizeBytes = (await files.stat(path))?.sizeBytes ?? 0;
  const head = await files.readRange(path, 0, MAGIC_BYTES);
  const tail = await files.readRange(path, Math.max(0, sizeBytes - TAIL_BYTES), TAIL_BYTES);
  const footerBytes = new DataView(tail.buffer, tail.byteOffset, tail.length);
  if (!isParquet(head)) return 'this is no Parquet file; write it again';
  if (sizeBytes < LEAST_BYTES || textOf(tail.subarray(MAGIC_BYTES)) !== MAGIC) return 'the Parquet file is cut off: its footer is missing; copy or write it again';
  const length = footerBytes.getUint32(0, true);
  return length > sizeBytes - LEAST_BYTES ? 'the Parquet footer is broken; copy or write the file again' : null;
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
