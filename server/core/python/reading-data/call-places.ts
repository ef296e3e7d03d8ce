/** Where reading calls stand in their files, and which comments speak of them. */
import { parentFolder } from '../../paths.ts';
import type { FileSystem } from '../../ports.ts';
import type { Finding } from '../../report.ts';
import { documentPlaces, type FilePlace, type Span } from '../check/code-places.ts';
import { suppressionsOf } from '../check/code-suppressions.ts';
import { openDocuments } from '../check/documents.ts';
import { readSource } from '../check/read-source.ts';
import type { PythonParser } from '../parser.ts';

export interface CallPlace extends FilePlace {
  /** The comment or cell tag that silences a rule here; null when there is none. */
  suppressedBy(rule: string): Finding['suppressed'];
}

export interface CallPlaces {
  /** Null when the file cannot be read (any more). */
  placeOf(at: Span & { readonly path: string }): Promise<CallPlace | null>;
}

export function createCallPlaces(parser: PythonParser, files: FileSystem): CallPlaces {
  return {
    placeOf: async ({ path, start, end }) => {
      const source = await readSource(path, { files, signal: null });
      const read = source.ok ? openDocuments(new Map([[path, source.text]]), { home: parentFolder(path) ?? path, parser }).read(path) : null;
      if (read?.ok !== true) return null;
      const places = documentPlaces(read.document);
      const place = places.placeOf({ start, end });
      const lines = places.linesOf({ start, end });
      const speaking = suppressionsOf(read.document, places).filter(({ kind, line, place: { cell } }) => kind === 'file' || (kind === 'tag' ? cell !== null && cell === place.cell : line !== null && lines.includes(line)));
      return {
        ...place,
        suppressedBy: (rule) => {
          const found = speaking.find(({ rules }) => rules.includes(rule));
          return found === undefined ? null : { kind: 'comment', reason: found.reason };
        },
      };
    },
  };
}
