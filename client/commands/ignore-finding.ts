/** Lintel: Ignore Finding. Quick fixes need an open text file; this reaches findings of Parquet and of huge files, too. */
import * as vscode from 'vscode';
import type { IgnoreTarget } from '../../server/protocol/messages.ts';
import type { Session } from '../session.ts';
import { ignoreWithReason } from './ignore-with-reason.ts';

interface Choice extends vscode.QuickPickItem {
  readonly target: IgnoreTarget;
}

export async function ignoreFinding(session: Session): Promise<void> {
  const choices = vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) => diagnostics.flatMap((diagnostic) => choiceOf(uri, diagnostic) ?? []));
  if (choices.length === 0) {
    void vscode.window.showInformationMessage('Lintel: there is nothing to ignore');
    return;
  }
  const chosen = await vscode.window.showQuickPick(choices, { title: 'Ignore Finding', placeHolder: 'Finding', matchOnDescription: true, matchOnDetail: true });
  if (chosen !== undefined) await ignoreWithReason(session, { target: chosen.target, reason: undefined });
}

/** Null for diagnostics that are no findings on data or settings, or on code that is open: a comment is written into that. */
function choiceOf(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Choice | null {
  const data: unknown = 'data' in diagnostic ? diagnostic.data : null;
  if (diagnostic.source !== 'lintel' || typeof data !== 'object' || data === null) return null;
  const { rule, dataset, column, isOfRepository } = data as Readonly<Record<string, unknown>>;
  const isOpenCode = /\.(?:py|ipynb)$/i.test(uri.path) && vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
  if (typeof rule !== 'string' || (typeof dataset !== 'string' && isOfRepository !== true && !isOpenCode)) return null;
  const target = { uri: uri.toString(), rule, column: typeof column === 'string' ? column : null, line: isOpenCode ? diagnostic.range.start.line : null };
  return { label: diagnostic.message, description: vscode.workspace.asRelativePath(uri), detail: rule, target };
}
