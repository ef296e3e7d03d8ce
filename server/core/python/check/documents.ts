/** Documents of a project by path, read from their texts when asked for. Only the latest ones are kept: trees are large. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { NotCheckedReason } from '../../ports.ts';
import { readNotebook } from '../notebook/read-notebook.ts';
import type { PythonParser } from '../parser.ts';
import { readScript } from '../read-script.ts';
import { isNotebookPath } from './read-source.ts';

export type ReadDocument =
  | { readonly ok: true; readonly document: PythonDocument }
  | { readonly ok: false; readonly reason: NotCheckedReason; readonly message: string };

export interface Documents {
  /** Null for paths that are not of the project. While a document is kept, the same one is returned. */
  read(path: string): ReadDocument | null;
}

/** UTF-16 units of source whose trees are kept: about 40 MB of trees. Own choice. */
const KEPT_LENGTH = 1_000_000;

/** @param sources texts by absolute path */
export function openDocuments(sources: ReadonlyMap<string, string>, parser: PythonParser): Documents {
  const kept = new Map<string, ReadDocument>();
  let length = 0;
  const keep = (path: string, read: ReadDocument): void => {
    kept.set(path, read);
    length += sources.get(path)?.length ?? 0;
    for (const oldest of kept.keys()) {
      if (length <= KEPT_LENGTH || oldest === path) break;
      kept.delete(oldest);
      length -= sources.get(oldest)?.length ?? 0;
    }
  };
  return {
    read: (path) => {
      const known = kept.get(path);
      if (known !== undefined) {
        // the latest asked for is the last to go
        kept.delete(path);
        kept.set(path, known);
        return known;
      }
      const text = sources.get(path);
      if (text === undefined) return null;
      const read = isNotebookPath(path) ? readNotebook({ path, text }, parser) : readScript({ path, text }, parser);
      keep(path, read);
      return read;
    },
  };
}
