/** The file system as an editor sees it: open files have the text of their editor. */
import type { FileSystem } from '../../ports.ts';

export function withOpenTexts(files: FileSystem, openText: (path: string) => string | null): FileSystem {
  return {
    ...files,
    stat: async (path) => {
      const stat = await files.stat(path);
      return stat ?? (openText(path) === null ? null : { kind: 'file', sizeBytes: 0, mtimeMs: 0, id: path });
    },
    readChunks: (path, signal) => {
      const text = openText(path);
      return text === null ? files.readChunks(path, signal) : once(new TextEncoder().encode(text));
    },
  };
}

async function* once<T>(value: T): AsyncIterable<T> {
  yield value;
}
