/** Tells JSON tables from other JSON by their first bytes. */
import { FileProblem } from '../ports.ts';
import type { FileSystem } from '../ports.ts';

const HEAD_BYTES = 4096;

/** Says whether the JSON file is a list of objects; false when that cannot be seen. */
export async function holdsRecords(path: string, files: FileSystem): Promise<boolean> {
  try {
    const head = await readHead(path, files);
    return /^\uFEFF?\s*\[\s*\{/.test(new TextDecoder().decode(head));
  } catch (error) {
    if (error instanceof FileProblem) return false;
    throw error;
  }
}

async function readHead(path: string, files: FileSystem): Promise<Uint8Array> {
  const format = /\.gz$/i.test(path) ? 'gzip' : /\.zst$/i.test(path) ? 'zstd' : null;
  if (format === null) return files.readRange(path, 0, HEAD_BYTES);
  for await (const chunk of files.decompress(path, format, Number.MAX_SAFE_INTEGER)) return chunk.subarray(0, HEAD_BYTES);
  return new Uint8Array(0);
}
