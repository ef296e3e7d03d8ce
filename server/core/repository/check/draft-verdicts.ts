/** Places and words what rules say of a repository, and turns their edits into edits of files. Pure. */
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';
import type { RepositoryFix, RepositoryRule, RepositoryVerdict } from '../../../../rules/api/repository-rule.ts';
import type { OptionTable, OptionValues } from '../../../../rules/api/option.ts';
import type { Word } from '../../../../rules/api/rule.ts';
import { fillMessage } from '../../data/message.ts';
import { contentAt } from '../../identity.ts';
import type { Content } from '../../identity.ts';
import { joinPath } from '../../paths.ts';
import type { FilePlace, Span } from '../../python/check/code-places.ts';
import type { Draft, DraftFix } from '../../python/check/draft.ts';
import { lineIndexOf, lineText } from '../../python/line-index.ts';
import type { LineIndex } from '../../python/line-index.ts';

/** Lines of the repository's texts, each text looked through once. */
export interface RepositoryLines {
  /** Null for files whose text was not read. */
  of(path: string): { readonly text: string; readonly lines: LineIndex } | null;
}

export function repositoryLines({ files }: Repository): RepositoryLines {
  const known = new Map<string, { readonly text: string; readonly lines: LineIndex } | null>();
  return {
    of: (path) => {
      const before = known.get(path);
      if (before !== undefined) return before;
      const text = files.text(path);
      const made = text === null ? null : { text, lines: lineIndexOf(text) };
      known.set(path, made);
      return made;
    },
  };
}

export interface DraftRequest {
  /** Absolute. */
  readonly root: string;
  readonly repository: Repository;
  readonly rule: RepositoryRule;
  readonly options: OptionValues<OptionTable>;
  readonly lines: RepositoryLines;
  /** Which fixes are kept; null for none. */
  readonly safety: 'safe' | 'all' | null;
}

export function draftVerdict(verdict: RepositoryVerdict, request: DraftRequest): Draft {
  const { root, rule, lines } = request;
  const span = spanOf(verdict.at, lines);
  const place = placeOf(verdict.at, lines);
  return {
    rule: rule.id,
    messageId: verdict.message,
    message: fillMessage(rule.messages[verdict.message] ?? verdict.message, { words: (verdict.data ?? {}) as Readonly<Record<string, Word>>, isPersonal: false }),
    severity: verdict.severity ?? rule.severity,
    confidence: verdict.confidence ?? rule.confidence,
    path: joinPath(root, verdict.at.path),
    ...span,
    place,
    lines: [place.range.start.line, place.range.end.line],
    content: contentOf(verdict.at, lines),
    column: null,
    related: (verdict.related ?? []).map(({ at, text }, index) => ({ path: joinPath(root, at.path), place: placeOf(at, lines), text: `${index + 1}. ${text}` })),
    fixes: request.safety === null || rule.mend === null ? [] : fixesOf(rule.mend({ verdict, repository: request.repository, options: request.options }), request),
  };
}

const FIRST = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** A file as a whole is its first line. */
function placeOf({ path, cell, range }: RepositoryPlace, lines: RepositoryLines): FilePlace {
  if (range !== null) return { cell, range };
  const file = lines.of(path);
  return { cell, range: file === null ? FIRST : file.lines.rangeOf(file.lines.lineAt(1)) };
}

/** Offsets of the file's text; places in notebooks have none. */
function spanOf({ path, cell, range }: RepositoryPlace, lines: RepositoryLines): Span {
  const file = lines.of(path);
  if (file === null || range === null || cell !== null) return { start: 0, end: 0 };
  return { start: file.lines.offsetAt(range.start), end: file.lines.offsetAt(range.end) };
}

/** A file as a whole has no neighbours; its path tells it. */
function contentOf({ path, range }: RepositoryPlace, lines: RepositoryLines): Content {
  const file = lines.of(path);
  if (file === null) return { line: '', before: '', after: '' };
  return contentAt((line) => lineText(file.text, { lines: file.lines, line }), range?.start.line ?? 1);
}

/** Only those that can be made: in texts that were read, without overlaps, and changing something. */
function fixesOf(fixes: readonly RepositoryFix[], { root, lines, safety }: DraftRequest): readonly DraftFix[] {
  return fixes.flatMap(({ title, safety: own, edits }) => {
    if (safety === 'safe' && own !== 'safe') return [];
    const fileEdits = edits.map(({ at, newText }) => ({ path: joinPath(root, at.path), ...spanOf(at, lines), newText }));
    const isPossible = edits.every(({ at, newText }) => {
      const file = lines.of(at.path);
      const { start, end } = spanOf(at, lines);
      return file !== null && at.range !== null && at.cell === null && file.text.slice(start, end) !== newText;
    });
    const overlaps = fileEdits.some((edit, index) => fileEdits.some((other, otherIndex) => otherIndex > index && other.path === edit.path && other.start < edit.end && edit.start < other.end));
    if (edits.length === 0 || !isPossible || overlaps) return [];
    return [{ title, safety: own, edits: edits.map(({ at, newText }) => ({ path: joinPath(root, at.path), place: placeOf(at, lines), newText })), fileEdits, cellEdits: [] }];
  });
}
