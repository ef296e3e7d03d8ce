/** What can be done about findings in Dockerfiles, settings, queries and the like: fixes, ignoring with a reason, reading about the rule. */
import { CodeActionKind, Command, type CodeAction, type Diagnostic, type Location } from 'vscode-languageserver';
import { fileName, resolvePath } from '../../core/paths.ts';
import type { Edit, Finding, Fix } from '../../core/report.ts';
import { CLIENT_COMMANDS, type IgnoreFindingParams, type IgnoreFindingResult, type IgnoreTarget } from '../../protocol/messages.ts';
import { SOURCE } from '../convert/diagnostics.ts';
import { fixEdit, reviewAnnotation } from '../convert/fix-edit.ts';
import { toRange } from '../convert/to-range.ts';
import { commentAbove } from './comment-above.ts';
import type { RepositoryFile } from './repository-server.ts';

export interface RepositoryActionRequest {
  readonly file: RepositoryFile;
  /** Of the file, as the editor writes it. */
  readonly uri: string;
  /** As the editor shows it. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly hasCommands: boolean;
  readonly canConfirm: boolean;
  readonly uriOfPath: (path: string) => string;
  /** Whether the editor shows what is on the disk. */
  readonly isAsOnDisk: (path: string) => Promise<boolean>;
}

export async function repositoryActions(request: RepositoryActionRequest): Promise<CodeAction[]> {
  const actions: CodeAction[] = [];
  for (const diagnostic of request.diagnostics) {
    if (diagnostic.source !== SOURCE) continue;
    const finding = request.file.findings.find(({ rule, message, range }) => rule === diagnostic.code && message === diagnostic.message && (range?.start.line ?? 1) - 1 === diagnostic.range.start.line);
    if (finding === undefined) continue;
    actions.push(...(await fixActions(finding, { ...request, diagnostic })), ...(request.hasCommands ? commands(finding, { ...request, diagnostic }) : []));
  }
  return actions;
}

type OneRequest = RepositoryActionRequest & { readonly diagnostic: Diagnostic };

/** Places of edits are those of the files as they were checked. */
async function fixActions({ fixes }: Finding, request: OneRequest): Promise<readonly CodeAction[]> {
  const { file, canConfirm, uriOfPath, isAsOnDisk, diagnostic } = request;
  if (!file.isFresh) return [];
  const locate = ({ path, range }: Edit): Location => ({ uri: uriOfPath(resolvePath(file.root, path)), range: toRange(range) });
  const actions: CodeAction[] = [];
  for (const [index, fix] of fixes.entries()) {
    const isSame = await Promise.all(pathsOf(fix, file.root).map(isAsOnDisk));
    const edit = isSame.includes(false) ? null : fixEdit([fix], { locate, canConfirm, annotation: reviewAnnotation(fix, 'Lintel: changes what the pipeline does') });
    const isSafe = fix.safety === 'safe';
    if (edit !== null) actions.push({ title: isSafe ? fix.title : `${fix.title} (review)`, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], ...(isSafe && index === 0 ? { isPreferred: true } : {}), edit });
  }
  return actions;
}

function pathsOf({ edits }: Fix, root: string): readonly string[] {
  return [...new Set(edits.map(({ path }) => resolvePath(root, path)))];
}

function commands({ rule }: Finding, { file: { path }, uri, text, diagnostic }: OneRequest): readonly CodeAction[] {
  const { line } = diagnostic.range.start;
  const action = (title: string, command: string, argument: unknown): CodeAction => ({ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command: Command.create(title, command, argument) });
  const ignore = (title: string, at: number | null): CodeAction => {
    const target: IgnoreTarget = { uri, rule, column: null, line: at };
    return action(title, CLIENT_COMMANDS.ignoreWithReason, target);
  };
  const isHeard = commentAbove({ path, text, line, rule, reason: '' }) !== null;
  return [isHeard ? ignore(`Ignore \`${rule}\` with a reason…`, line) : ignore(`Ignore \`${rule}\` in \`${fileName(path)}\` with a reason…`, null), action(`Explain \`${rule}\``, CLIENT_COMMANDS.explainRule, rule)];
}

/** The comment above a line of a file. @param text as the editor shows it */
export function ignoreByComment({ uri, rule, line, reason }: IgnoreFindingParams & { readonly line: number }, { path, text }: { readonly path: string; readonly text: string }): IgnoreFindingResult {
  if (reason.trim() === '') return { ok: false, message: 'A suppression needs a reason' };
  const newText = commentAbove({ path, text, line, rule, reason });
  if (newText === null) return { ok: false, message: 'No comment may stand here; ignore it in the configuration' };
  const start = { line, character: 0 };
  return { ok: true, uri, creates: false, edits: [{ range: { start, end: start }, newText }] };
}
