/** Documents of a project by path, read from their texts when asked for. Only the latest ones are kept: trees are large. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import { relativePath } from '../../paths.ts';
import type { NotCheckedReason } from '../../ports.ts';
import { readNotebook } from '../notebook/read-notebook.ts';
import type { PythonParser } from '../parser.ts';
import { readScript } from '../read-script.ts';
import { isNotebookPath } from './read-source.ts';
import type { Sources } from './sources.ts';

export type ReadDocument =
  | { readonly ok: true; readonly document: PythonDocument }
  | { readonly ok: false; readonly reason: NotCheckedReason; readonly message: string };

export interface Documents {
  /** Null for paths that are not of the project. While a document is kept and its text stays, the same one is returned. */
  read(path: string): ReadDocument | null;
}

/** UTF-16 units of source whose trees are kept: about 30 MB of trees. Own choice: what the files of one folder import, mostly. */
const KEPT_LENGTH = 1_000_000;

interface Kept {
  readonly text: string;
  readonly read: ReadDocument;
}

/**
 * @param sources texts by absolute path; a text that changes is read anew
 * @param home see `Project`
 */
export function openDocuments(sources: Pick<Sources, 'get'>, { home, parser }: { readonly home: string; readonly parser: PythonParser }): Documents {
  const kept = new Map<string, Kept>();
  let length = 0;
  const forget = (path: string): void => {
    length -= kept.get(path)?.text.length ?? 0;
    kept.delete(path);
  };
  const keep = (path: string, one: Kept): void => {
    // the latest asked for is the last to go
    forget(path);
    kept.set(path, one);
    length += one.text.length;
    for (const oldest of kept.keys()) {
      if (length <= KEPT_LENGTH || oldest === path) break;
      forget(oldest);
    }
  };
  return {
    read: (path) => {
      const text = sources.get(path);
      if (text === undefined) return null;
      const known = kept.get(path);
      const file = { path, projectPath: relativePath(home, path), text };
      const read = known?.text === text ? known.read : isNotebookPath(path) ? readNotebook(file, parser) : readScript(file, parser);
      keep(path, { text, read });
      return read;
    },
  };
}
