/** Where reading calls stand in their files, and which comments speak of them. */
import { parentFolder } from '../../paths.ts';
import type { Ports } from '../../ports.ts';
import type { Finding } from '../../report.ts';
import type { FilePlace, Span } from '../check/code-places.ts';
import { openDocuments, type ReadDocument } from '../check/documents.ts';
import { placesIn } from '../check/program-places.ts';
import { readSource } from '../check/read-source.ts';
import type { NeedParser } from '../python-tools.ts';

export interface CallPlace extends FilePlace {
  /** The comment or cell tag that silences a rule here; null when there is none. */
  suppressedBy(rule: string): Finding['suppressed'];
}

export interface CallPlaces {
  /** Null when the file cannot be read (any more). */
  placeOf(at: Span & { readonly path: string }): Promise<CallPlace | null>;
}

/** @param openParser called when a place is not known */
export function createCallPlaces(openParser: NeedParser, { files, cache = null }: Pick<Ports, 'files' | 'cache'>): CallPlaces {
  return {
    placeOf: async ({ path, start, end }) => {
      const source = await readSource(path, { files, signal: null });
      if (!source.ok) return null;
      const { text } = source;
      const read = async (): Promise<ReadDocument | null> => openDocuments(new Map([[path, text]]), { home: parentFolder(path) ?? path, parser: await openParser() }).read(path);
      const found = await placesIn({ path, text, spans: [{ start, end }], read }, cache);
      const [at] = found?.located ?? [];
      if (found === null || at === undefined) return null;
      const { place, lines } = at;
      const speaking = found.suppressions.filter(({ kind, line, place: { cell } }) => kind === 'file' || (kind === 'tag' ? cell !== null && cell === place.cell : line !== null && lines.includes(line)));
      return {
        ...place,
        suppressedBy: (rule) => {
          const comment = speaking.find(({ rules }) => rules.includes(rule));
          return comment === undefined ? null : { kind: 'comment', reason: comment.reason };
        },
      };
    },
  };
}
