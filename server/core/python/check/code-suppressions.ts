/** Comments and cell tags that silence rules: `# lintel: ignore[rule] reason`, `# lintel: ignore-file[rule] reason`, tag `lintel-ignore:rule`. */
import type { Comment, PythonDocument } from '../../../../rules/api/python/document.ts';
import type { DocumentPlaces } from './code-places.ts';
import type { CodeSuppression } from './draft.ts';

const DIRECTIVE = /#[ \t]*lintel:[ \t]*(ignore-file|ignore)(?![\w-])[ \t]*(?:\[([^\]]*)\])?([^#]*)/;
const TAG = /^lintel-ignore(?::(.*))?$/;

export function suppressionsOf(document: PythonDocument, places: DocumentPlaces): readonly CodeSuppression[] {
  const comments = document.source.includes('lintel:') ? readComments(document, places) : [];
  const tags = document.cells.flatMap((cell) =>
    cell.tags.flatMap((tag): CodeSuppression[] => {
      const match = TAG.exec(tag.trim());
      return match === null ? [] : [{ kind: 'tag', rules: names(match[1] ?? ''), reason: '', line: null, place: places.placeOfCell(cell.index) }];
    }),
  );
  return [...comments, ...tags];
}

function readComments(document: PythonDocument, places: DocumentPlaces): readonly CodeSuppression[] {
  const alone = new Set(document.comments.filter((comment) => isAlone(comment, { document, places })).map(({ start }) => places.lines.positionAt(start).line));
  const { lineCount } = places.lines;
  const nextOfCode = new Map<number, number>();
  // from the bottom, so that a thousand comments below each other are passed over once
  for (const line of [...alone].sort((a, b) => b - a)) nextOfCode.set(line, nextOfCode.get(line + 1) ?? line + 1);
  const below = (line: number): number | null => {
    const next = nextOfCode.get(line) ?? line;
    return next > lineCount ? null : next;
  };
  return document.comments.flatMap((comment) => readComment(comment, { document, places, below }));
}

interface Surroundings {
  readonly document: PythonDocument;
  readonly places: DocumentPlaces;
  /** The line itself when there is code on it, else the next that is no comment; null after the last. */
  readonly below: (line: number) => number | null;
}

function readComment(comment: Comment, at: Surroundings): readonly CodeSuppression[] {
  const text = at.document.source.slice(comment.start, comment.end);
  const match = DIRECTIVE.exec(text);
  if (match === null) return [];
  const [whole, word, rules = '', rest = ''] = match;
  const start = comment.start + match.index;
  const place = at.places.placeOf({ start, end: start + whole.trimEnd().length });
  const line = word === 'ignore' ? lineSpokenOf(comment, at) : null;
  return [{ kind: word === 'ignore' ? 'line' : 'file', rules: names(rules), reason: rest.replace(/^[\s:–—-]+/, '').trim(), line, place }];
}

function names(list: string): readonly string[] {
  return list.split(',').map((name) => name.trim()).filter((name) => name !== '');
}

/** Its own line when there is code, else the next line that is no comment, in the same cell. */
function lineSpokenOf(comment: Comment, { places, below }: Surroundings): number | null {
  const { lines } = places;
  const own = lines.positionAt(comment.start).line;
  const line = below(own);
  if (line === null || line === own) return line;
  const isSameCell = places.placeOf(comment).cell === places.placeOf({ start: lines.lineAt(line).start, end: lines.lineAt(line).start }).cell;
  return isSameCell ? line : null;
}

function isAlone(comment: Comment, { document, places }: Pick<Surroundings, 'document' | 'places'>): boolean {
  const { start } = places.lines.lineAt(places.lines.positionAt(comment.start).line);
  return document.source.slice(start, comment.start).trim() === '';
}
