/**
 * Finds the fixes of what was found in a program. A fix is kept only when the edited text, analysed again, no longer has the finding
 * and has no new one.
 */
import { CONFIDENCES } from '../../../../rules/api/finding.ts';
import type { OptionTable, OptionValues } from '../../../../rules/api/option.ts';
import type { CellEdit, CodeEdit, CodeFix, CodeVerdict, PythonRule } from '../../../../rules/api/python-rule.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { Config } from '../../config.ts';
import type { CellChange } from '../../report.ts';
import { documentPlaces } from '../check/code-places.ts';
import type { FilePlace } from '../check/code-places.ts';
import type { CheckedProgram, Draft, DraftFix } from '../check/draft.ts';
import type { PythonParser } from '../parser.ts';
import { lineIndexOf } from '../line-index.ts';
import { editFiles, isTextEdit } from './edit-files.ts';
import type { FileEdit } from './edit-files.ts';

/** Which findings are to be given fixes. */
export interface FixesWanted {
  readonly safety: 'safe' | 'all';
  /** Only findings that touch this stretch of this document; null for all. Absolute path, offsets of the document. */
  readonly within: { readonly path: string; readonly start: number; readonly end: number } | null;
}

/** What a rule said, with the draft made of it. */
export interface Told {
  readonly draft: Draft;
  readonly rule: PythonRule;
  readonly verdict: CodeVerdict;
  readonly options: OptionValues<OptionTable>;
}

/** The program after edits: what is found then, and the syntax errors of the texts that were edited. */
export interface Rechecked {
  readonly program: CheckedProgram;
  readonly syntaxErrors: number;
}

export interface MendRequest {
  readonly facts: Facts;
  readonly checked: CheckedProgram;
  readonly told: readonly Told[];
  readonly wanted: FixesWanted;
  readonly config: Pick<Config, 'confidence'>;
  readonly parser: PythonParser;
  readonly textOf: (path: string) => string | null;
  /** Null when it cannot be said: out of time, or the text cannot be read any more. */
  readonly recheck: (texts: ReadonlyMap<string, string>) => Promise<Rechecked | null>;
}

/** Fixes shown of one finding at most. Own choice: more is no choice. */
const MAX_FIXES = 3;

/** @returns the program's drafts, in their order, with the fixes that hold */
export async function mendProgram(request: MendRequest): Promise<readonly Draft[]> {
  const { checked, told, wanted, config } = request;
  const mended = new Map<Draft, readonly DraftFix[]>();
  for (const each of told) {
    const isShown = CONFIDENCES.indexOf(each.draft.confidence) <= CONFIDENCES.indexOf(config.confidence);
    if (each.rule.mend !== null && isShown && isWanted(each.draft, wanted)) mended.set(each.draft, await fixesOf(each, request));
  }
  return checked.drafts.map((draft) => ({ ...draft, fixes: mended.get(draft) ?? [] }));
}

function isWanted({ path, start, end }: Draft, { within }: FixesWanted): boolean {
  return within === null || (path === within.path && start <= within.end && within.start <= end);
}

async function fixesOf(each: Told, request: MendRequest): Promise<readonly DraftFix[]> {
  const { rule, verdict, options } = each;
  const proposed = rule.mend?.({ verdict, facts: request.facts, options }) ?? [];
  const holding: DraftFix[] = [];
  for (const fix of proposed) {
    if (holding.length >= MAX_FIXES) break;
    if (request.wanted.safety === 'safe' && fix.safety !== 'safe') continue;
    const edited = editFiles(fix, request);
    if (edited === null) continue;
    const after = await request.recheck(edited.texts);
    if (after !== null && holds(each.draft, after, request)) holding.push({ title: fix.title, safety: fix.safety, edits: placeEdits(fix, edited.fileEdits, request), fileEdits: edited.fileEdits, cellEdits: fix.edits.flatMap(cellChangeOf) });
  }
  return holding;
}

function holds(draft: Draft, { program, syntaxErrors }: Rechecked, { checked, facts, config }: MendRequest): boolean {
  const before = countFindings(checked.drafts, config);
  const after = countFindings(program.drafts, config);
  const isGone = (after.get(causeOf(draft)) ?? 0) < (before.get(causeOf(draft)) ?? 0);
  const isNoWorse = [...after].every(([cause, count]) => count <= (before.get(cause) ?? 0));
  return isGone && isNoWorse && program.isWhole && program.failures.length <= checked.failures.length && syntaxErrors <= facts.document.syntaxErrors.length;
}

/** Places move when text is edited, so equal causes are counted. */
function causeOf({ rule, messageId, path }: Draft): string {
  return [rule, messageId, path].join('\0');
}

function countFindings(drafts: readonly Draft[], { confidence }: Pick<Config, 'confidence'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const draft of drafts) {
    if (CONFIDENCES.indexOf(draft.confidence) > CONFIDENCES.indexOf(confidence)) continue;
    counts.set(causeOf(draft), (counts.get(causeOf(draft)) ?? 0) + 1);
  }
  return counts;
}

function cellChangeOf(edit: CodeEdit | CellEdit): readonly CellChange[] {
  if (isTextEdit(edit)) return [];
  const at = { path: edit.document.path, cell: edit.cellIndex + 1 };
  return edit.kind === 'insert-cell' ? [{ ...at, kind: edit.kind, type: edit.type, source: edit.source }] : [{ ...at, kind: edit.kind }];
}

/** Edits as reports show them: of a notebook's cell where they are edits of its source, else of the file. */
function placeEdits(fix: CodeFix, fileEdits: readonly FileEdit[], request: MendRequest): DraftFix['edits'] {
  const textEdits = fix.edits.filter(isTextEdit);
  if (textEdits.length < fix.edits.length) {
    return fileEdits.map(({ path, start, end, newText }) => ({ path, place: { cell: null, range: lineIndexOf(request.textOf(path) ?? '').rangeOf({ start, end }) }, newText }));
  }
  return textEdits.map((edit) => ({ path: edit.document.path, place: placeOf(edit), newText: edit.newText }));
}

function placeOf({ document, start, end }: CodeEdit): FilePlace {
  return documentPlaces(document).placeOf({ start, end });
}
