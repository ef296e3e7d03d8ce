/** Lintel: Check Current File, whatever shows it: a text editor, a table view, a hex view. */
import * as vscode from 'vscode';
import type { CheckSummary } from '../../server/protocol/messages.ts';
import type { Session } from '../session.ts';
import { checkDataset } from './check-dataset.ts';

export async function checkFile(session: Session): Promise<CheckSummary | null> {
  const uri = uriOfActiveTab();
  if (uri !== null) return checkDataset(session, uri);
  void vscode.window.showInformationMessage('Lintel: open a data file, a Python file or a notebook first');
  return null;
}

function uriOfActiveTab(): vscode.Uri | null {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const hasUri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputNotebook;
  return hasUri ? input.uri : (vscode.window.activeTextEditor?.document.uri ?? null);
}
