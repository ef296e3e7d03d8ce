/** Comments and cell tags that silence rules: `# lintel: ignore[rule] reason`, `# lintel: ignore-file[rule] reason`, tag `lintel-ignore:rule`. */
import type { Comment, PythonDocument } from '../../../../rules/api/python/document.ts';
import type { DocumentPlaces } from './code-places.ts';
import type { CodeSuppression } from './draft.ts';

const DIRECTIVE = /#[ \t]*lintel:[ \t]*(ignore-file|ignore)(?![\w-])[ \t]*(?:\[([^\]]*)\])?([^#]*)/;
const TAG = /^lintel-ignore(?::(.*))?$/;

export function suppressionsOf(document: PythonDocument, places: DocumentPlaces): readonly CodeSuppression[] {
  const byLine = new Map(document.comments.map((comment) => [places.lines.positionAt(comment.start).line, comment]));
  const comments = document.comments.flatMap((comment) => readComment(comment, { document, places, byLine }));
  const tags = document.cells.flatMap((cell) =>
    cell.tags.flatMap((tag): CodeSuppression[] => {
      const match = TAG.exec(tag.trim());
      return match === null ? [] : [{ kind: 'tag', rules: names(match[1] ?? ''), reason: '', line: null, place: places.placeOfCell(cell.index) }];
    }),
  );
  return [...comments, ...tags];
}

interface Surroundings {
  readonly document: PythonDocument;
  readonly places: DocumentPlaces;
  /** The last comment of each line. */
  readonly byLine: ReadonlyMap<number, Comment>;
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
function lineSpokenOf(comment: Comment, { document, places, byLine }: Surroundings): number | null {
  const { lines } = places;
  let line = lines.positionAt(comment.start).line;
  if (!isAlone(comment, { document, places })) return line;
  for (line += 1; line <= lines.lineCount; line += 1) {
    const below = byLine.get(line);
    if (below === undefined || !isAlone(below, { document, places })) break;
  }
  if (line > lines.lineCount) return null;
  const isSameCell = places.placeOf(comment).cell === places.placeOf({ start: lines.lineAt(line).start, end: lines.lineAt(line).start }).cell;
  return isSameCell ? line : null;
}

function isAlone(comment: Comment, { document, places }: Pick<Surroundings, 'document' | 'places'>): boolean {
  const { start } = places.lines.lineAt(places.lines.positionAt(comment.start).line);
  return document.source.slice(start, comment.start).trim() === '';
}
