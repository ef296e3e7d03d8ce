/** Documents of a project some of whose files are open in editors. Cells that did not change are not parsed again. */
import type { Documents, ReadDocument } from '../check/documents.ts';
import { openDocuments } from '../check/documents.ts';
import { documentOfCells } from '../notebook/notebook-document.ts';
import { relativePath } from '../../paths.ts';
import type { ParsedPiece, PythonParser } from '../parser.ts';
import { cellTextsOf } from './live-notebook.ts';
import type { LiveNotebook, SavedNotebook } from './live-notebook.ts';

export interface OpenNotebookCells {
  readonly live: LiveNotebook;
  readonly saved: SavedNotebook | null;
}

interface Kept extends OpenNotebookCells {
  readonly read: ReadDocument;
}

export interface LiveDocuments {
  /** Texts by absolute path; may change. */
  readonly sources: ReadonlyMap<string, string>;
  /** Notebooks whose cells are open, by absolute path; may change. */
  readonly notebooks: ReadonlyMap<string, OpenNotebookCells>;
  /** See `Project`. */
  readonly home: string;
  readonly parser: PythonParser;
}

export function openLiveDocuments({ sources, notebooks, home, parser }: LiveDocuments): Documents {
  const closed = openDocuments(sources, { home, parser });
  const kept = new Map<string, Kept>();
  const parsers = new Map<string, PythonParser>();
  return {
    read: (path) => {
      const open = notebooks.get(path);
      if (open === undefined) {
        kept.delete(path);
        parsers.delete(path);
        return closed.read(path);
      }
      const known = kept.get(path);
      if (known?.live === open.live && known.saved === open.saved) return known.read;
      const own = parsers.get(path) ?? rememberingParser(parser);
      parsers.set(path, own);
      const read = documentOfCells({ path, projectPath: relativePath(home, path), cells: cellTextsOf(open.live, open.saved) }, own);
      kept.set(path, { ...open, read });
      return read;
    },
  };
}

/** Pieces kept per notebook at most. Own choice: twice the cells of a long one. */
const KEPT_PIECES = 400;

/** Remembers the pieces of one notebook. Only the latest document made of a piece may be used: a statement has one parent. */
function rememberingParser(parser: PythonParser): PythonParser {
  const pieces = new Map<string, ParsedPiece>();
  return {
    parse: (text, offset) => {
      const key = `${offset} ${text}`;
      const piece = pieces.get(key) ?? parser.parse(text, offset);
      pieces.delete(key);
      pieces.set(key, piece);
      const oldest = pieces.keys().next().value;
      if (pieces.size > KEPT_PIECES && oldest !== undefined) pieces.delete(oldest);
      return piece;
    },
  };
}
