/** Lintel: Copy Diagnostic Report. The text of `lintel doctor` and what is to be known of the editor; no paths. */
import * as vscode from 'vscode';
import { METHODS, type DiagnosticReportResult } from '../../server/protocol/messages.ts';
import type { Session } from '../session.ts';

export async function copyDiagnosticReport(session: Session, version: string): Promise<string> {
  const { text } = await session.ask<DiagnosticReportResult>(METHODS.diagnosticReport, {});
  const editor: readonly (readonly [string, string])[] = [
    ['extension', version],
    ['editor', `${vscode.env.appName} ${vscode.version}`],
    ['remote', vscode.env.remoteName?.replace(/[:+].*$/, '') ?? 'no'],
    ['trusted', vscode.workspace.isTrusted ? 'yes' : 'no'],
    ['folders', String(vscode.workspace.workspaceFolders?.length ?? 0)],
  ];
  const report = `${text}${editor.map(([name, value]) => `${name.padEnd(12)}  ${value}\n`).join('')}`;
  await vscode.env.clipboard.writeText(report);
  void vscode.window.showInformationMessage('Lintel: the diagnostic report is in the clipboard');
  return report;
}
