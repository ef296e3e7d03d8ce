/** Files as they would be: some have other texts than on disk. */
import type { FileSystem } from '../../core/ports.ts';

/** @param texts by absolute path; read anew at every call */
export function overlayFiles(files: FileSystem, texts: ReadonlyMap<string, string>): FileSystem {
  const bytesOf = (path: string): Uint8Array | null => {
    const text = texts.get(path);
    return text === undefined ? null : new TextEncoder().encode(text);
  };
  return {
    ...files,
    stat: async (path) => {
      const stat = await files.stat(path);
      const bytes = bytesOf(path);
      return stat === null || bytes === null ? stat : { ...stat, sizeBytes: bytes.length };
    },
    readRange: async (path, startByte, lengthBytes) => bytesOf(path)?.slice(startByte, startByte + lengthBytes) ?? files.readRange(path, startByte, lengthBytes),
    readText: async (path, maxBytes) => {
      const bytes = bytesOf(path);
      if (bytes === null) return files.readText(path, maxBytes);
      return bytes.length > maxBytes ? null : (texts.get(path) ?? null);
    },
    async *readChunks(path, signal) {
      const bytes = bytesOf(path);
      if (bytes === null) yield* files.readChunks(path, signal);
      else yield bytes;
    },
  };
}
