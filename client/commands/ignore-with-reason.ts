/** Asks why a finding is right as it is and writes the suppression into the config file. */
import * as vscode from 'vscode';
import { METHODS, type IgnoreFindingParams, type IgnoreFindingResult, type IgnoreTarget, type PlainTextEdit } from '../../server/protocol/messages.ts';
import { toRange } from '../to-range.ts';
import type { Session } from '../session.ts';

/** @param reason asked for when it is no text */
export async function ignoreWithReason(session: Session, { target, reason }: { readonly target: unknown; readonly reason: unknown }): Promise<boolean> {
  if (!isTarget(target)) return false;
  const why = typeof reason === 'string' ? reason : await askReason(target);
  if (why === undefined) return false;
  const params: IgnoreFindingParams = { ...target, reason: why };
  const result = await session.ask<IgnoreFindingResult>(METHODS.ignoreFinding, params);
  if (result.ok) return apply(result);
  void vscode.window.showErrorMessage(`Lintel: ${result.message}`);
  return false;
}

function isTarget(value: unknown): value is IgnoreTarget {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, rule, column, line } = value as Partial<Record<keyof IgnoreTarget, unknown>>;
  return typeof uri === 'string' && typeof rule === 'string' && (column === null || typeof column === 'string') && (line === null || typeof line === 'number');
}

function askReason({ rule, column, line }: IgnoreTarget): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: column === null ? `Ignore ${rule}` : `Ignore ${rule} in ${column}`,
    prompt: `Why is it right as it is? The reason is written into ${line === null ? 'the config file' : 'a comment'}.`,
    placeHolder: line === null ? '-1 means unknown in the source system' : 'the rows of the test set are from another year',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'A suppression needs a reason' : undefined),
  });
}

/** Notebooks are saved by their user. */
async function applyIn(cell: vscode.Uri, edits: readonly PlainTextEdit[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(cell, toRange(range), newText);
  return vscode.workspace.applyEdit(edit);
}

/** Saves the file, unless it holds changes of the user's that are not saved yet. */
async function apply({ uri, creates, edits }: Extract<IgnoreFindingResult, { ok: true }>): Promise<boolean> {
  const file = vscode.Uri.parse(uri);
  if (vscode.workspace.notebookDocuments.some((notebook) => notebook.getCells().some(({ document }) => document.uri.toString() === uri))) return applyIn(file, edits);
  const isDirty = vscode.workspace.textDocuments.some((document) => document.uri.toString() === file.toString() && document.isDirty);
  const edit = new vscode.WorkspaceEdit();
  if (creates) edit.createFile(file, { ignoreIfExists: true });
  for (const { range, newText } of edits) {
    edit.replace(file, toRange(range), newText);
  }
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  return isDirty || (await vscode.workspace.openTextDocument(file)).save();
}
