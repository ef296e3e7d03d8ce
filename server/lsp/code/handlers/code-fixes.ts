/** Fixes of findings in code as code actions. Each was tried: the program without the finding, and with no new one. */
import { CodeActionKind, Command, type CodeAction, type Diagnostic, type Location, type WorkspaceEdit } from 'vscode-languageserver';
import { resolvePath } from '../../../core/paths.ts';
import { chooseEdits } from '../../../core/python/fix/choose-edits.ts';
import type { Edit, Finding, Fix } from '../../../core/report.ts';
import { CLIENT_COMMANDS, type EditCellsParams } from '../../../protocol/messages.ts';
import { fixEdit, reviewAnnotation } from '../../convert/fix-edit.ts';
import type { CodeChecker } from '../code-checker.ts';
import type { OpenPrograms, ProgramPart } from '../open-programs.ts';
import { overlaps } from '../open-programs.ts';
import { offsetIn } from '../part-offsets.ts';

export interface FixRequest {
  readonly part: ProgramPart;
  readonly checker: CodeChecker;
  readonly open: OpenPrograms;
  /** Absolute folder that paths of findings are relative to. */
  readonly root: string;
  /** Whether the client asks before it makes edits marked so. */
  readonly canConfirm: boolean;
  /** Whether the client changes whole cells. */
  readonly hasCommands: boolean;
}

/** The fixes of findings the diagnostics show. */
export async function fixActions(diagnostics: readonly Diagnostic[], request: FixRequest): Promise<CodeAction[]> {
  const { part, checker } = request;
  const document = checker.documentOf(part.path);
  const actions: CodeAction[] = [];
  if (document === null) return actions;
  for (const diagnostic of diagnostics) {
    const start = offsetIn(document, part.cell, diagnostic.range.start);
    const end = offsetIn(document, part.cell, diagnostic.range.end);
    if (start === null || end === null) continue;
    const findings = await checker.fixesOf(part.path, { safety: 'all', within: { path: part.path, start, end } });
    const finding = findings.find((each) => isShownBy(each, diagnostic, request));
    for (const [index, fix] of (finding?.fixes ?? []).entries()) actions.push(...fixAction(fix, { ...request, diagnostic, isFirst: index === 0 }));
  }
  return actions;
}

function isShownBy({ rule, cell, message, ...finding }: Finding, { code, range, message: text }: Diagnostic, { part, open, root }: FixRequest): boolean {
  const shown = open.locationOf({ path: resolvePath(root, finding.path), cell, range: finding.range });
  return rule === code && message === text && shown.uri === part.document.uri && overlaps(shown.range, range);
}

function fixAction(fix: Fix, at: FixRequest & { readonly diagnostic: Diagnostic; readonly isFirst: boolean }): readonly CodeAction[] {
  const { diagnostic, isFirst } = at;
  const isSafe = fix.safety === 'safe';
  const base = { title: isSafe ? fix.title : `${fix.title} (review)`, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], ...(isSafe && isFirst ? { isPreferred: true } : {}) };
  if (fix.cellEdits.length > 0) {
    const params = cellParams(fix, at);
    return params === null ? [] : [{ ...base, command: Command.create(base.title, CLIENT_COMMANDS.editCells, params) }];
  }
  const edit = fixEdit([fix], { locate: locateIn(at), canConfirm: at.canConfirm, annotation: reviewAnnotation(fix, 'Lintel: changes what the program computes') });
  return edit === null ? [] : [{ ...base, edit }];
}

/** Null where cells of several files, or of one that is not open, would change. */
function cellParams({ title, safety, cellEdits, edits }: Fix, { open, root, hasCommands }: FixRequest): EditCellsParams | null {
  const paths = [...new Set(cellEdits.map(({ path }) => resolvePath(root, path)))];
  const uri = open.notebookUri(paths[0] ?? '');
  const isOnlyCells = edits.every(({ cell }) => cell === null);
  if (!hasCommands || uri === null || paths.length > 1 || !isOnlyCells) return null;
  const changes = cellEdits.map((edit): EditCellsParams['changes'][number] => (edit.kind === 'insert-cell' ? { kind: edit.kind, index: edit.cell - 1, type: edit.type, source: edit.source } : { kind: edit.kind, index: edit.cell - 1 }));
  return { uri, title, needsConfirmation: safety === 'review', changes: changes.toSorted((a, b) => b.index - a.index) };
}

/** Null for cells of a notebook that is not open. */
function locateIn({ open, root }: Pick<FixRequest, 'open' | 'root'>): (edit: Edit) => Location | null {
  return ({ path, cell, range }) => {
    const absolute = resolvePath(root, path);
    return cell !== null && open.notebookUri(absolute) === null ? null : open.locationOf({ path: absolute, cell, range });
  };
}

/** All safe fixes of a program in one edit; null when there is none. Fixes that touch each other wait for the next time. */
export async function fixAllEdit(request: FixRequest): Promise<WorkspaceEdit | null> {
  const { part, checker } = request;
  const findings = await checker.fixesOf(part.path, { safety: 'safe', within: null });
  const chosen = new Set<Fix>();
  const taken: Finding[] = [];
  for (const finding of findings) {
    const [fix] = finding.fixes;
    if (fix === undefined || finding.suppressed !== null || fix.cellEdits.length > 0) continue;
    if (chooseEdits([...taken, finding], 'safe').count <= taken.length) continue;
    taken.push(finding);
    chosen.add(fix);
  }
  return chosen.size === 0 ? null : fixEdit([...chosen], { locate: locateIn(request), canConfirm: request.canConfirm, annotation: null });
}
