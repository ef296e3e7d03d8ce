/** A file system in memory, for tests of what only reads names and small texts. */
import { joinPath, parentFolder } from '../server/core/paths.ts';
import { FileProblem } from '../server/core/ports.ts';
import type { FileSystem } from '../server/core/ports.ts';

type Entry = Awaited<ReturnType<FileSystem['list']>>[number];

/** What a path is: the text of a file, or a symbolic link that leads nowhere we look. */
export type MemoryFile = string | { readonly link: true };

/** Returns the files by absolute path; folders are there because files are in them. */
export function createMemoryFiles(files: Readonly<Record<string, MemoryFile>>): FileSystem {
  const folders = new Map<string, Map<string, Entry['kind']>>();
  for (const [path, file] of Object.entries(files)) {
    let kind: Entry['kind'] = typeof file === 'string' ? 'file' : 'link';
    for (let at = path, parent = parentFolder(at); parent !== null; at = parent, parent = parentFolder(at)) {
      const entries = folders.get(parent) ?? new Map<string, Entry['kind']>();
      entries.set(at.slice(joinPath(parent, '').length), kind);
      folders.set(parent, entries);
      kind = 'folder';
    }
  }
  const bytesOf = (path: string): Uint8Array => {
    const file = files[path];
    if (typeof file !== 'string') throw new FileProblem('unreadable', 'the file is not there');
    return new TextEncoder().encode(file);
  };
  return {
    stat: async (path) => {
      const file = files[path];
      if (typeof file === 'string') return { kind: 'file', sizeBytes: bytesOf(path).length, mtimeMs: 0, id: path };
      return folders.has(path) ? { kind: 'folder', sizeBytes: 0, mtimeMs: 0, id: path } : null;
    },
    list: async (folder) => [...(folders.get(folder) ?? [])].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    readText: async (path, maxBytes) => {
      const file = files[path];
      return typeof file === 'string' && bytesOf(path).length <= maxBytes ? file : null;
    },
    readRange: async (path, startByte, lengthBytes) => bytesOf(path).slice(startByte, startByte + lengthBytes),
    async *readChunks(path) {
      yield bytesOf(path);
    },
    async *decompress(path) {
      yield bytesOf(path);
    },
  };
}
