/** A cache in memory, for tests of what is kept between checks. */
import { createHash } from 'node:crypto';
import type { Cache, FileSystem } from '../server/core/ports.ts';
import { FileProblem } from '../server/core/ports.ts';

export interface MemoryCache extends Cache {
  /** By key. */
  readonly entries: Map<string, string>;
}

export function createMemoryCache(files: Pick<FileSystem, 'readRange' | 'stat'>): MemoryCache {
  const entries = new Map<string, string>();
  const digest = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
  return {
    entries,
    digest,
    digestOf: async (path) => {
      try {
        return digest(await files.readRange(path, 0, (await files.stat(path))?.sizeBytes ?? 0));
      } catch (problem) {
        if (problem instanceof FileProblem) return null;
        throw problem;
      }
    },
    get: async (key) => entries.get(key) ?? null,
    put: async (key, value) => void entries.set(key, value),
  };
}
